import { evenness, matchQuality, type Partner } from './match-quality';
import { maximumWeightMatching, type Edge } from './matching';

/** Every matching of a small graph, tried. */
const bestByForce = (edges: readonly Edge<number>[]): number => {
  const from = (at: number, taken: number): number => {
    const edge = edges[at];
    if (!edge) return 0;
    const [a, b, weight] = edge;
    const without = from(at + 1, taken);
    const both = (1 << a) | (1 << b);
    return taken & both ? without : Math.max(without, weight + from(at + 1, taken | both));
  };
  return from(0, 0);
};
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
};

describe('The heaviest matching', () => {
  it('is the published one', () => {
    const found = maximumWeightMatching([
      [1, 2, 6],
      [1, 3, 2],
      [2, 3, 1],
      [2, 4, 7],
      [3, 5, 9],
      [4, 5, 3],
    ]);
    expect(found).toEqual({
      pairs: [
        [2, 4],
        [3, 5],
      ],
      weight: 16,
    });
  });

  it('weighs as much as the best of all, on 3,000 random graphs with up to 8 people', () => {
    const next = random(20261123);
    for (let turn = 0; turn < 3_000; turn += 1) {
      const people = 2 + Math.floor(next() * 7);
      const density = 0.2 + next() * 0.8;
      const isWhole = turn % 2 === 0;
      const edges: Edge<number>[] = [];
      for (let a = 0; a < people; a += 1)
        for (let b = a + 1; b < people; b += 1)
          if (next() < density) edges.push([a, b, isWhole ? 1 + Math.floor(next() * 6) : 0.25 + next()]);
      const { pairs, weight } = maximumWeightMatching(edges);
      expect(weight).toBeCloseTo(bestByForce(edges), 9);
      const met = pairs.flat();
      expect(new Set(met).size).toBe(met.length);
    }
  });

  it('leaves somebody alone rather than break a heavier pair, and never takes what is worth nothing', () => {
    expect(
      maximumWeightMatching([
        ['a', 'b', 5],
        ['b', 'c', 11],
        ['c', 'd', 5],
      ]).pairs,
    ).toEqual([['b', 'c']]);
    expect(
      maximumWeightMatching([
        ['a', 'b', 0],
        ['c', 'd', -2],
      ]),
    ).toEqual({ pairs: [], weight: 0 });
    expect(maximumWeightMatching([])).toEqual({ pairs: [], weight: 0 });
    expect(
      maximumWeightMatching([
        ['a', 'b', 1],
        ['b', 'a', 3],
      ]).weight,
    ).toBe(3);
    expect(() => maximumWeightMatching([['a', 'a', 1]])).toThrow(RangeError);
    expect(() => maximumWeightMatching([['a', 'b', Number.NaN]])).toThrow(RangeError);
  });

  it('does not care in which order edges come, and copes with hundreds of people', () => {
    const next = random(5);
    const edges: Edge<number>[] = [];
    for (let a = 0; a < 160; a += 1) for (let b = a + 1; b < 160; b += 1) if (next() < 0.2) edges.push([a, b, next()]);
    const first = maximumWeightMatching(edges);
    expect(first.pairs.length).toBeGreaterThan(70);
    expect(maximumWeightMatching([...edges].reverse()).weight).toBeCloseTo(first.weight, 9);
  });
});

const partner = (id: string, change: Partial<Partner> = {}): Partner => ({
  id,
  skill: { mean: 0, variance: 1 },
  useful: { sum: 0, count: 0 },
  kept: 0,
  missed: 0,
  together: {},
  ...change,
});

describe('A good pair', () => {
  it('is even as the vectors and the published draw chances say', () => {
    const known = (mean: number) => ({ mean, variance: 0.25 });
    expect(evenness({ mean: 0, variance: 1 }, { mean: 0, variance: 1 }).toFixed(3)).toBe('0.707');
    expect(evenness(known(1), known(1)).toFixed(3)).toBe('0.894');
    expect(evenness(known(0), known(2)).toFixed(3)).toBe('0.402');
    const sigma = (25 / 3) ** 2;
    expect(evenness({ mean: 25, variance: sigma }, { mean: 25, variance: sigma }, 25 / 6).toFixed(3)).toBe('0.447');
    expect(evenness({ mean: 25, variance: sigma }, { mean: 30, variance: sigma }, 25 / 6).toFixed(3)).toBe('0.416');
  });

  it('is as good from either side, and better with use, reliability and variety', () => {
    const base = matchQuality(partner('a'), partner('b'));
    expect(base.interviewer).toBeCloseTo(0.7, 12);
    expect(base.reliability).toBeCloseTo((8 / 9) ** 2, 12);
    const met = partner('b', { together: { a: 2 } });
    expect(matchQuality(partner('a'), met)).toEqual({ ...matchQuality(met, partner('a')) });
    expect(matchQuality(partner('a'), met).variety).toBeCloseTo(1 / 3, 12);
    const useful = matchQuality(partner('a', { useful: { sum: 9, count: 10 } }), partner('b'));
    expect(useful.quality).toBeGreaterThan(base.quality);
    const missed = matchQuality(partner('a', { missed: 3 }), partner('b'));
    expect(missed.quality).toBeLessThan(base.quality);
    expect(() => matchQuality(partner('a', { missed: -1 }), partner('b'))).toThrow(RangeError);
    expect(() => evenness({ mean: 0, variance: -1 }, { mean: 0, variance: 1 })).toThrow(RangeError);
  });
});
