import { DOC_ROOT, type LiveSession } from '@debrief/client';
import {
  notesDoc,
  routes,
  type Ack,
  type CommandInput,
  type CommandKind,
  type InterviewType,
} from '@debrief/contracts';
import { eventually, seededRandom, type SeededRandom } from '@debrief/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import type { ApiProcess } from '../support/api-process';
import { promptOf } from '../support/canary';
import { liveOf } from '../support/live-of';
import { lockable } from '../support/meeting';
import { newGuest, type Person } from '../support/person';
import type { Proxy } from '../support/proxy';

/** Clients act for this long, in ms. */
const LOAD = 1_400;
/** Everything must be answered and up to date this long after the last fault, in ms. */
const HEAL_WITHIN = 20_000;
const TYPES: InterviewType[] = ['estimation', 'product-sense', 'metrics', 'strategy'];

/** One command that was sent, and how it ended. */
export interface Sent {
  op: string;
  kind: CommandKind;
  /** Found again in the log: a text or an id that nothing else holds. */
  marker: string | null;
  ack: Ack | null;
}
export interface Client {
  readonly person: Person;
  readonly live: LiveSession;
  readonly sent: Sent[];
  /** Lines typed into the shared notes. */
  readonly typed: string[];
  /** Words that nobody but this client may ever receive, or not before the cards open. */
  readonly secrets: string[];
  readonly evidence: string;
  /** Where in `person.received` this schedule begins. */
  readonly since: number;
}
export interface DrillRoom {
  readonly session: string;
  readonly type: InterviewType;
  readonly isScored: boolean;
  readonly host: Client;
  readonly guest: Client;
}
export interface Played {
  readonly rooms: DrillRoom[];
  readonly faults: string[];
  /** What did not heal or end in time. */
  readonly late: string[];
}

const send = <K extends CommandKind>(client: Client, kind: K, input: CommandInput<K>, marker: string | null = null) => {
  const ended = client.live.send(kind, input);
  const op = client.live.get().pending.at(-1)?.op ?? '';
  const entry: Sent = { op, kind, marker, ack: null };
  client.sent.push(entry);
  return ended.then((ack) => (entry.ack = ack));
};

const must = async <K extends CommandKind>(client: Client, kind: K, input: CommandInput<K>): Promise<void> => {
  const ack = await send(client, kind, input);
  if (!ack.ok) throw new Error(`${kind} was refused: ${ack.code}: ${ack.message}`);
};

const typeLine = ({ live, typed }: Client, line: string): void => {
  const note = live.doc(notesDoc(1)).get();
  if (!note.isWritable) return;
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(line)]);
  note.doc.getXmlFragment(DOC_ROOT).push([paragraph]);
  typed.push(line);
};

/** Opens one room: a host with an account, who interviews, and a new guest. */
const openRoom = async (host: Person, proxied: string, random: SeededRandom, isScored: boolean): Promise<DrillRoom> => {
  const type = random.pick(TYPES);
  const { session, code } = await host.http(routes.createSession, {
    body: { type, length: 'short', mode: 'stress', format: 'swap', hostFirst: 'interviewer' },
  });
  const { person } = await newGuest(host.url, code, 'Guest');
  const enter = (who: Person): Client => ({
    person: who,
    live: liveOf(who, session, { url: proxied, reconnectionDelayMax: 600 }),
    sent: [],
    typed: [],
    secrets: [],
    evidence: `canary card ${random.uuid()}`,
    since: who.received.length,
  });
  return { session, type, isScored, host: enter(host), guest: enter(person) };
};

const isLive = ({ live }: Client): boolean => live.get().status === 'live' && live.get().admitted;

/** One client's own will until the time is up. */
const play = async (room: DrillRoom, client: Client, random: SeededRandom, until: number): Promise<void> => {
  const isHost = client === room.host;
  const { prompt = '' } = client.live.get().panels[1]?.promptVersion ?? {};
  const guide = isHost ? await promptOf(prompt) : null;
  const facts = guide?.facts.map(({ id }) => id) ?? [];
  while (performance.now() < until) {
    await sleep(random.int(20, 130));
    const dice = random.next();
    const marker = random.uuid();
    if (dice < 0.4) void send(client, 'chat.say', { text: marker }, marker);
    else if (dice < 0.65) typeLine(client, marker);
    else if (!isHost) void send(client, 'hand.raise', { raised: random.chance(0.5) });
    else if (dice < 0.85) {
      const words = `canary mark ${marker}`;
      client.secrets.push(words);
      const dimension = lockable(room.type).levels[0]?.dimension ?? '';
      void send(client, 'mark.set', { round: 1, mark: marker, dimension, markKind: 'strong', words }, marker);
    } else if (dice < 0.9)
      void send(client, 'fact.give', { round: 1, fact: facts.shift() ?? 'none', asked: random.chance(0.5) });
    else if (dice < 0.95 && guide) {
      const phase = random.pick(guide.phases);
      client.secrets.push(phase.nudge);
      void send(client, 'nudge.log', { round: 1, phase: phase.key });
    } else void send(client, random.chance(0.5) ? 'clock.pause' : 'clock.resume', { round: 1 });
  }
};

