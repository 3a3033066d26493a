import { type Belief, chanceAbove, drifted, fairLevel, priors, shownLevel, typeLevel } from '@debrief/measure';

const DAY = 86_400_000;
/** Half of a 90 % interval, in standard deviations. */
const Z90 = 1.645;

/** A skill as it stands some time after it was rated last. Whole days: a page that is opened again shows the same figures. */
export const asOf = (belief: Belief, at: Date, now: Date): Belief =>
  drifted(belief, Math.floor((now.getTime() - at.getTime()) / DAY));

/** What a screen shows of a skill: the fair level with its interval, whether that is early, and how sure "Solid" is. */
export const shown = (belief: Belief) => ({ ...shownLevel(belief), solid: chanceAbove(belief) });

/** A skill's estimate is early above this standard deviation, where nobody was rated yet it is 1. */
const EARLY = 0.75;

/**
 * The same of a type. A mixture of skills varies less than one skill even before the first rating, so early is measured
 * against what is assumed of anybody: otherwise no type would ever be.
 */
export const shownType = (weights: ReadonlyMap<string, number>, of: (skill: string) => Belief | undefined) => {
  const belief = typeBelief(weights, of);
  const anybody = typeBelief(weights, () => undefined);
  return { ...shown(belief), isEarly: belief.variance > EARLY ** 2 * anybody.variance };
};

/** A type's skills as one; those never rated stand at what is assumed of anybody. */
const typeBelief = (weights: ReadonlyMap<string, number>, of: (skill: string) => Belief | undefined): Belief =>
  typeLevel([...weights].map(([skill, weight]) => ({ weight, ...(of(skill) ?? priors.skill) })));

/** Severity as levels taken off: what an average performance loses with this rater, and the 90 % interval of that. */
export const severityInLevels = ({ mean, variance }: Belief) => {
  const loss = (severity: number) => fairLevel(0) - fairLevel(-severity);
  const half = Z90 * Math.sqrt(variance);
  return { value: loss(mean), interval: { low: loss(mean - half), high: loss(mean + half) } };
};
