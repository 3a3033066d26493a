import { FormulaError, evaluate } from './evaluate';

const values = new Map([
  ['pop', 1_200_000],
  ['hh', 2.2],
  ['rate_2', 0.5],
]);

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['16 / 4 / 2', 2],
    ['-3 + 5', 2],
    ['2 * -(1 + 1)', -4],
    ['pop / hh', 545454.5454545454],
    [' 100*rate_2 ', 50],
    ['0.1', 0.1],
  ])('%s = %d', (formula, value) => {
    expect(evaluate(formula, values)).toBeCloseTo(value, 9);
  });

  it.each([
    ['', 'stops too early'],
    ['1 +', 'stops too early'],
    ['(1', 'not closed'],
    ['1 2', 'where it should end'],
    ['1)', 'where it should end'],
    ['nobody * 2', '“nobody”, which has no value'],
    ['1 / (2 - 2)', 'divides by zero'],
    ['2 ** 3', '“\\*” where a number should stand'],
    ['process.exit()', 'symbol it may not hold: “\\.”'],
    ['pop["constructor"]', 'symbol'],
    ['constructor', 'no value'],
    ['`x`', 'symbol'],
    ['1'.repeat(401), 'longer than 400'],
    [`${'('.repeat(150)}1`, 'not closed'],
  ])('%s is refused', (formula, reason) => {
    expect(() => evaluate(formula, values)).toThrow(FormulaError);
    expect(() => evaluate(formula, values)).toThrow(new RegExp(reason));
  });
});