/** Breaks things at random moments; every schedule has at least two faults, and most a kill. */
const nemesis = async (api: ApiProcess, proxy: Proxy, random: SeededRandom): Promise<string[]> => {
  const faults: string[] = [];
  const some = () => random.chance(0.6);
  const kills = random.chance(0.7);
  const turns = random.int(2, 3);
  for (let turn = 0; turn < turns; turn += 1) {
    await sleep(random.int(150, 500));
    const kind = kills && turn === turns - 1 ? 'kill' : random.pick(['cut', 'mute', 'mute'] as const);
    faults.push(kind);
    if (kind === 'cut') proxy.cut(some);
    else if (kind === 'mute') await proxy.mute(some, random.int(60, 300));
    else {
      await api.kill();
      await api.start();
    }
  }
  return faults;
};

/** Runs one schedule to its healed end. Rooms stay open for the checker. */
export const playSchedule = async (
  seed: number,
  api: ApiProcess,
  proxy: Proxy,
  hosts: readonly Person[],
): Promise<Played> => {
  const random = seededRandom(seed);
  const proxied = `http://127.0.0.1:${proxy.port}`;
  const rooms = await Promise.all(hosts.map((host, index) => openRoom(host, proxied, random, index % 2 === 0)));
  const clients = rooms.flatMap(({ host, guest }) => [host, guest]);
  await Promise.all(
    rooms.map(async ({ host, guest }) => {
      await eventually(() => assert([host, guest].every(isLive), 'not everybody came in'), 10_000);
      await eventually(() => assert(host.live.get().room.nextCandidate !== null, 'nobody is candidate'), 5_000);
      await must(host, 'brief.open', {});
      await must(host, 'round.start', { round: 1 });
      for (const { live } of [host, guest])
        await eventually(() => assert(live.doc(notesDoc(1)).get().isWritable, 'the notes did not open'), 5_000);
    }),
  );

  const until = performance.now() + LOAD;
  const own = clients.map(() => seededRandom(random.int(0, 2 ** 31)));
  const breaking = nemesis(api, proxy, seededRandom(random.int(0, 2 ** 31)));
  await Promise.all(
    rooms.flatMap((room, at) =>
      [room.host, room.guest].map((client, side) => play(room, client, own[at * 2 + side] ?? random, until)),
    ),
  );
  const faults = await breaking;

  const late: string[] = [];
  const inTime = (what: string, check: () => boolean) =>
    eventually(() => assert(check(), what), HEAL_WITHIN).catch(() => void late.push(what));
  for (const client of clients) {
    const name = `${client.person.name} of ${client.live.get().participant ?? 'nowhere'}`;
    await inTime(`${name} did not come back`, () => isLive(client));
    await inTime(`${name} has commands without an answer`, () => client.sent.every(({ ack }) => ack !== null));
    await inTime(`${name} has notes that are not stored`, () => client.live.doc(notesDoc(1)).get().sync === 'saved');
  }
  for (const room of rooms.filter(({ isScored }) => isScored))
    await score(room, random).catch((error: unknown) => void late.push(String(error)));
  return { rooms, faults, late };
};

const score = async ({ type, host, guest }: DrillRoom, random: SeededRandom): Promise<void> => {
  await must(host, 'scoring.start', { round: 1 });
  const order = random.chance(0.5) ? [host, guest] : [guest, host];
  await Promise.all(
    order.map((client) => must(client, 'card.lock', { round: 1, card: lockable(type, client.evidence) })),
  );
  for (const { live } of order)
    await eventually(
      () => assert((live.get().room.rounds[0]?.openedAt ?? null) !== null, 'the cards did not open'),
      8_000,
    );
};

const assert = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise);
};
