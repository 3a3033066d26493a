import { allSame, mean, sum, tooFew, type Measured } from './measured';

/** One row per unit, one column per rater; null where a rater did not judge the unit. */
export type Units = readonly (readonly (number | null)[])[];
export type Scale = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** δ² of two values: how far apart they are on a scale, given how often each value (sorted) occurs. */
const distances = (scale: Scale, values: readonly number[], counts: readonly number[]): number[][] => {
  // In units of the range, and halved first: squares of the greatest and least numbers stay numbers.
  const range = (values.at(-1) ?? 0) / 2 - (values[0] ?? 0) / 2;
  return values.map((c, i) =>
    values.map((k, j) => {
      if (i === j) return 0;
      if (scale === 'nominal') return 1;
      if (scale === 'interval') return ((c / 2 - k / 2) / range) ** 2;
      if (scale === 'ratio') return ((c / 2 - k / 2) / (c / 2 + k / 2)) ** 2;
      const [from, to] = i < j ? [i, j] : [j, i];
      const between = sum(counts.slice(from, to + 1));
      return (between - ((counts[i] ?? 0) + (counts[j] ?? 0)) / 2) ** 2;
    }),
  );
};

/**
 * Krippendorff's α = 1 − D_observed/D_expected over coincidences: agreement of any number of raters beyond chance, with
 * missing values (K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011). Units with fewer than two values
 * are dropped before anything is counted: a lone value can be paired with nothing and must not count in the margins.
 *
 * @returns `value` is 1 for perfect agreement, 0 for chance, below 0 for less than chance. Cannot be measured without a
 *   unit of two values (`too-few`), or when all values are equal (`same`: 0 would be divided by 0)
 * @throws RangeError for a value that is not finite, and on the ratio scale for a negative one
 */
export const krippendorffAlpha = (units: Units, scale: Scale): Measured<{ readonly value: number }> => {
  const paired = units
    .map((unit) => unit.filter((value) => value !== null))
    .filter((unit) => {
      if (unit.some((value) => !Number.isFinite(value) || (scale === 'ratio' && value < 0)))
        throw new RangeError('Values are finite numbers, and not negative on a ratio scale.');
      return unit.length >= 2;
    });
  if (!paired.length) return tooFew;
  const values = [...new Set(paired.flat())].sort((a, b) => a - b);
  if (values.length < 2) return allSame;
  const place = new Map(values.map((value, index) => [value, index]));
  const coincidences = values.map(() => values.map(() => 0));
  for (const unit of paired) {
    const counts = values.map(() => 0);
    for (const value of unit) bump(counts, place.get(value), 1);
    counts.forEach((n, i) =>
      counts.forEach((m, j) => {
        const pairs = n * (i === j ? m - 1 : m);
        if (pairs) bump(coincidences[i], j, pairs / (unit.length - 1));
      }),
    );
  }
  const margins = coincidences.map(sum);
  const n = sum(margins);
  const apart = distances(scale, values, margins);
  let observed = 0;
  let expected = 0;
  apart.forEach((row, i) =>
    row.forEach((distance, j) => {
      observed += (coincidences[i]?.[j] ?? 0) * distance;
      expected += (margins[i] ?? 0) * (margins[j] ?? 0) * distance;
    }),
  );
  return { measurable: true, value: 1 - ((n - 1) * observed) / expected };
};

const bump = (row: number[] | undefined, at: number | undefined, by: number): void => {
  if (row && at !== undefined) row[at] = (row[at] ?? 0) + by;
};

/** Disagreement weights of a scale of `size` categories: ((i − j)/(size − 1))² or |i − j|/(size − 1). */
const weightsOf = (size: number, kind: 'quadratic' | 'linear'): number[][] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const apart = size > 1 ? Math.abs(i - j) / (size - 1) : 0;
      return kind === 'quadratic' ? apart * apart : apart;
    }),
  );

/**
 * Cohen's weighted κ = 1 − Σ v p / Σ v p_row p_column of one pair of raters (J. Cohen, 1968). The table stands for the
 * fixed set of categories: a category nobody used is a row and a column of zeros, never left out.
 *
 * @param table square; counts or proportions of both raters' categories, first rater in rows
 * @param weights `quadratic`, `linear`, or a matrix of DISagreement weights of the same size (0 on the diagonal)
 * @returns cannot be measured when the table is empty (`too-few`) or no disagreement could be expected (`same`)
 * @throws RangeError when a table or matrix is not square, not of one size, or holds what is negative or not finite
 */
export const weightedKappa = (
  table: readonly (readonly number[])[],
  weights: 'quadratic' | 'linear' | readonly (readonly number[])[],
): Measured<{ readonly value: number }> => {
  const size = table.length;
  const v = typeof weights === 'string' ? weightsOf(size, weights) : weights;
  for (const matrix of [table, v])
    if (
      matrix.length !== size ||
      matrix.some((row) => row.length !== size || row.some((cell) => !(cell >= 0 && cell < Infinity)))
    )
      throw new RangeError('Table and weights are square, of one size, and hold numbers from 0 up.');
  const total = sum(table.map(sum));
  if (!(total > 0)) return tooFew;
  const rows = table.map((row) => sum(row) / total);
  const columns = table.map((_, j) => sum(table.map((row) => row[j] ?? 0)) / total);
  let observed = 0;
  let expected = 0;
  v.forEach((row, i) =>
    row.forEach((weight, j) => {
      observed += (weight * (table[i]?.[j] ?? 0)) / total;
      expected += weight * (rows[i] ?? 0) * (columns[j] ?? 0);
    }),
  );
  return expected > 0 ? { measurable: true, value: 1 - observed / expected } : allSame;
};

