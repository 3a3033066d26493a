import { type InterviewLength, type InterviewType } from '@debrief/contracts';

/** One timed stretch of an interview. A phase with no minutes in a plan is left out of rounds of that length. */
export interface PlannedPhase {
  readonly key: string;
  readonly name: string;
  readonly minutesLong: number;
  readonly minutesShort: number;
}

const phase = (key: string, name: string, minutesLong: number, minutesShort = minutesLong): PlannedPhase => ({
  key,
  name,
  minutesLong,
  minutesShort,
});

/** The phases each type runs through unless a prompt changes the minutes. Keys and their order are fixed per type. */
export const phasePlans: Record<InterviewType, readonly PlannedPhase[]> = {
  'product-sense': [
    phase('goal', 'Goal', 4, 2),
    phase('users', 'Users', 6, 4),
    phase('pains', 'Pains', 7, 4),
    phase('ideas', 'Ideas', 10, 6),
    phase('measures', 'Measures', 4, 2),
    phase('wrap', 'Wrap-up', 4, 2),
  ],
  metrics: [
    phase('metric', 'Metric', 5, 3),
    phase('decompose', 'Decompose', 8, 5),
    phase('data', 'Data', 10, 6),
    phase('conclusion', 'Conclusion', 4, 2),
    phase('action', 'Action', 6, 3),
    phase('wrap', 'Wrap-up', 2, 1),
  ],
  estimation: [
    phase('clarify', 'Clarify', 3),
    phase('structure', 'Structure', 4),
    phase('assumptions', 'Assumptions', 5),
    phase('compute', 'Compute', 4),
    phase('check', 'Check', 3),
    phase('meaning', 'So what', 1),
  ],
  strategy: [
    phase('objective', 'Objective', 4, 2),
    phase('situation', 'Situation', 8, 5),
    phase('options', 'Options', 8, 5),
    phase('decision', 'Decision', 6, 3),
    phase('sequence', 'Risks and sequence', 6, 3),
    phase('wrap', 'Wrap-up', 3, 2),
  ],
  behavioural: [
    phase('first-context', 'First story: context', 3),
    phase('first-actions', 'First story: actions', 7),
    phase('first-result', 'First story: result', 5),
    phase('second-context', 'Second story: context', 3, 0),
    phase('second-actions', 'Second story: actions', 7, 0),
    phase('second-result', 'Second story: result', 5, 0),
    phase('twist', 'Twist', 5),
  ],
  technical: [
    phase('clarify', 'Clarify', 4, 2),
    phase('parts', 'Parts and data flow', 9, 5),
    phase('constraints', 'Constraints', 5, 3),
    phase('trade-off', 'Trade-off', 8, 5),
    phase('failure', 'Failure and abuse', 5, 3),
    phase('explain', 'Explain it', 4, 2),
  ],
  'resume-impact': [
    phase('headline', 'Headline', 2),
    phase('line-one', 'Line one', 6),
    phase('line-two', 'Line two', 6),
    phase('counterfactual', 'Without you', 3),
    phase('rewrite', 'Rewrite aloud', 3),
  ],
};

/** The metrics plan when the task is to set goals rather than to explain a change (subtype `metrics.define`). */
export const goalSettingPlan: readonly PlannedPhase[] = [
  phase('rationale', 'Rationale', 5, 3),
  phase('goals', 'Goals', 5, 3),
  phase('measures', 'Measures', 13, 7),
  phase('guardrails', 'Guardrails and gaming', 4, 2),
  phase('trade-off', 'Trade-off', 6, 4),
  phase('wrap', 'Wrap-up', 2, 1),
];

/** The default phases of a prompt of this type and subtype, in order. */
export const phasePlanOf = (type: InterviewType, subtype?: string): readonly PlannedPhase[] =>
  subtype === 'metrics.define' ? goalSettingPlan : phasePlans[type];

/** Minutes the phases of a plan last together in a round of that length. */
export const plannedMinutes = (
  phases: readonly Pick<PlannedPhase, 'minutesLong' | 'minutesShort'>[],
  length: InterviewLength,
): number => phases.reduce((sum, each) => sum + (length === 'long' ? each.minutesLong : each.minutesShort), 0);

/** Minutes a round of this type lasts: 35 or 20, except estimation and résumé impact, which always last 20. */
export const roundMinutes = (type: InterviewType, length: InterviewLength): number =>
  plannedMinutes(phasePlans[type], length);
