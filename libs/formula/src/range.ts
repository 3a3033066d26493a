/** Width of a 90 % interval in standard deviations, and half of it: low and high are read as the 5 % and 95 % points. */
const WIDTH_90 = 3.29;
const HALF_90 = 1.645;

const spread = (widths: readonly number[]): number =>
  HALF_90 * Math.sqrt(widths.reduce((sum, width) => sum + (width / WIDTH_90) ** 2, 0));

/**
 * By what a product may be multiplied or divided when each input may lie anywhere in its own range: 1 when nothing is
 * uncertain. `low` and `high` are positive.
 */
export const acceptFactor = (inputs: readonly { low: number; high: number }[]): number =>
  Math.exp(spread(inputs.map(({ low, high }) => Math.log(high / low))));

/**
 * The likely range of a result, nine times in ten, from what it becomes when one input at a time goes to its low and
 * its high. Positive results spread by a factor, so that a product of positive inputs gets `acceptFactor`; any other
 * result spreads by a distance.
 */
export const likelyRange = (
  base: number,
  ends: readonly (readonly [number, number])[],
): { low: number; high: number } => {
  if (base > 0 && ends.every(([a, b]) => a > 0 && b > 0)) {
    const factor = acceptFactor(ends.map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) })));
    return { low: base / factor, high: base * factor };
  }
  const distance = spread(ends.map(([a, b]) => Math.abs(a - b)));
  return { low: base - distance, high: base + distance };
};
