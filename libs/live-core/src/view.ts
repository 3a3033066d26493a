import { PAUSE_LIMIT, type ParticipantId, type Phase, type Role, type Stage } from '@debrief/contracts';
import { activeBetween, currentRun, LIMIT_WARNINGS, limitMs, openPause, roundLengthMs, runLengthMs } from './clock';
import { isLead, roleOf, roundOf } from './roles';
import type { PersonState, RoomState } from './state';

/** The phase that runs now. Times in ms the clock really ran: pauses are left out. */
export interface PhaseView {
  index: number;
  phase: Phase;
  /** Planned and added. */
  lengthMs: number;
  elapsedMs: number;
  /** Never negative; see `overrunMs`. */
  leftMs: number;
  overrunMs: number;
  /** The server has logged that its time is over; it stays so when minutes are added. */
  isDue: boolean;
  /** The candidate said they are done with it. */
  isDone: boolean;
  isLast: boolean;
}

/** What a round's screen shows at an instant; everything is derived, nothing is stored. */
export interface RoundView {
  stage: Stage;
  /** Null outside the interview. */
  phase: PhaseView | null;
  /** Active ms since the prompt appeared, up to the start of scoring. */
  elapsedMs: number;
  /** Planned and added minutes of all phases, in ms. */
  lengthMs: number;
  /** Active ms until the server moves the round to scoring; null outside the interview. */
  limitLeftMs: number | null;
  isPaused: boolean;
  /** Ms until the pause ends by itself; null when the clock runs. */
  pauseLeftMs: number | null;
  /** Ms left of the scoring clock, 0 once it is over; null before scoring. */
  scoringLeftMs: number | null;
  isScoringOver: boolean;
  /** Ms until cards that nobody opened lapse; null unless the round waits for a lost card. */
  lapseLeftMs: number | null;
  isOpen: boolean;
  isLapsed: boolean;
  /** The present phase has run longer than it may. */
  isOverrun: boolean;
  /** Five minutes or less are left to the limit. */
  isLimitNear: boolean;
}

/**
 * Derives what a round shows at `now` (server time, ms). Undefined when the round has not opened. Works for any past
 * instant of a folded room too: the room must then be the fold up to that instant.
 */
export const viewRound = (room: RoomState, round: number, now: number): RoundView | undefined => {
  const found = roundOf(room, round);
  if (!found) return undefined;
  const end = found.scoring?.startedAt ?? now;
  const elapsedMs = found.startedAt === null ? 0 : activeBetween(found, found.startedAt, end);
  const inInterview = found.stage === 'interview';
  const limitLeftMs = inInterview ? Math.max(0, limitMs(found) - elapsedMs) : null;
  const pause = openPause(found);
  const run = currentRun(found);
  const planned = run && found.phases[run.index];
  let phase: PhaseView | null = null;
  if (run && planned) {
    const lengthMs = runLengthMs(found, run);
    const elapsed = activeBetween(found, run.startedAt, now);
    phase = {
      index: run.index,
      phase: planned,
      lengthMs,
      elapsedMs: elapsed,
      leftMs: Math.max(0, lengthMs - elapsed),
      overrunMs: Math.max(0, elapsed - lengthMs),
      isDue: run.due,
      isDone: run.doneAt !== null,
      isLast: run.index === found.phases.length - 1,
    };
  }
  const { scoring, openedAt, lapsedAt } = found;
  const waits = scoring !== null && scoring.lapsesAt !== null && openedAt === null && lapsedAt === null;
  return {
    stage: found.stage,
    phase,
    elapsedMs,
    lengthMs: roundLengthMs(found),
    limitLeftMs,
    isPaused: pause !== undefined,
    pauseLeftMs: pause ? Math.max(0, pause.from + PAUSE_LIMIT - now) : null,
    scoringLeftMs: scoring && (scoring.over ? 0 : Math.max(0, scoring.endsAt - now)),
    isScoringOver: scoring?.over ?? false,
    lapseLeftMs: waits ? Math.max(0, (scoring.lapsesAt ?? 0) - now) : null,
    isOpen: openedAt !== null,
    isLapsed: lapsedAt !== null,
    isOverrun: phase !== null && phase.overrunMs > 0,
    isLimitNear: limitLeftMs !== null && limitLeftMs <= LIMIT_WARNINGS[0] * 60_000,
  };
};

/** One person as lists show them. */
export interface PersonView extends PersonState {
  participant: ParticipantId;
  isHost: boolean;
  /** Role in the asked round; null without one. */
  role: Role | null;
  isLead: boolean;
  /** Their card counts for the round, beside the candidate's. */
  isScorer: boolean;
  hasLocked: boolean;
}

/** Everybody ever admitted and not kicked, by seat, with their role in `round`. */
export const viewPeople = (room: RoomState, round: number): PersonView[] => {
  const found = roundOf(room, round);
  return Object.entries(room.people)
    .filter(([, { presence }]) => presence !== 'kicked')
    .map(([participant, person]) => ({
      ...person,
      participant,
      isHost: room.host === participant,
      role: roleOf(room, participant, round),
      isLead: isLead(room, participant, round),
      isScorer: found?.scorers.includes(participant) ?? false,
      hasLocked: found?.locked.includes(participant) ?? false,
    }))
    .sort((a, b) => a.seat - b.seat);
};
