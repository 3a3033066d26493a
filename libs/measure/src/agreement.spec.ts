import { icc, krippendorffAlpha, shrunkEffects, weightedKappa, type Units } from './agreement';
import { poolByPrecision } from './pool';
import { jeffreysInterval } from './proportion';

const _ = null;
/** Krippendorff 2011, example C: four raters in rows, twelve units in columns. */
const raters = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];
const turned = (rows: readonly (readonly (number | null)[])[]): Units =>
  (rows[0] ?? []).map((_unused, unit) => rows.map((row) => row[unit] ?? null));
const units = turned(raters);
const value = (found: { measurable: boolean; value?: number }): number => found.value ?? Number.NaN;
/** Shrout and Fleiss 1979: six targets, four judges. */
const judged = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe('Krippendorff’s alpha', () => {
  it('gives the four published values to four decimals', () => {
    expect(value(krippendorffAlpha(units, 'nominal'))).toBeCloseTo(904 / 1216, 12);
    expect(value(krippendorffAlpha(units, 'nominal')).toFixed(4)).toBe('0.7434');
    expect(value(krippendorffAlpha(units, 'ordinal')).toFixed(4)).toBe('0.8154');
    expect(value(krippendorffAlpha(units, 'interval')).toFixed(4)).toBe('0.8491');
    expect(value(krippendorffAlpha(units, 'ratio')).toFixed(4)).toBe('0.7974');
  });

  it('does not care which rater stands where, in which order units come, or for units with one value', () => {
    const shuffled = turned([...raters].reverse()).toReversed();
    for (const scale of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
      expect(value(krippendorffAlpha(shuffled, scale))).toBeCloseTo(value(krippendorffAlpha(units, scale)), 12);
      expect(krippendorffAlpha([...units, [4, _, _, _], [_, _, _, _]], scale)).toEqual(krippendorffAlpha(units, scale));
    }
  });

  it('is 1 for perfect agreement, falls with disagreement, and says when it cannot be measured', () => {
    expect(
      value(
        krippendorffAlpha(
          [
            [1, 1],
            [2, 2],
            [4, 4],
          ],
          'ordinal',
        ),
      ),
    ).toBe(1);
    const near = value(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 3],
          [4, 4],
        ],
        'ordinal',
      ),
    );
    const far = value(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 4],
          [4, 4],
        ],
        'ordinal',
      ),
    );
    expect(far).toBeLessThan(near);
    expect(krippendorffAlpha([], 'ordinal')).toEqual({ measurable: false, why: 'too-few' });
    expect(
      krippendorffAlpha(
        [
          [3, _],
          [_, 2],
        ],
        'ordinal',
      ),
    ).toEqual({ measurable: false, why: 'too-few' });
    expect(
      krippendorffAlpha(
        [
          [3, 3],
          [3, 3],
        ],
        'ordinal',
      ),
    ).toEqual({ measurable: false, why: 'same' });
    for (const size of [1e-300, 1e-200, 1e200, 1.7e308])
      for (const scale of ['interval', 'ratio'] as const)
        expect(
          value(
            krippendorffAlpha(
              [
                [0, 0],
                [size, size],
                [0, size],
              ],
              scale,
            ),
          ),
        ).toBeCloseTo(
          value(
            krippendorffAlpha(
              [
                [0, 0],
                [1, 1],
                [0, 1],
              ],
              scale,
            ),
          ),
          12,
        );
    expect(() => krippendorffAlpha([[Number.NaN, 1]], 'nominal')).toThrow(RangeError);
    expect(() => krippendorffAlpha([[-1, 1]], 'ratio')).toThrow(RangeError);
    expect(
      value(
        krippendorffAlpha(
          [
            [0, 0],
            [0, 1],
          ],
          'ratio',
        ),
      ),
    ).toBeCloseTo(0, 12);
  });
});

describe('Weighted kappa', () => {
  it('gives Cohen’s published value from proportions and disagreement weights', () => {
    const table = [
      [0.44, 0.07, 0.09],
      [0.05, 0.2, 0.05],
      [0.01, 0.03, 0.06],
    ];
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    expect(value(weightedKappa(table, weights)).toFixed(3)).toBe('0.348');
    const counts = table.map((row) => row.map((cell) => Math.round(cell * 200)));
    expect(value(weightedKappa(counts, weights)).toFixed(3)).toBe('0.348');
    const plain = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ];
    expect(value(weightedKappa(table, plain)).toFixed(3)).toBe('0.492');
  });

  it('counts on the fixed set of levels, is symmetric, and 1 on the diagonal', () => {
    const table = [
      [3, 1, 0, 0],
      [1, 5, 2, 0],
      [0, 1, 4, 1],
      [0, 0, 0, 0],
    ];
    const across = table.map((_row, i) => table.map((row) => row[i] ?? 0));
    for (const kind of ['quadratic', 'linear'] as const)
      expect(value(weightedKappa(table, kind))).toBeCloseTo(value(weightedKappa(across, kind)), 12);
    expect(
      value(
        weightedKappa(
          [
            [4, 0],
            [0, 6],
          ],
          'quadratic',
        ),
      ),
    ).toBe(1);
    expect(
      weightedKappa(
        [
          [4, 0],
          [0, 0],
        ],
        'quadratic',
      ),
    ).toEqual({ measurable: false, why: 'same' });
    expect(
      weightedKappa(
        [
          [0, 0],
          [0, 0],
        ],
        'linear',
      ),
    ).toEqual({ measurable: false, why: 'too-few' });
    expect(() => weightedKappa([[1, 2]], 'linear')).toThrow(RangeError);
    expect(() =>
      weightedKappa(
        [
          [1, 0],
          [0, 1],
        ],
        [[0]],
      ),
    ).toThrow(RangeError);
  });
});