/** Intraclass correlations of Shrout and Fleiss (1979): of one judge and of the mean of all k. */
export interface Icc {
  /** Judges differ from target to target; judges drawn at random; these very judges. */
  readonly single: { readonly oneWay: number; readonly random: number; readonly fixed: number };
  readonly average: { readonly oneWay: number; readonly random: number; readonly fixed: number };
  readonly meanSquares: {
    readonly between: number;
    readonly within: number;
    readonly judges: number;
    readonly residual: number;
  };
}

/** Squares of greater values are no numbers any more. */
const MOST = 1e100;
/** What is smaller than this part of its whole is rounding. */
const ROUNDING = 1e-12;

/** The two-way analysis of variance of a full matrix, rows = targets, columns = judges. */
const anova = (matrix: readonly (readonly number[])[]) => {
  const n = matrix.length;
  const k = matrix[0]?.length ?? 0;
  if (matrix.some((row) => row.length !== k || row.some((value) => !(Math.abs(value) <= MOST))))
    throw new RangeError('Every judge gives every target one value, not beyond 1e100.');
  if (n < 2 || k < 2) return null;
  const grand = mean(matrix.map(mean));
  const targets = matrix.map(mean);
  const judges = Array.from({ length: k }, (_, j) => mean(matrix.map((row) => row[j] ?? 0)));
  const betweenSquares = k * sum(targets.map((each) => (each - grand) ** 2));
  const judgeSquares = n * sum(judges.map((each) => (each - grand) ** 2));
  const allSquares = sum(matrix.flat().map((value) => (value - grand) ** 2));
  return {
    n,
    k,
    grand,
    /** Mean square of everything; 0 when all values are equal but for rounding. */
    whole: allSquares > ROUNDING ** 2 * sum(matrix.flat().map((value) => value * value)) ? allSquares / (n * k - 1) : 0,
    targets,
    judges,
    between: betweenSquares / (n - 1),
    within: (allSquares - betweenSquares) / (n * (k - 1)),
    judged: judgeSquares / (k - 1),
    // Rounding must not make a residual of nothing negative.
    residual: Math.max(0, allSquares - betweenSquares - judgeSquares) / ((n - 1) * (k - 1)),
  };
};

/**
 * All six intraclass correlations of a full matrix (P. Shrout and J. Fleiss, 1979).
 *
 * @param matrix rows = targets, columns = judges, no gaps
 * @returns cannot be measured with fewer than two targets or judges (`too-few`), or when nothing differs (`same`)
 * @throws RangeError for a ragged matrix or a value that is not finite or beyond ±1e100
 */
export const icc = (matrix: readonly (readonly number[])[]): Measured<Icc> => {
  const found = anova(matrix);
  if (!found) return tooFew;
  const { n, k, whole, between, within, judged, residual } = found;
  const ratio = (above: number, below: number): number | null =>
    Math.abs(below) > ROUNDING * whole ? above / below : null;
  const single = {
    oneWay: ratio(between - within, between + (k - 1) * within),
    random: ratio(between - residual, between + (k - 1) * residual + (k * (judged - residual)) / n),
    fixed: ratio(between - residual, between + (k - 1) * residual),
  };
  const average = {
    oneWay: ratio(between - within, between),
    random: ratio(between - residual, between + (judged - residual) / n),
    fixed: ratio(between - residual, between),
  };
  if (!isComplete(single) || !isComplete(average)) return allSame;
  return { measurable: true, single, average, meanSquares: { between, within, judges: judged, residual } };
};

type Three = { oneWay: number | null; random: number | null; fixed: number | null };
const isComplete = (three: Three): three is { [K in keyof Three]: number } =>
  Object.values(three).every((value) => value !== null);

/**
 * Severities of judges and values of targets from a full matrix, each shrunk towards the grand mean by its reliability:
 * judges by V/(V + residual/n) with V = (judges − residual)/n, targets by ICC(3,k).
 *
 * @returns severities = grand mean less the judge's mean, positive is harsher; cannot be measured as {@link icc}
 */
export const shrunkEffects = (
  matrix: readonly (readonly number[])[],
): Measured<{
  readonly severities: readonly number[];
  readonly shrunkSeverities: readonly number[];
  readonly targets: readonly number[];
  readonly judgeShrinkage: number;
  readonly targetShrinkage: number;
}> => {
  const found = anova(matrix);
  if (!found) return tooFew;
  const { n, grand, whole, between, judged, residual } = found;
  if (!(between > ROUNDING * whole) || !(judged > ROUNDING * whole)) return allSame;
  const variance = Math.max(0, (judged - residual) / n);
  const judgeShrinkage = variance > 0 ? variance / (variance + residual / n) : 0;
  const targetShrinkage = Math.max(0, (between - residual) / between);
  const severities = found.judges.map((each) => grand - each);
  return {
    measurable: true,
    severities,
    shrunkSeverities: severities.map((each) => each * judgeShrinkage),
    targets: found.targets.map((each) => grand + targetShrinkage * (each - grand)),
    judgeShrinkage,
    targetShrinkage,
  };
};
