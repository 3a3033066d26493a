import { isDeepStrictEqual } from 'node:util';
import { eventKinds, liveEvents, panelRound, selfOwner, type Stream } from '@debrief/contracts';
import { pick, PEOPLE, type Random, randomMove, randomWait, seeded } from './fuzz/random-act';
import { applyEvent, decide, emptySession, fold, isSealed, nextDue, streamsOf } from './index';
import type { Decision, Folded, Placed, SessionState } from './state';
import { START, supplied } from './testing';

const SEEDS = 400;
const STEPS = 200;

const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
};
/** As a state travels and is stored. */
const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

const sliceOf = (session: SessionState, stream: Stream): unknown => {
  const round = panelRound(stream);
  const owner = selfOwner(stream);
  if (round !== undefined) return session.panels[round] ?? null;
  return owner === undefined ? session.room : (session.selves[owner] ?? null);
};

/** Quick where equal, with the usual difference where not. */
const same = (have: unknown, want: unknown, what: string): void => {
  if (!isDeepStrictEqual(have, want)) expect([what, have]).toEqual([what, want]);
};

/** A browser: folds what it is sent, loses its connection, and comes back with the missing run or a snapshot. */
class Client {
  session = emptySession();
  readonly last = new Map<Stream, number>();
  isOnline = true;

  receive(stream: Stream, seq: number, event: Folded): void {
    if (seq !== (this.last.get(stream) ?? 0) + 1) throw new Error('a gap');
    this.session = applyEvent(this.session, event);
    this.last.set(stream, seq);
  }

  restore(stream: Stream, seq: number, slice: unknown): void {
    if (slice === null) return;
    const { panels, selves } = this.session;
    const round = panelRound(stream);
    const owner = selfOwner(stream);
    const known = slice as never;
    if (round !== undefined) this.session = { ...this.session, panels: { ...panels, [round]: known } };
    else if (owner !== undefined) this.session = { ...this.session, selves: { ...selves, [owner]: known } };
    else this.session = { ...this.session, room: known };
    this.last.set(stream, seq);
  }
}

class World {
  session = freeze(emptySession());
  now = START;
  readonly log = new Map<Stream, Placed[]>();
  readonly order: Placed[] = [];
  readonly clients = new Map(PEOPLE.map((participant) => [participant, new Client()]));

  constructor(private readonly random: Random) {}

  /** Events decided although the session was sealed; there must be none. */
  readonly afterSeal: Placed[] = [];

  take(decision: Decision): void {
    if (!decision.ok) return;
    if (isSealed(this.session)) this.afterSeal.push(...decision.events);
    for (const event of decision.events) {
      const rows = this.log.get(event.stream) ?? [];
      this.log.set(event.stream, [...rows, event]);
      this.order.push(event);
      this.session = freeze(applyEvent(this.session, freeze(event)));
    }
    for (const [participant, client] of this.clients) if (client.isOnline) this.serve(participant, client);
  }

  /** Sends what a client may read and has not got: the run, or now and then a snapshot. */
  serve(participant: string, client: Client): void {
    for (const stream of streamsOf(this.session.room, participant)) {
      const rows = this.log.get(stream) ?? [];
      const have = client.last.get(stream) ?? 0;
      if (rows.length - have > 3 && this.random() < 0.5)
        client.restore(stream, rows.length, wire(sliceOf(this.session, stream)));
      else rows.slice(have).forEach((event, index) => client.receive(stream, have + index + 1, wire(event)));
    }
  }

  tick(): void {
    this.take(decide(this.session, { kind: 'clock.tick' }, 'server', this.now));
  }
}

const play = (seed: number): World => {
  const random = seeded(seed);
  const world = new World(random);
  const format = pick(random, 'swap', 'swap', 'panel', 'panel', 'one-way', 'fishbowl', 'solo');
  const [host = ''] = PEOPLE;
  const create = { kind: 'session.create', host, format, type: 'metrics', mode: 'stress' } as const;
  const length = pick(random, 'long', 'short');
  const hostFirst = pick(random, 'candidate', 'interviewer');
  world.take(decide(world.session, { ...create, length, hostFirst }, 'server', world.now));
  for (let step = 0; step < STEPS; step++) {
    world.now += randomWait(random);
    if (random() < 0.8) world.tick();
    const client = world.clients.get(pick(random, ...PEOPLE));
    if (client && random() < 0.15) client.isOnline = !client.isOnline;
    const move = randomMove(world.session, random, step);
    world.take(
      'act' in move
        ? decide(world.session, supplied(move.act), { participant: move.by }, world.now)
        : decide(world.session, move.command, 'server', world.now),
    );
  }
  world.tick();
  return world;
};

describe('a room under random use', () => {
  const worlds: [seed: number, world: World][] = [];
  // States are frozen all along: a fold or a decision that changes one in place throws here.
  beforeAll(() => {
    for (let seed = 1; seed <= SEEDS; seed++) worlds.push([seed, play(seed)]);
  });

  it('R1, R3, R5: every decided event keeps its contract and goes to its audience, and no state is changed', () => {
    for (const [seed, { order }] of worlds)
      for (const { stream, kind, payload } of order) {
        const audience = stream === 'room' ? 'room' : panelRound(stream) === undefined ? 'self' : 'panel';
        const parsed = liveEvents[kind].payload.safeParse(payload);
        // Compared by hand: an expectation for each of thousands of events would be most of the run.
        if (audience !== liveEvents[kind].audience || !isDeepStrictEqual(parsed.data, payload))
          throw new Error(`seed ${seed}: ${kind} in ${stream}: ${JSON.stringify(parsed.error ?? payload)}`);
      }
  });

  it('R4: clients that drop and return end equal to the server, and all to the replay', () => {
    for (const [seed, world] of worlds) {
      for (const [participant, client] of world.clients) {
        world.serve(participant, client);
        for (const stream of streamsOf(world.session.room, participant))
          same(sliceOf(client.session, stream), wire(sliceOf(world.session, stream)), `seed ${seed}: ${stream}`);
      }
      same(fold(world.order), world.session, `seed ${seed}: replay`);
      // Stream by stream instead of in the order they were written: the slices do not depend on each other.
      same(fold([...world.log.values()].reverse().flat()), world.session, `seed ${seed}: replay by stream`);
    }
  });

  it('R34: ticks leave nothing due', () => {
    for (const [seed, { session, now }] of worlds) {
      const due = nextDue(session);
      if (due !== null) expect([seed, due > now]).toEqual([seed, true]);
    }
  });

  it('R47, R55, R67: rounds open once with every locked card, and a sealed session stays as it is', () => {
    for (const [seed, { session, order, afterSeal }] of worlds) {
      expect([seed, afterSeal]).toEqual([seed, []]);
      for (const { round, candidate, interviewers, locked, openedAt, lapsedAt, cards } of session.room.rounds) {
        expect(interviewers).not.toContain(candidate);
        expect(new Set(locked).size).toBe(locked.length);
        expect(openedAt !== null && lapsedAt !== null).toBe(false);
        expect([seed, cards?.map(({ participant }) => participant) ?? locked]).toEqual([seed, locked]);
        expect(cards?.length).not.toBe(0);
        const opened = order.filter((event) => event.kind === 'cards-opened' && event.payload.round === round);
        expect(opened).toHaveLength(openedAt === null ? 0 : 1);
      }
    }
  });

  it('R1: meets every kind of event, so that none goes untried', () => {
    const seen = new Set(worlds.flatMap(([, { order }]) => order.map(({ kind }) => kind)));
    expect(eventKinds.filter((kind) => !seen.has(kind))).toEqual([]);
  });
});
