import { BUILT } from './built';
import { join } from 'node:path';
import { ApiProcess } from '../support/api-process';
import { hostSession, takeSeat } from '../support/meeting';
import { newAccount, newGuest, type Person } from '../support/person';
import type { PlannedRoom } from './plan';
import { databaseOf, type Cluster, type Target } from './target';

/** Rooms of one host: an account may hold ten sockets. */
const ROOMS_PER_HOST = 5;
/** Minutes that a lead can add at once. */
const MOST_ADDED = 10;
/** Rooms that are being set up at once. */
const AT_ONCE = 6;

/** The real server, built as it is shipped, with real people in sessions that stand in the interview. */
export class Product implements Target {
  readonly kind = 'product';
  private constructor(
    private readonly api: ApiProcess,
    readonly port: number,
    private readonly cluster: Cluster,
    readonly dataDir: string,
    private readonly made: PlannedRoom[],
  ) {}

  static async start(options: {
    port: number;
    cluster: Cluster;
    dataDir: string;
    nodeFlags?: readonly string[];
    made?: readonly PlannedRoom[];
  }): Promise<Product> {
    const { port, cluster, dataDir, nodeFlags, made = [] } = options;
    const databaseUrl = await databaseOf(cluster, 'bench_product');
    const api = new ApiProcess({
      entry: join(BUILT, '../api/main.js'),
      databaseUrl,
      dataDir,
      port,
      nodeFlags,
    });
    await api.start();
    return new Product(api, port, cluster, dataDir, [...made]);
  }

  get server(): number {
    return this.api.pid;
  }
  get database(): number {
    return this.cluster.pid;
  }

  rooms(count: number): readonly PlannedRoom[] {
    return this.made.slice(0, count);
  }

  /**
   * Signs people in and brings sessions of so many people to the interview, until there are `count`. A round that is to
   * last for `minutes` gets them from its lead at the start: beyond its limit it would end, and refuse every edit.
   */
  async prepare(count: number, people: number, minutes = 0): Promise<void> {
    const hosts: Person[] = [];
    for (let at = this.made.length; at < count; at += ROOMS_PER_HOST)
      hosts.push(await newAccount(this.api.url, `Host ${at}`));
    const todo = Array.from({ length: count - this.made.length }, (_, at) => hosts[Math.floor(at / ROOMS_PER_HOST)]);
    const worker = async () => {
      for (let host = todo.shift(); host; host = todo.shift()) this.made.push(await this.room(host, people, minutes));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async stop(): Promise<void> {
    await this.api.stop();
  }

  /** A session in its interview: the host asks, the first guest is the candidate, further ones are interviewers too. */
  private async room(host: Person, people: number, minutes: number): Promise<PlannedRoom> {
    const { session, code } = await hostSession(host, {
      length: 'long',
      format: people > 2 ? 'panel' : 'swap',
    });
    const first = await takeSeat(host, session);
    const guests: Person[] = [];
    for (let at = 1; at < people; at += 1) {
      const { person, joined } = await newGuest(this.api.url, code, `Guest ${at}`);
      if (!joined.admitted)
        await first.act('participant.admit', { participant: joined.participant, as: 'interviewer', scorer: false });
      guests.push(person);
      if (at > 1) continue;
      const seat = await takeSeat(person, session);
      seat.socket.close();
    }
    await first.act('brief.open', {});
    await first.act('round.start', { round: 1 });
    for (let left = minutes; left > 0; left -= MOST_ADDED)
      await first.act('clock.add', { round: 1, minutes: Math.min(MOST_ADDED, Math.ceil(left)) });
    first.socket.close();
    return { id: session, places: [host, ...guests].map(({ headers }) => ({ headers })) };
  }
}
