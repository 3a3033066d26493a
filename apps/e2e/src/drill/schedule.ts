import { DOC_ROOT, type LiveSession } from '@debrief/client';
import {
  notesDoc,
  panelDoc,
  routes,
  type Ack,
  type CommandInput,
  type CommandKind,
  type InterviewType,
} from '@debrief/contracts';
import { eventually, seededRandom, type SeededRandom } from '@debrief/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { promptOf } from '../support/canary';
import { liveOf } from '../support/live-of';
import { lockable } from '../support/meeting';
import { newAccount, newGuest, type Person } from '../support/person';
import { Vandal } from './vandal';
import type { House } from './house';
import { nemesis, type Done, type Fault } from './nemesis';

/** Clients act for this long, in ms. */
const LOAD = 1_400;
/** Everything must be answered and up to date this long after the last fault, in ms. */
const HEAL_WITHIN = 20_000;
const ROOMS = 4;
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
  /** When answers came, by `performance.now()`. */
  readonly answeredAt: number[];
  /** When the connection was lost. */
  readonly lostAt: number[];
  /** Lines typed into the shared notes. */
  readonly typed: string[];
  /** Facts given unasked: before they lock they say what each counts against. */
  readonly unasked: string[];
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
  /** Watches until the host sends them away. */
  readonly watcher: Client;
  /** The host's second tab, whose document updates are damaged on the way. */
  readonly vandal: Vandal;
}
export interface Played {
  readonly rooms: DrillRoom[];
  readonly faults: Done[];
  /** What did not heal or end in time. */
  readonly late: string[];
}

const send = <K extends CommandKind>(client: Client, kind: K, input: CommandInput<K>, marker: string | null = null) => {
  const ended = client.live.send(kind, input);
  const op = client.live.get().pending.at(-1)?.op ?? '';
  const entry: Sent = { op, kind, marker, ack: null };
  client.sent.push(entry);
  return ended.then((ack) => {
    client.answeredAt.push(performance.now());
    return (entry.ack = ack);
  });
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

/** Somebody in a session through the balancer, whose every frame and answer is kept. */
const enter = (house: House, person: Person, session: string, random: SeededRandom): Client => {
  const live = liveOf(person, session, { url: house.proxy.url, reconnectionDelayMax: 600 });
  const lostAt: number[] = [];
  let was = live.get().status;
  live.subscribe(() => {
    const { status } = live.get();
    if (was === 'live' && status === 'reconnecting') lostAt.push(performance.now());
    was = status;
  });
  return {
    person,
    live,
    sent: [],
    answeredAt: [],
    lostAt,
    typed: [],
    unasked: [],
    secrets: [],
    evidence: `canary card ${random.uuid()}`,
    since: person.received.length,
  };
};

/** Opens one room: a host with an account, who interviews, and two new guests, of whom one watches. */
const openRoom = async (house: House, random: SeededRandom, at: number): Promise<DrillRoom> => {
  const type = random.pick(TYPES);
  const host = await newAccount(house.node(at).url, `Host ${at + 1}`);
  const { session, code } = await host.http(routes.createSession, {
    body: { type, length: 'short', mode: 'stress', format: 'swap', hostFirst: 'interviewer' },
  });
  // Each comes to another node first, and anywhere afterwards.
  const { person: guest } = await newGuest(house.node(at + 1).url, code, 'Guest');
  const room = {
    session,
    type,
    isScored: at % 2 === 0,
    host: enter(house, host, session, random),
    guest: enter(house, guest, session, random),
  };
  await eventually(() => assert([room.host, room.guest].every(isLive), 'not everybody came in'), 10_000);
  const { person: third, joined } = await newGuest(house.node(at).url, code, 'Watcher');
  await must(room.host, 'participant.admit', { participant: joined.participant, as: 'observer' });
  const watcher = enter(house, third, session, random);
  await eventually(() => assert(isLive(watcher), 'the watcher was not let in'), 10_000);
  const vandal = new Vandal(host, session, house.proxy.url, seededRandom(random.int(0, 2 ** 31)), () => [
    room.guest.live.doc(notesDoc(1)).get().doc.clientID,
  ]);
  return { ...room, watcher, vandal };
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
    } else if (dice < 0.9) {
      const [fact, asked] = [facts.shift() ?? 'none', random.chance(0.5)];
      void send(client, 'fact.give', { round: 1, fact, asked }).then(
        ({ ok }) => ok && !asked && client.unasked.push(fact),
      );
    } else if (dice < 0.95 && guide) {
      const phase = random.pick(guide.phases);
      client.secrets.push(phase.nudge);
      void send(client, 'nudge.log', { round: 1, phase: phase.key });
    } else void send(client, random.chance(0.5) ? 'clock.pause' : 'clock.resume', { round: 1 });
  }
};

