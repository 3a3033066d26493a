/** Why a formula has no value: a symbol it may not hold, a name nobody defined, or a division by zero. */
export class FormulaError extends Error {
  override name = 'FormulaError';
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|([-+*/()]))/iy;

function tokensOf(formula: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(formula);
    if (!match) throw new FormulaError(`The formula has a symbol it may not hold: “${formula.slice(at).trim()[0]}”.`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

/**
 * The value of an arithmetic formula: numbers, names, `+ - * /` and brackets, nothing else. A prompt file comes from
 * outside, so nothing in it is ever run as code.
 * @param values what each name stands for
 * @throws FormulaError when it cannot be read or computed
 */
export function evaluate(formula: string, values: ReadonlyMap<string, number> = new Map()): number {
  if (formula.length > 400) throw new FormulaError('The formula is longer than 400 characters.');
  const tokens = tokensOf(formula);
  let at = 0;

  function factor(): number {
    const token = tokens[at++];
    if (token === undefined) throw new FormulaError('The formula stops too early.');
    if (token === '-') return -factor();
    if (token === '(') {
      const inner = sum();
      if (tokens[at++] !== ')') throw new FormulaError('A bracket in the formula is not closed.');
      return inner;
    }
    if (/^\d/.test(token)) return Number(token);
    if (!/^[a-z]/i.test(token)) throw new FormulaError(`The formula has “${token}” where a number should stand.`);
    const value = values.get(token);
    if (value === undefined) throw new FormulaError(`The formula uses “${token}”, which has no value.`);
    return value;
  }
  function product(): number {
    let result = factor();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const operator = tokens[at++];
      const right = factor();
      if (operator === '/' && right === 0) throw new FormulaError('The formula divides by zero.');
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
  if (at < tokens.length) throw new FormulaError(`The formula has “${tokens[at]}” where it should end.`);
  return result;
}
