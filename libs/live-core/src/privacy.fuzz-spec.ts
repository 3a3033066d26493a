import type { Card, ParticipantId } from '@debrief/contracts';
import { type Move, PEOPLE, randomMove, randomWait, seeded } from './fuzz/random-act';
import { decide, emptySession, fold, isUnfiled, streamsOf } from './index';
import type { Placed, SessionState } from './state';
import { type Act, fullCard, START, supplied } from './testing';

const SEEDS = 150;
const STEPS = 120;

/** What only the panel, or one person alone, may notice. */
const UNSEEN = new Set([
  'scorer.assign',
  'mark.set',
  'mark.change',
  'mark.undo',
  'nudge.log',
  'probe.ask',
  'duty.set',
  'hint.file',
]);

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

/** The opening shows which dimensions somebody judged: compared is all but that. */
const asIfWhole = <C extends { card: Card }>(open: C): C => ({ ...open, card: wholeCard(open.card) });
const wholeCard = (card: Card): Card => {
  const { levels } = fullCard(card.levels[0]?.level ?? 0, {}, card.levels[0]?.evidence[0]?.from);
  return { ...card, levels };
};

/** The same step when the panel has done nothing: no hint, and nobody was assigned a part. */
const quietly = (act: Act): Act => {
  if (act.kind === 'card.lock') return { ...act, card: wholeCard(act.card) };
  if (act.kind !== 'fact.give') return act;
  const { dimension: _against, ...rest } = act;
  return { ...rest, asked: true };
};

/** A card that the ledger of hints refuses, which its author alone learns of. */
const isHeldBack = ({ room, panels }: SessionState, by: ParticipantId, act: Act): boolean => {
  if (act.kind !== 'card.lock') return false;
  const round = room.rounds[act.round - 1];
  if (!round?.interviewers.includes(by)) return false;
  const isLate = act.card.levels.some(({ evidence }) => evidence.some(({ to }) => to > (round.startedAt ?? 0)));
  return isLate || (panels[act.round]?.hints ?? []).some(isUnfiled);
};

/** What was told to somebody as a scorer of a round: their own part of the work, which is no candidate's. */
const isOwnWork = (session: SessionState, { kind, payload }: Placed, me: ParticipantId): boolean =>
  kind.startsWith('mark-') ||
  (kind === 'dimensions-assigned' && session.room.rounds[payload.round - 1]?.candidate !== me);

/** What a candidate of any round received: the room and their own stream. Hints are shown with the opened cards. */
const received = ({ session, events }: Outcome): string[] => {
  const candidates = new Set(session.room.rounds.map(({ candidate }) => candidate));
  return [...candidates].map((candidate) => {
    const streams = streamsOf(session.room, candidate).filter((stream) => !stream.endsWith('.panel'));
    return JSON.stringify(
      events
        .filter((event) => streams.includes(event.stream) && !isOwnWork(session, event, candidate))
        .map((event) => {
          if (event.kind === 'card-locked') return { ...event, payload: asIfWhole(event.payload) };
          if (event.kind !== 'cards-opened') return event;
          const { payload } = event;
          return { ...event, payload: { ...payload, hints: [], cards: payload.cards.map(asIfWhole) } };
        }),
    );
  });
};

describe('what a candidate receives', () => {
  it('R2: is the same with and without marks, nudges, probes, duties, assigned dimensions and facts given unasked', () => {
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
        if ('act' in move && (move.act.kind === 'mark.share' || isHeldBack(busy.session, move.by, move.act))) continue;
        const tick: Played = { at, move: { by: 'server', command: { kind: 'clock.tick' } } };
        played.push(tick, { at, move });
        busy = take(take(busy, tick), { at, move });
      }
      const quiet = played
        .filter(({ move }) => !('act' in move && UNSEEN.has(move.act.kind)))
        .map(({ at, move }): Played => ({ at, move: 'act' in move ? { ...move, act: quietly(move.act) } : move }))
        .reduce(take, begin(format));
      expect([seed, received(quiet)]).toEqual([seed, received(busy)]);
      unseen += busy.events.length - quiet.events.length;
    }
    // The property says nothing unless the panel was busy.
    expect(unseen).toBeGreaterThan(SEEDS);
  });
});
