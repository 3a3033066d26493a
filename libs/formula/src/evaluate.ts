/** What is wrong with a formula, for screens that say it in their own words. */
export type FormulaFault =
  'too-long' | 'symbol' | 'ends-early' | 'bracket' | 'no-number' | 'unknown' | 'zero' | 'extra';

const words: Record<FormulaFault, (what: string) => string> = {
  'too-long': () => 'The formula is longer than 400 characters.',
  symbol: (what) => `The formula has a symbol it may not hold: “${what}”.`,
  'ends-early': () => 'The formula stops too early.',
  bracket: () => 'A bracket in the formula is not closed.',
  'no-number': (what) => `The formula has “${what}” where a number should stand.`,
  unknown: (what) => `The formula uses “${what}”, which has no value.`,
  zero: () => 'The formula divides by zero.',
  extra: (what) => `The formula has “${what}” where it should end.`,
};

/** Why a formula has no value: a symbol it may not hold, a name nobody defined, or a division by zero. */
export class FormulaError extends Error {
  override name = 'FormulaError';
  /** @param what the symbol or name it is about, if any */
  constructor(
    readonly fault: FormulaFault,
    readonly what = '',
  ) {
    super(words[fault](what));
  }
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|([-+*/()]))/iy;

function tokensOf(formula: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(formula);
    if (!match) throw new FormulaError('symbol', [...formula.slice(at).trim()][0]);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

/**
 * The value of an arithmetic formula: numbers, names, `+ - * /` and brackets, nothing else. A formula comes from
 * outside, so nothing in it is ever run as code.
 * @param values what each name stands for
 * @throws FormulaError when it cannot be read or computed
 */
export function evaluate(formula: string, values: ReadonlyMap<string, number> = new Map()): number {
  if (formula.length > 400) throw new FormulaError('too-long');
  const tokens = tokensOf(formula);
  let at = 0;

  function factor(): number {
    const token = tokens[at++];
    if (token === undefined) throw new FormulaError('ends-early');
    if (token === '-') return -factor();
    if (token === '(') {
      const inner = sum();
      if (tokens[at++] !== ')') throw new FormulaError('bracket');
      return inner;
    }
    if (/^\d/.test(token)) return Number(token);
    if (!/^[a-z]/i.test(token)) throw new FormulaError('no-number', token);
    const value = values.get(token);
    if (value === undefined) throw new FormulaError('unknown', token);
    return value;
  }
  function product(): number {
    let result = factor();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const operator = tokens[at++];
      const right = factor();
      if (operator === '/' && right === 0) throw new FormulaError('zero');
      result = operator === '*' ? result * right : result / right;
    }
    return result;
  }
  function sum(): number {
    let result = product();
    while (tokens[at] === '+' || tokens[at] === '-') result += tokens[at++] === '+' ? product() : -product();
    return result;
  }

  const result = sum();
  if (at < tokens.length) throw new FormulaError('extra', tokens[at]);
  return result;
}
