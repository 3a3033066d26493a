import { Z90 } from './measured';
import { cumulative, density, mass } from './normal';

/** What is believed of one facet: a normal distribution. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
}
/** The four facets of one rating: z = θ + u − δ − ρ + noise, and the level says between which thresholds z lies. */
export interface SkillState {
  /** θ: the candidate's skill; 0 is an even chance of level 3 or better. */
  readonly skill: Belief;
  /** u: the form of this one session. */
  readonly form: Belief;
  /** δ: the prompt's difficulty. */
  readonly difficulty: Belief;
  /** ρ: the rater's severity. */
  readonly severity: Belief;
}
export interface LevelGiven {
  /** 1–4. "Not observed" is missing data and no rating. */
  readonly level: number;
  /** D: how many levels this rater gave in this session, this one included; 1 unless said. They are no independent news of the rater and the prompt. */
  readonly dimensions?: number;
}

/** τ₁, τ₂, τ₃: where level 2, 3 and 4 begin on the scale of θ. */
export const thresholds = [-1.5, 0, 1.5] as const;
/** What is believed before any data: the standard deviation of skill is the unit of everything. */
export const priors = {
  skill: { mean: 0, variance: 1 },
  form: { mean: 0, variance: 0.25 },
  severity: { mean: 0, variance: 0.25 },
  difficulty: {
    easy: { mean: -0.4, variance: 0.16 },
    medium: { mean: 0, variance: 0.16 },
    hard: { mean: 0.4, variance: 0.16 },
  },
} as const;
export type Difficulty = keyof typeof priors.difficulty;
/** Correlation of the levels on one card beyond the candidate. */
const HALO = 0.4;
const DRIFT_PER_DAY = 0.02;
const MOST_VARIANCE = 1.5;
const LEAST_MASS = 1e-12;
/** A standard deviation of θ above this is an early estimate. */
const EARLY = 0.75;
const TYPE_CORRELATION = 0.3;

const check = (belief: Belief): void => {
  if (!Number.isFinite(belief.mean) || !Number.isFinite(belief.variance) || belief.variance < 0)
    throw new RangeError('A belief needs a finite mean and a variance of 0 or more.');
};

/**
 * One step of Gaussian moment matching: what an observation "the signed sum of the facets plus noise lies between `low`
 * and `high`" teaches of each facet. With m the mean and c² the variance of that sum, a and b the borders in units of c,
 * Z = Φ(b) − Φ(a), v = (φ(a) − φ(b))/Z and w = v² − (aφ(a) − bφ(b))/Z, the posterior's first two moments are exactly
 * μ + g(s²/c)v and s²(1 − (s²/c²)w).
 *
 * @param facets `sign` +1 or −1; `share` scales the step of that facet, 1 unless said
 * @param low lower border, may be −∞ @param high upper border, may be +∞, above `low`
 * @param noise variance of the noise, 1 unless said
 * @throws RangeError when a variance is negative or the borders are no interval
 */
export const matchMoments = (
  facets: readonly (Belief & { readonly sign: 1 | -1; readonly share?: number })[],
  low: number,
  high: number,
  noise = 1,
): Belief[] => {
  for (const facet of facets) check(facet);
  if (!(low < high) || !(noise >= 0 && noise < Infinity))
    throw new RangeError('The borders are no interval, or the noise is negative.');
  let m = 0;
  let c2 = noise;
  for (const { mean, variance, sign } of facets) {
    m += sign * mean;
    c2 += variance;
  }
  if (!(c2 > 0)) throw new RangeError('Nothing varies: there is nothing to learn.');
  const c = Math.sqrt(c2);
  const a = (low - m) / c;
  const b = (high - m) / c;
  const z = Math.max(mass(a, b), LEAST_MASS);
  const v = (density(a) - density(b)) / z;
  const edge = (at: number): number => (Number.isFinite(at) ? at * density(at) : 0);
  const w = Math.min(1, Math.max(0, v * v - (edge(a) - edge(b)) / z));
  return facets.map(({ mean, variance, sign, share = 1 }) => ({
    mean: mean + share * sign * (variance / c) * v,
    variance: variance * (1 - share * (variance / c2) * w),
  }));
};

/**
 * What one level teaches of skill, form, difficulty and severity: an ordered probit updated by {@link matchMoments}.
 * The D levels of one rater in one session are correlated, so difficulty and severity move by κ = 1/(1 + 0.4(D − 1)) of
 * their step; skill and form move in full.
 *
 * @throws RangeError for a level outside 1–4, fewer than one dimension, or a negative variance
 */
