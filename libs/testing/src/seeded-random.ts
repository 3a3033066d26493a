/** Random choices that a printed seed repeats exactly. */
export interface SeededRandom {
  readonly seed: number;
  /** In [0, 1). */
  next(): number;
  /** A whole number in [from, to]. */
  int(from: number, to: number): number;
  /** One element; the list may not be empty. */
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A UUID of version 4 made of this seed's bits. */
  uuid(): string;
}

/** Mulberry32: 32 bits of state are plenty for choosing what a test does next. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    seed,
    next,
    int,
    pick: <T>(list: readonly T[]): T => {
      const [first] = list.slice(int(0, list.length - 1));
      if (first === undefined) throw new Error('pick() from an empty list');
      return first;
    },
    chance: (probability) => next() < probability,
    uuid: () => {
      const hex = Array.from({ length: 32 }, (_, at) =>
        (at === 12 ? 4 : at === 16 ? 8 + int(0, 3) : int(0, 15)).toString(16),
      ).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
