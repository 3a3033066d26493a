import { BUILT } from './built';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PlannedRoom, TargetKind } from './plan';

/** A Postgres of the bench: connection string and the pid above all its backends. */
export interface Cluster {
  readonly url: string;
  readonly pid: number;
}
/** A server under load. `pids` are the roots of every process that works for it, its database last. */
export interface Target {
  readonly kind: TargetKind;
  readonly port: number;
  readonly server: number;
  readonly database: number | null;
  /** Rooms of so many people, the first `count` of those it has. */
  rooms(count: number): readonly PlannedRoom[];
  stop(): Promise<void>;
}

export interface PeerOptions {
  readonly kind: Exclude<TargetKind, 'product'>;
  readonly port: number;
  readonly cluster: Cluster;
  readonly people: number;
  readonly nodeFlags?: readonly string[];
}

/** A database of this name, made if it is not there. */
export const databaseOf = async ({ url }: Cluster, name: string): Promise<string> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.toString();
};

/** One of our small peers, in a process of its own. */
export class Peer implements Target {
  private constructor(
    readonly kind: Exclude<TargetKind, 'product'>,
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly cluster: Cluster,
    private readonly people: number,
  ) {}

  static async start({ kind, port, cluster, people, nodeFlags = [] }: PeerOptions): Promise<Peer> {
    const DATABASE_URL = await databaseOf(cluster, `bench_${kind}`);
    const child = fork(join(BUILT, `bench-${kind}.js`), {
      execArgv: [...nodeFlags],
      env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATABASE_URL },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${kind} did not start: ${said}`))),
    ]);
    return new Peer(kind, port, child, cluster, people);
  }

  get server(): number {
    return this.child.pid ?? 0;
  }
  get database(): number | null {
    return this.kind === 'insert' || this.kind === 'hocuspocus' ? this.cluster.pid : null;
  }

  rooms(count: number): PlannedRoom[] {
    const places = Array.from({ length: this.people }, () => ({ headers: {} }));
    return Array.from({ length: count }, (_, at) => ({ id: `room-${at}`, places }));
  }

  /** What the faulty relay says it did. */
  async mistakes(): Promise<Record<'lost' | 'duplicated' | 'reordered' | 'unacked', number>> {
    const answer = once(this.child, 'message');
    this.child.send('mistakes');
    const [{ mistakes }] = (await answer) as [
      { mistakes: Record<'lost' | 'duplicated' | 'reordered' | 'unacked', number> },
    ];
    return mistakes;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
