import type { InterviewLength, SessionFormat } from '@debrief/contracts';
import type { RoundState, ScriptEntry } from './state';

const MINUTE = 60_000;

/** A round's limit, as a multiple of its planned and added minutes. */
export const LIMIT_FACTOR = 1.5;
/** Minutes before the limit at which the room is warned. */
export const LIMIT_WARNINGS = [5, 1] as const;

/** Minutes of blind scoring. */
export const scoringMinutes = (format: SessionFormat, length: InterviewLength): number => {
  if (format === 'swap') return length === 'long' ? 4 : 3;
  return format === 'solo' ? 3 : 5;
};

type Run = RoundState['runs'][number];

/** The phase that runs now; undefined before the start and after the interview. */
export const currentRun = (round: RoundState): Run | undefined =>
  round.stage === 'interview' ? round.runs.at(-1) : undefined;

/** The pause that lasts, if any. */
export const openPause = (round: RoundState): { from: number; to: number | null } | undefined =>
  round.pauses.find(({ to }) => to === null);

/** Milliseconds between `from` and `to` during which the clock stood still. */
export const pausedBetween = (round: RoundState, from: number, to: number): number =>
  round.pauses.reduce((sum, pause) => {
    const start = Math.max(pause.from, from);
    const end = Math.min(pause.to ?? to, to);
    return sum + Math.max(0, end - start);
  }, 0);

/** Milliseconds the clock ran between `from` and `to`; never negative. */
export const activeBetween = (round: RoundState, from: number, to: number): number =>
  Math.max(0, to - from - pausedBetween(round, from, to));

/** What a phase may take, added minutes included, in ms. */
export const runLengthMs = (round: RoundState, run: Run): number =>
  Math.round(((round.phases[run.index]?.minutes ?? 0) + run.addedMinutes) * MINUTE);

/** Planned minutes of all phases plus everything added, in ms. */
export const roundLengthMs = (round: RoundState): number => {
  const planned = round.phases.reduce((sum, { minutes }) => sum + minutes, 0);
  const added = round.runs.reduce((sum, { addedMinutes }) => sum + addedMinutes, 0);
  return Math.round((planned + added) * MINUTE);
};

/** The round's limit in active ms. */
export const limitMs = (round: RoundState): number => Math.round(roundLengthMs(round) * LIMIT_FACTOR);

/**
 * The instant at which the clock will have run `active` ms since `from`. Only while no pause lasts: a pause moves it.
 */
export const instantAfter = (round: RoundState, from: number, active: number): number =>
  from + active + pausedBetween(round, from, Infinity);

/** What of a solo round's script its clock has reached by `now` (server time, ms) and the round has not got, in order. */
export const scriptDue = (round: RoundState, entries: readonly ScriptEntry[], now: number): ScriptEntry[] => {
  const ran = round.startedAt === null ? -1 : activeBetween(round, round.startedAt, now);
  const given = { fact: round.facts.map(({ fact }) => fact), twist: round.twists.map(({ twist }) => twist) };
  return entries
    .filter(({ kind, id, minute }) => minute * MINUTE <= ran && !given[kind].includes(id))
    .sort((a, b) => a.minute - b.minute);
};