export const updateSkill = (state: SkillState, { level, dimensions = 1 }: LevelGiven): SkillState => {
  if (!Number.isInteger(level) || level < 1 || level > 4) throw new RangeError('A level is 1, 2, 3 or 4.');
  if (!(dimensions >= 1)) throw new RangeError('A rater gave at least this one level.');
  const share = 1 / (1 + HALO * (dimensions - 1));
  const [skill = state.skill, form = state.form, difficulty = state.difficulty, severity = state.severity] =
    matchMoments(
      [
        { ...state.skill, sign: 1 },
        { ...state.form, sign: 1 },
        { ...state.difficulty, sign: -1, share },
        { ...state.severity, sign: -1, share },
      ],
      thresholds[level - 2] ?? -Infinity,
      thresholds[level - 1] ?? Infinity,
    );
  return { skill, form, difficulty, severity };
};

/** A skill grows uncertain while nobody sees it: 0.02 a day, up to a variance of 1.5. `days` ≥ 0. */
export const drifted = ({ mean, variance }: Belief, days: number): Belief => ({
  mean,
  variance: Math.max(variance, Math.min(variance + DRIFT_PER_DAY * Math.max(0, days), MOST_VARIANCE)),
});

/** L(θ) = 4 − Σ Φ(τₖ − θ): the level, from 1 to 4, that an average rater is expected to give on an average prompt. */
export const fairLevel = (theta: number): number => {
  if (Number.isNaN(theta)) throw new RangeError('θ is a number.');
  return 4 - thresholds.reduce<number>((total, threshold) => total + cumulative(threshold - theta), 0);
};

/** A belief about θ as people read it: the fair level with its 90 % interval, and whether it is still an early estimate (s > 0.75). */
export const shownLevel = ({ mean, variance }: Belief) => {
  check({ mean, variance });
  const s = Math.sqrt(variance);
  return {
    level: fairLevel(mean),
    low: fairLevel(mean - Z90 * s),
    high: fairLevel(mean + Z90 * s),
    isEarly: s > EARLY,
  };
};

/** P(θ > bar) = Φ((μ − bar)/s): how sure it is that somebody stands above the bar, 0–1; `bar` 0 is "Solid as often as not". */
export const chanceAbove = ({ mean, variance }: Belief, bar = 0): number => {
  check({ mean, variance });
  if (variance === 0) return mean > bar ? 1 : mean < bar ? 0 : 0.5;
  return cumulative((mean - bar) / Math.sqrt(variance));
};

/**
 * The skills of an interview type as one: M = Σ ωμ and Var = ΣΣ ωω′ r s s′ with r = 0.3 between two skills.
 *
 * @param parts weights are positive, in any unit
 * @throws RangeError without parts or with a weight that is not positive
 */
export const typeLevel = (parts: readonly (Belief & { readonly weight: number })[]): Belief => {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!parts.length || parts.some(({ weight }) => !(weight > 0)))
    throw new RangeError('A type needs skills with positive weights.');
  let level = 0;
  let variance = 0;
  for (const one of parts) {
    check(one);
    level += (one.weight / total) * one.mean;
    for (const other of parts) {
      const correlation = one === other ? 1 : TYPE_CORRELATION;
      variance +=
        (one.weight / total) * (other.weight / total) * correlation * Math.sqrt(one.variance * other.variance);
    }
  }
  return { mean: level, variance };
};

/** What the model expects of a level before it is given: the chance of each of 1–4, its mean and its standard deviation. */
export const expectedLevel = ({ skill, form, difficulty, severity }: SkillState) => {
  const m = skill.mean + form.mean - difficulty.mean - severity.mean;
  const c = Math.sqrt(1 + skill.variance + form.variance + difficulty.variance + severity.variance);
  const chances = [1, 2, 3, 4].map((level) =>
    mass(((thresholds[level - 2] ?? -Infinity) - m) / c, ((thresholds[level - 1] ?? Infinity) - m) / c),
  );
  const mean = chances.reduce((total, chance, at) => total + chance * (at + 1), 0);
  const variance = chances.reduce((total, chance, at) => total + chance * (at + 1 - mean) ** 2, 0);
  return { chances, mean, deviation: Math.sqrt(variance) };
};
