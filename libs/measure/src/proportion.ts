const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const logGamma = (x: number): number => {
  const at = x - 1;
  const t = at + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, c, i) => sum + c / (at + i + 1), LANCZOS[0] ?? 1);
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(series);
};

/** Lentz's continued fraction of the incomplete beta function; converges for x below the mean. */
const fraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300;
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 20_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
};

/** I(x; a, b): the distribution function of Beta(a, b). */
const betaCumulative = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
};

/** By halving: 60 steps are good to 1e−18, and nothing can go astray near 0 and 1. */
const betaQuantile = (p: number, a: number, b: number): number => {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (betaCumulative(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/**
 * The interval of a proportion by Jeffreys' prior: quantiles (1 − level)/2 and (1 + level)/2 of Beta(k + ½, n − k + ½).
 * It starts at 0 when k = 0 and ends at 1 when k = n (Brown, Cai and DasGupta, 2001).
 *
 * @param k how many of `n`, 0 ≤ k ≤ n @param n whole, 0 or more @param level such as 0.9, between 0 and 1
 * @throws RangeError otherwise
 */
export const jeffreysInterval = (k: number, n: number, level = 0.9): readonly [low: number, high: number] => {
  if (!Number.isInteger(k) || !Number.isInteger(n) || k < 0 || k > n)
    throw new RangeError('k and n are whole numbers, 0 ≤ k ≤ n.');
  if (!(level > 0 && level < 1)) throw new RangeError('A level lies between 0 and 1.');
  const tail = (1 - level) / 2;
  return [
    k === 0 ? 0 : betaQuantile(tail, k + 0.5, n - k + 0.5),
    k === n ? 1 : betaQuantile(1 - tail, k + 0.5, n - k + 0.5),
  ];
};
