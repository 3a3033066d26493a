import { PAUSE_LIMIT } from '@debrief/contracts';
import { currentRun, instantAfter, LIMIT_WARNINGS, limitMs, openPause, runLengthMs } from '../clock';
import { lastRound } from '../roles';
import type { RoundState, SessionState } from '../state';
import { type Draft, write } from './draft';
import { endSession, startScoring } from './finish';
import { settleRound } from './opening';
import { swapUnopposed } from './round';
import type { ServerHandlers } from './table';

/** Something that time alone brings about: when, and what it writes. */
interface Due {
  at: number;
  happen: (draft: Draft) => void;
}

const interviewDues = (round: RoundState): Due[] => {
  const { round: number, startedAt } = round;
  if (round.stage !== 'interview' || startedAt === null) return [];
  const pause = openPause(round);
  if (pause)
    return [
      {
        at: pause.from + PAUSE_LIMIT,
        happen: (draft) =>
          write(draft, { kind: 'clock-resumed', payload: { round: number, at: draft.now, reason: 'pause-limit' } }),
      },
    ];
  const dues: Due[] = [];
  const run = currentRun(round);
  if (run && !run.due)
    dues.push({
      at: instantAfter(round, run.startedAt, runLengthMs(round, run)),
      happen: (draft) =>
        write(draft, { kind: 'phase-due', payload: { round: number, index: run.index, at: draft.now } }),
    });
  const limit = limitMs(round);
  for (const minutes of LIMIT_WARNINGS) {
    const before = limit - minutes * 60_000;
    if (before <= 0 || round.limitWarned.includes(minutes)) continue;
    dues.push({
      at: instantAfter(round, startedAt, before),
      happen: (draft) => write(draft, { kind: 'limit-warned', payload: { round: number, minutes, at: draft.now } }),
    });
  }
  dues.push({ at: instantAfter(round, startedAt, limit), happen: (draft) => startScoring(draft, round, 'limit') });
  return dues;
};

const scoringDues = ({ round, scoring, openedAt, lapsedAt }: RoundState): Due[] => {
  if (!scoring || openedAt !== null || lapsedAt !== null) return [];
  const at = scoring.over ? scoring.lapsesAt : scoring.endsAt;
  return at === null ? [] : [{ at, happen: (draft) => settleRound(draft, round) }];
};

/** Everything time will bring about from this state on, the earliest first. */
const dues = ({ room }: SessionState): Due[] => {
  const last = lastRound(room);
  const { end, swap } = room;
  return [
    ...(last && room.status === 'live' ? interviewDues(last) : []),
    ...room.rounds.flatMap(scoringDues),
    ...(swap?.endsAt ? [{ at: swap.endsAt, happen: swapUnopposed }] : []),
    ...(end ? [{ at: end.endsAt, happen: (draft: Draft) => endSession(draft, 'countdown') }] : []),
  ].sort((a, b) => a.at - b.at);
};

/**
 * The earliest instant (server time, ms) at which `clock.tick` would write something; null when time changes nothing.
 * It may lie in the past: then the tick is late.
 */
export const nextDue = (session: SessionState): number | null => dues(session)[0]?.at ?? null;

export const clockTick: ServerHandlers<'clock.tick'> = {
  'clock.tick': (draft) => {
    // Each event changes what is due next; every one of them takes its own cause away, so this ends.
    for (let due = dues(draft.session)[0]; due && due.at <= draft.now; due = dues(draft.session)[0]) due.happen(draft);
  },
};
