import { type Move, PEOPLE, randomMove, randomWait, seeded } from './fuzz/random-act';
import { decide, emptySession, fold, streamsOf } from './index';
import type { Placed, SessionState } from './state';
import { START, supplied } from './testing';

const SEEDS = 150;
const STEPS = 120;

/** What only the panel, or one person alone, may notice. */
const UNSEEN = new Set(['mark.set', 'mark.change', 'mark.undo', 'nudge.log', 'probe.ask', 'duty.set']);

interface Played {
  at: number;
  move: Move;
}
interface Outcome {
  session: SessionState;
  events: Placed[];
}

const take = ({ session, events }: Outcome, { move, at }: Played): Outcome => {
  const decision =
    'act' in move
      ? decide(session, supplied(move.act), { participant: move.by }, at)
      : decide(session, move.command, 'server', at);
  return decision.ok
    ? { session: fold(decision.events, session), events: [...events, ...decision.events] }
    : { session, events };
};

const begin = (format: 'swap' | 'panel' | 'fishbowl'): Outcome =>
  take(
    { session: emptySession(), events: [] },
    {
      at: START,
      move: {
        by: 'server',
        command: {
          kind: 'session.create',
          host: PEOPLE[0] ?? '',
          format,
          type: 'metrics',
          length: 'long',
          mode: 'stress',
          hostFirst: 'interviewer',
        },
      },
    },
  );

/** What a candidate of any round received: the room and their own stream. Hints are shown with the opened cards. */
const received = ({ session, events }: Outcome): string[] => {
  const candidates = new Set(session.room.rounds.map(({ candidate }) => candidate));
  return [...candidates].map((candidate) => {
    const streams = streamsOf(session.room, candidate).filter((stream) => !stream.endsWith('.panel'));
    return JSON.stringify(
      events
        .filter(({ stream, kind }) => streams.includes(stream) && !kind.startsWith('mark-'))
        .map((event) =>
          event.kind === 'cards-opened' ? { ...event, payload: { ...event.payload, hints: [] } } : event,
        ),
    );
  });
};

describe('what a candidate receives', () => {
  it('R2: is the same with and without marks, nudges, probes, duties and facts given unasked', () => {
    let unseen = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = seeded(seed);
      const format = (['swap', 'panel', 'fishbowl'] as const)[seed % 3] ?? 'swap';
      let busy = begin(format);
      let at = START;
      const played: Played[] = [];
      for (let step = 0; step < STEPS; step++) {
        at += randomWait(random);
        const move = randomMove(busy.session, random, step);
        if ('act' in move && move.act.kind === 'mark.share') continue;
        const tick: Played = { at, move: { by: 'server', command: { kind: 'clock.tick' } } };
        played.push(tick, { at, move });
        busy = take(take(busy, tick), { at, move });
      }
      const quiet = played
        .filter(({ move }) => !('act' in move && UNSEEN.has(move.act.kind)))
        .map((one): Played => {
          const { move } = one;
          if (!('act' in move) || move.act.kind !== 'fact.give') return one;
          return { ...one, move: { ...move, act: { ...move.act, asked: true } } };
        })
        .reduce(take, begin(format));
      expect([seed, received(quiet)]).toEqual([seed, received(busy)]);
      unseen += busy.events.length - quiet.events.length;
    }
    // The property says nothing unless the panel was busy.
    expect(unseen).toBeGreaterThan(SEEDS);
  });
});