/** Everybody in a room at once: two who work, one who is sent away, one who does damage. */
const playRoom = async (room: DrillRoom, random: SeededRandom, until: number): Promise<void> => {
  const sendAway = async () => {
    await sleep(random.int(100, LOAD));
    const participant = room.watcher.live.get().participant ?? '';
    void send(room.host, 'participant.kick', { participant });
  };
  await Promise.all([
    play(room, room.host, seededRandom(random.int(0, 2 ** 31)), until),
    play(room, room.guest, seededRandom(random.int(0, 2 ** 31)), until),
    room.vandal.rage(panelDoc(1), until),
    sendAway(),
  ]);
};

/** Runs one schedule to its healed end. Rooms stay open for the checker. */
export const playSchedule = async (
  seed: number,
  house: House,
  /** Told where it is, for a schedule that does not come to its end. */
  at: (step: string) => void,
  always?: Fault,
): Promise<Played> => {
  const random = seededRandom(seed);
  const rooms: DrillRoom[] = [];
  for (let count = 0; count < ROOMS; count += 1) {
    at(`opening room ${count + 1}`);
    rooms.push(await openRoom(house, random, count));
  }
  at('starting the interviews');
  const clients = rooms.flatMap(({ host, guest }) => [host, guest]);
  await Promise.all(
    rooms.map(async ({ host, guest, vandal }) => {
      await eventually(() => assert(host.live.get().room.nextCandidate !== null, 'nobody is candidate'), 5_000);
      await must(host, 'brief.open', {});
      await must(host, 'round.start', { round: 1 });
      for (const { live } of [host, guest])
        await eventually(() => assert(live.doc(notesDoc(1)).get().isWritable, 'the notes did not open'), 5_000);
      host.live.doc(panelDoc(1));
      await vandal.open(panelDoc(1));
    }),
  );

  at('playing');
  const until = performance.now() + LOAD;
  const breaking = nemesis(house, seededRandom(random.int(0, 2 ** 31)), always);
  await Promise.all(rooms.map((room) => playRoom(room, seededRandom(random.int(0, 2 ** 31)), until)));
  at('ending the faults');
  const faults = await breaking;
  at('healing');

  const late: string[] = [];
  const inTime = (what: string, check: () => boolean) =>
    eventually(() => assert(check(), what), HEAL_WITHIN).catch(() => void late.push(what));
  for (const client of clients) {
    const name = `${client.person.name} of ${client.live.get().participant ?? 'nowhere'}`;
    await inTime(`${name} did not come back`, () => isLive(client));
    await inTime(`${name} has commands without an answer`, () => client.sent.every(({ ack }) => ack !== null));
    await inTime(`${name} has notes that are not stored`, () => client.live.doc(notesDoc(1)).get().sync === 'saved');
  }
  for (const { watcher } of rooms)
    await inTime('somebody sent away is still let in', () => watcher.live.get().status === 'closed');
  at('scoring');
  for (const room of rooms.filter(({ isScored }) => isScored))
    await score(room, random).catch((error: unknown) => void late.push(String(error)));
  for (const { vandal } of rooms) late.push(...vandal.unanswered);
  return { rooms, faults, late };
};

const score = async ({ type, host, guest, vandal }: DrillRoom, random: SeededRandom): Promise<void> => {
  await vandal.open(notesDoc(1));
  await must(host, 'scoring.start', { round: 1 });
  // Scoring has begun, so nobody writes any more; an honest client would not try.
  await vandal.writeTo(notesDoc(1));
  for (const fact of host.unasked) await must(host, 'hint.file', { round: 1, fact, dimension: null });
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
