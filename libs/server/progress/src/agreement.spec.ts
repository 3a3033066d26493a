import { krippendorffAlpha } from '@debrief/measure';
import { agreementOf, coincidences, ordinalAlpha, type Unit } from './agreement';
import { seeded } from './seeded';

/** Units of sessions s1, s2, … with a candidate each, in the order given. */
const units = (levels: readonly (readonly number[])[], sessions = levels.length): Unit[] =>
  levels.map((own, at) => ({ session: `s${at % sessions}`, candidate: `c${at}`, levels: own }));
const repeated = <T>(times: number, list: readonly T[]): T[] => Array.from({ length: times }, () => list).flat();

test('below ten rounds or three sessions there are shares with their intervals, and no alpha', () => {
  const few = agreementOf(
    units(
      repeated(3, [
        [3, 3],
        [2, 3],
        [1, 4],
      ]),
    ),
  );
  expect(few).toMatchObject({ units: 9, sessions: 9, alpha: null, separatesPeople: null });
  expect(few.exact).toMatchObject({ k: 3, n: 9, share: 1 / 3 });
  expect(few.withinOne).toMatchObject({ k: 6, n: 9 });
  expect(few.withinOne?.low).toBeLessThan(6 / 9);
  expect(few.withinOne?.high).toBeGreaterThan(6 / 9);
  expect(
    agreementOf(
      units(
        repeated(4, [
          [3, 3],
          [2, 2],
          [1, 1],
        ]),
        2,
      ),
    ).alpha,
  ).toBeNull();
  expect(agreementOf([])).toMatchObject({ units: 0, exact: null, withinOne: null, alpha: null });
});

test('seven of eight within one have the interval of the books', () => {
  const { withinOne } = agreementOf(units([...repeated(7, [[2, 3]]), [1, 4]]));
  expect([withinOne?.low.toFixed(2), withinOne?.high.toFixed(2)]).toEqual(['0.60', '0.98']);
});

test('alpha has an interval that asking again repeats, and a band', () => {
  const mixed = units(
    repeated(5, [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [2, 3],
    ]),
  );
  const { alpha } = agreementOf(mixed);
  if (!alpha?.measurable || !alpha.interval) throw new Error('this can be measured');
  expect(alpha.value).toBeGreaterThan(0.8);
  expect(alpha.band).toBe('firm');
  expect(alpha.interval.low).toBeLessThan(alpha.value);
  expect(alpha.interval.high).toBeGreaterThan(alpha.value);
  expect(agreementOf(mixed).alpha).toEqual(alpha);
  expect(
    agreementOf(
      units(
        repeated(5, [
          [1, 4],
          [4, 1],
          [2, 3],
        ]),
      ),
    ).alpha,
  ).toMatchObject({ band: 'calibrate' });
});

test('where everybody gives the same level, agreement cannot be measured, and nobody is told apart', () => {
  const same = agreementOf(units(repeated(12, [[3, 3]])));
  expect(same.alpha).toEqual({ measurable: false, why: 'same' });
  expect(same.exact).toMatchObject({ k: 12, n: 12 });
  expect(same.separatesPeople).toBe(false);
});

test('a dimension separates people when they differ by more than those who score one of them', () => {
  expect(
    agreementOf(
      units(
        repeated(3, [
          [1, 1],
          [4, 4],
          [2, 2],
          [3, 3],
        ]),
      ),
    ).separatesPeople,
  ).toBe(true);
  expect(
    agreementOf(
      units(
        repeated(3, [
          [1, 4],
          [4, 1],
          [2, 3],
          [3, 2],
        ]),
      ),
    ).separatesPeople,
  ).toBe(false);
  // Four candidates, each three times: too few people to say so.
  const four = repeated(3, [
    [1, 1],
    [4, 4],
    [2, 2],
    [3, 3],
  ]).map((levels, at) => ({
    session: `s${at}`,
    candidate: `c${at % 4}`,
    levels,
  }));
  expect(agreementOf(four).separatesPeople).toBeNull();
});

test('a panel counts as its pairs', () => {
  expect(agreementOf(units([[3, 3, 2, 1]]))).toMatchObject({ exact: { k: 1, n: 6 }, withinOne: { k: 4, n: 6 } });
});

test('alpha from sums of coincidences is Krippendorff’s', () => {
  const random = seeded(4);
  for (let turn = 0; turn < 50; turn += 1) {
    const levels = Array.from({ length: 12 }, () =>
      Array.from({ length: 2 + Math.floor(random() * 3) }, () => 1 + Math.floor(random() * 4)),
    );
    const table = levels.map((own) => [0, 1, 2, 3].map((at) => own[at] ?? null));
    const alpha = krippendorffAlpha(table, 'ordinal');
    expect(ordinalAlpha(coincidences(units(levels)))).toBeCloseTo(alpha.measurable ? alpha.value : Number.NaN, 10);
  }
  expect(
    ordinalAlpha(
      coincidences(
        units([
          [2, 2],
          [2, 2],
        ]),
      ),
    ),
  ).toBeNull();
});