describe('Intraclass correlation', () => {
  it('gives all published values', () => {
    const found = icc(judged);
    if (!found.measurable) throw new Error(found.why);
    const two = (numbers: object) => Object.values(numbers).map((each: number) => each.toFixed(2));
    expect(two(found.meanSquares)).toEqual(['11.24', '6.26', '32.49', '1.02']);
    expect(two(found.single)).toEqual(['0.17', '0.29', '0.71']);
    expect(two(found.average)).toEqual(['0.44', '0.62', '0.91']);
  });

  it('says when it cannot be measured', () => {
    expect(icc([[1, 2]])).toEqual({ measurable: false, why: 'too-few' });
    expect(icc([])).toEqual({ measurable: false, why: 'too-few' });
    expect(
      icc([
        [2, 2],
        [2, 2],
      ]),
    ).toEqual({ measurable: false, why: 'same' });
    expect(
      icc([
        [0.1, 0.1, 0.1],
        [0.1, 0.1, 0.1],
        [0.1, 0.1, 0.1],
      ]),
    ).toEqual({ measurable: false, why: 'same' });
    const small = icc(judged.map((row) => row.map((each) => each * 1e-9)));
    expect(small).toMatchObject({ measurable: true, single: { random: expect.closeTo(0.2898, 4) as number } });
    expect(() =>
      icc([
        [1, 2],
        [3, 1e200],
      ]),
    ).toThrow(RangeError);
    expect(() => icc([[1, 2], [3]])).toThrow(RangeError);
  });

  it('shrinks judges and targets as published', () => {
    const found = shrunkEffects(judged);
    if (!found.measurable) throw new Error(found.why);
    expect(found.severities.map((each) => each.toFixed(3))).toEqual(['-2.375', '2.792', '0.958', '-1.375']);
    expect(found.judgeShrinkage.toFixed(4)).toBe('0.9686');
    expect(found.targetShrinkage.toFixed(4)).toBe('0.9093');
    expect(found.targets.map((each) => each.toFixed(3))).toEqual([
      '5.936',
      '3.208',
      '6.390',
      '4.117',
      '7.300',
      '4.799',
    ]);
  });
});

describe('Proportions and pooled estimates', () => {
  it('give Jeffreys intervals as published, inside 0 to 1, narrower with more', () => {
    const rounded = (k: number, n: number) => jeffreysInterval(k, n, 0.9).map((each) => each.toFixed(2));
    expect(rounded(7, 8)).toEqual(['0.60', '0.98']);
    expect(rounded(18, 20)).toEqual(['0.75', '0.97']);
    expect(jeffreysInterval(0, 0, 0.9)).toEqual([0, 1]);
    expect(jeffreysInterval(0, 5)[0]).toBe(0);
    expect(jeffreysInterval(5, 5)[1]).toBe(1);
    const [low, high] = jeffreysInterval(2, 9);
    const [otherLow, otherHigh] = jeffreysInterval(7, 9);
    expect([1 - high, 1 - low].map((each) => each.toFixed(10))).toEqual(
      [otherLow, otherHigh].map((each) => each.toFixed(10)),
    );
    const [a, b] = jeffreysInterval(700, 1000);
    expect(b - a).toBeLessThan(0.05);
    const [far, near] = jeffreysInterval(300_000, 1_000_000);
    expect(near - far).toBeCloseTo(2 * 1.6449 * Math.sqrt((0.3 * 0.7) / 1e6), 6);
    expect(() => jeffreysInterval(3, 2)).toThrow(RangeError);
    expect(() => jeffreysInterval(1, 2, 1)).toThrow(RangeError);
  });

  it('pool the eight schools', () => {
    const found = poolByPrecision(
      [28, 8, -3, 7, -1, 1, 18, 12],
      [15, 10, 16, 11, 9, 11, 10, 18].map((sd) => sd * sd),
    );
    if (!found.measurable) throw new Error(found.why);
    expect(found.estimate.toFixed(1)).toBe('7.7');
    expect(Math.sqrt(found.variance).toFixed(1)).toBe('4.1');
    expect(found.interval[1] - found.interval[0]).toBeCloseTo(2 * 1.645 * Math.sqrt(found.variance), 12);
    expect(poolByPrecision([2, 4], [5e-324, 1])).toMatchObject({ measurable: true, estimate: 2 });
    expect(poolByPrecision([], [])).toEqual({ measurable: false, why: 'too-few' });
    expect(() => poolByPrecision([1], [0])).toThrow(RangeError);
    expect(() => poolByPrecision([1], [])).toThrow(RangeError);
  });
});
