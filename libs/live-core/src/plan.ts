import type { InterviewLength, Phase, SessionFormat } from '@debrief/contracts';
import { scoringMinutes } from './clock';

/** One stretch of a session's plan, in minutes. `round` is 0 for what belongs to the whole session. */
export interface PlanStep {
  key:
    | 'set-up'
    | 'brief'
    | 'interview'
    | 'scoring'
    | 'reveal'
    | 'debrief'
    | 'advice'
    | 'spread'
    | 'calibrate'
    | 'answer'
    | 'guide'
    | 're-score'
    | 'look-back'
    | 'plan';
  minutes: number;
  round: number;
}

/** Longest interview that fits into the hour, the hour and a half, or whatever a format's long session lasts. */
const LONGEST: Partial<Record<SessionFormat, number>> = { swap: 30, fishbowl: 25, solo: 25 };
/** Minutes of interview that a session of this format plays of a prompt that is planned for `interview` minutes. */
export const playedMinutes = (format: SessionFormat, interview: number): number =>
  Math.min(interview, LONGEST[format] ?? interview);

/** What a phase loses at once, so that a swap shortens one phase and leaves the others as they are, in minutes. */
const CUT = 5;

/**
 * The phases of a prompt as a session of this format plays them. A plan that is longer than the format has room for
 * loses five minutes from its longest phase; what is still too long then loses single minutes, always from the longest.
 */
export const fitPhases = (format: SessionFormat, phases: readonly Phase[]): Phase[] => {
  const fitted = phases.map((phase) => ({ ...phase }));
  let excess = fitted.reduce((sum, { minutes }) => sum + minutes, 0) - (LONGEST[format] ?? Infinity);
  for (let isFirst = true; excess > 0; isFirst = false) {
    const longest = fitted.reduce<Phase | undefined>(
      (most, phase) => (most && most.minutes >= phase.minutes ? most : phase),
      undefined,
    );
    const cut = Math.min(isFirst ? CUT : 1, excess, (longest?.minutes ?? 1) - 1);
    if (!longest || cut <= 0) break;
    longest.minutes -= cut;
    excess -= cut;
  }
  return fitted;
};

/**
 * What a session of this format plans from beginning to end.
 * @param interview minutes that the prompt's phases take in a session of this length before they are fitted
 */
export const planOf = (format: SessionFormat, length: InterviewLength, interview: number): PlanStep[] => {
  const played = playedMinutes(format, interview);
  const step = (key: PlanStep['key'], minutes: number, round = 1): PlanStep => ({ key, minutes, round });
  const held = (round = 1) => [
    step('interview', played, round),
    step('scoring', scoringMinutes(format, length), round),
  ];
  switch (format) {
    case 'swap':
      return length === 'long'
        ? [1, 2].flatMap((round) => [step('brief', 4, round), ...held(round), step('debrief', 7, round)])
        : [
            step('set-up', 2, 0),
            ...[1, 2].flatMap((round) => [...held(round), step('debrief', 5, round)]),
            step('plan', 2, 0),
          ];
    case 'one-way':
      return [step('brief', 5), ...held(), step('debrief', 12), step('plan', 3)];
    case 'panel':
      return [step('brief', 3), ...held(), step('reveal', 2), step('debrief', 10), step('advice', 5)];
    case 'fishbowl':
      return [
        step('set-up', 5),
        ...held(),
        step('spread', 5),
        step('calibrate', 15),
        step('answer', 5),
        step('re-score', 5),
        step('look-back', 10),
      ];
    case 'solo':
      return [step('set-up', 2), ...held(), step('guide', 8), step('re-score', 4), step('plan', 3)];
  }
};
