/** One scorer's levels by dimension: 1–4, or 0 for “not observed”. A dimension left out counts as not observed. */
export type Levels = Readonly<Record<string, number>>;

export interface SessionScore {
  /** Weighted mean level, 1–4; null while less than 60 % of the rubric's weight was observed. */
  score: number | null;
  /** The same from 0 to 100; null with `score`. */
  index: number | null;
  /** 90 % interval of `score`, inside 1–4; null with `score`. */
  interval: readonly [low: number, high: number] | null;
  /** Standard error of `score`, in levels; null with `score`. */
  standardError: number | null;
  /** Share of the rubric's weight with at least one observed level, 0–1. Show it always. */
  coverage: number;
  /** Variance of one level by one scorer about its dimension's mean, in levels squared. */
  variance: number;
}

const MIN_COVERAGE = 0.6;
/** What two levels of one scorer share beyond the candidate: nobody judges six dimensions six times afresh. */
const HALO = 0.4;
/** Before any data: levels of one dimension scatter with this variance, and that is trusted like so many comparisons. */
const PRIOR_VARIANCE = 0.49;
const PRIOR_WORTH = 8;
/** Half of a 90 % interval, in standard errors. */
const Z90 = 1.645;

/**
 * A round's score from its blind cards, with how sure one can be of it.
 *
 * The score is the mean of the dimensions' mean levels, weighted by the rubric over the observed dimensions only. The
 * scatter σ² pools the squared deviations within dimensions with a prior of 0.49 worth 8 degrees of freedom (the mean of
 * a scaled inverse-χ² posterior, up to its constant). Levels by one scorer are correlated by 0.4, so with n levels on a
 * dimension and m scorers on both of two, Var = Σ ω²σ²/n + Σ 0.4·ωω′σ²·m/(nn′): the variance of a weighted mean under
 * compound symmetry within scorers. Prior and correlation are assumptions of this product until its own data replace them.
 *
 * @param cards one entry per scorer
 * @param weights the rubric's weights by dimension, positive, in any unit
 */
export const sessionScore = (cards: readonly Levels[], weights: Readonly<Record<string, number>>): SessionScore => {
  const dimensions = Object.entries(weights).map(([dimension, weight]) => {
    const byScorer = cards.map((card) => card[dimension] || null);
    const levels = byScorer.filter((level) => level !== null);
    const n = levels.length;
    const mean = n ? sum(levels) / n : 0;
    return { weight, byScorer, n, mean, squares: sum(levels.map((level) => (level - mean) ** 2)) };
  });
  const observed = dimensions.filter(({ n }) => n > 0);
  const total = sum(observed.map(({ weight }) => weight));
  const coverage = total / sum(Object.values(weights)) || 0;
  const variance =
    (PRIOR_WORTH * PRIOR_VARIANCE + sum(observed.map(({ squares }) => squares))) /
    (PRIOR_WORTH + sum(observed.map(({ n }) => n - 1)));
  // A rubric of 60 % in decimal weights must not fail by a rounding of the last bit.
  if (coverage < MIN_COVERAGE - 1e-9)
    return { score: null, index: null, interval: null, standardError: null, coverage, variance };

  const score = sum(observed.map(({ weight, mean }) => (weight / total) * mean));
  let spread = 0;
  for (const one of observed) {
    for (const other of observed) {
      const both = one.byScorer.filter((level, scorer) => level !== null && other.byScorer[scorer] !== null).length;
      const shared = one === other ? variance / one.n : (HALO * variance * both) / (one.n * other.n);
      spread += (one.weight / total) * (other.weight / total) * shared;
    }
  }
  const standardError = Math.sqrt(spread);
  return {
    score,
    index: (100 * (score - 1)) / 3,
    interval: [Math.max(1, score - Z90 * standardError), Math.min(4, score + Z90 * standardError)],
    standardError,
    coverage,
    variance,
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
