import { sessionScore } from './session-score';

const weights = { framing: 15, users: 20, insight: 20, solution: 20, measures: 15, clarity: 10 };
const a = { framing: 3, users: 3, insight: 2, solution: 3, measures: 2, clarity: 0 };
const b = { framing: 3, users: 2, insight: 2, solution: 4, measures: 0, clarity: 0 };

test('two scorers, one dimension seen by one of them and one by nobody', () => {
  const { score, coverage, variance, standardError, interval, index } = sessionScore([a, b], weights);
  expect(score).toBeCloseTo(2.6111, 4);
  expect(coverage).toBeCloseTo(0.9, 9);
  expect(variance).toBeCloseTo(0.41, 2);
  expect(standardError).toBeCloseTo(0.3358, 4);
  expect(interval?.[0]).toBeCloseTo(2.059, 3);
  expect(interval?.[1]).toBeCloseTo(3.163, 3);
  expect(index).toBeCloseTo(53.7, 1);
});

test('one scorer alone rests on the prior scatter', () => {
  const { variance, score, index } = sessionScore([a], weights);
  expect(variance).toBeCloseTo(0.49, 9);
  expect(index).toBeCloseTo((100 * ((score ?? 0) - 1)) / 3, 9);
});

test('not observed leaves the mean: it is neither a 1 nor a 2', () => {
  const without = sessionScore([{ ...a, measures: 0 }], weights).score;
  expect(without).toBeCloseTo((15 * 3 + 20 * 3 + 20 * 2 + 20 * 3) / 75, 9);
});

test('below 60 % of the weight there is a coverage and no score; at 60 % there is one', () => {
  const thin = sessionScore([{ users: 4, insight: 4, framing: 4 }], weights);
  expect(thin).toMatchObject({ score: null, index: null, interval: null, standardError: null });
  expect(thin.coverage).toBeCloseTo(0.55, 9);
  expect(sessionScore([{ users: 4, insight: 4, solution: 4 }], weights).score).toBe(4);
  expect(sessionScore([], weights)).toMatchObject({ score: null, coverage: 0 });
});

test('the interval stays inside the levels', () => {
  const all = (level: number) => Object.fromEntries(Object.keys(weights).map((key) => [key, level]));
  expect(sessionScore([all(4)], weights).interval?.[1]).toBe(4);
  expect(sessionScore([all(1)], weights).interval?.[0]).toBe(1);
});
