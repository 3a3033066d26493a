import { sum, tooFew, Z90, type Measured } from './measured';

/**
 * Several estimates of one thing as one, each weighted by its precision: T = Σ(x/V)/Σ(1/V), Var = 1/Σ(1/V), with the 90 %
 * interval T ± 1.645·√Var (the fixed-effect mean of a meta-analysis).
 *
 * @param values the estimates @param variances of each, above 0
 * @returns cannot be measured without a value
 * @throws RangeError when the lists differ in length, a value is not finite or a variance not above 0
 */
export const poolByPrecision = (
  values: readonly number[],
  variances: readonly number[],
): Measured<{
  readonly estimate: number;
  readonly variance: number;
  readonly interval: readonly [low: number, high: number];
}> => {
  if (values.length !== variances.length) throw new RangeError('Every value has its variance.');
  if (values.some((value) => !Number.isFinite(value)) || variances.some((each) => !(each > 0 && each < Infinity)))
    throw new RangeError('Values are finite, variances above 0.');
  if (!values.length) return tooFew;
  // Precisions in units of the greatest, so that no tiny variance makes one infinite.
  const least = Math.min(...variances);
  const precisions = variances.map((each) => least / each);
  const precision = sum(precisions);
  const estimate = sum(values.map((value, at) => value * ((precisions[at] ?? 0) / precision)));
  const variance = least / precision;
  const half = Z90 * Math.sqrt(variance);
  return { measurable: true, estimate, variance, interval: [estimate - half, estimate + half] };
};
