const SQRT_2PI = Math.sqrt(2 * Math.PI);
const TOP = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const BOTTOM = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];
/** A loop, not `reduce`: this is asked millions of times in one replay. */
const polynomial = (coefficients: readonly number[], x: number): number => {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
};

/** φ: the density of the standard normal distribution; 0 at ±∞. */
export const density = (x: number): number => Math.exp((-x * x) / 2) / SQRT_2PI;

/**
 * Φ: the standard normal distribution function, good to about 1e−14 (Hart's rational approximation of 1968, as given by
 * G. West, "Better approximations to cumulative normal functions", 2005).
 */
export const cumulative = (x: number): number => {
  const z = Math.abs(x);
  let tail = 0;
  if (z < 7.07106781186547) tail = (Math.exp((-z * z) / 2) * polynomial(TOP, z)) / polynomial(BOTTOM, z);
  else if (z <= 37) tail = density(z) / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65)))));
  return x > 0 ? 1 - tail : tail;
};

/** The mass between `a` and `b`, a ≤ b; taken in the lower tail, where nothing cancels. */
export const mass = (a: number, b: number): number =>
  a > 0 ? cumulative(-a) - cumulative(-b) : cumulative(b) - cumulative(a);
