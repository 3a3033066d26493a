import { evaluate, FormulaError } from './evaluate';
import { likelyRange } from './range';
import { plainNumbers, readNumber } from './read-number';

/** A row of an assumptions table as it was typed. `low` and `high` may be empty: the base then stands for both. */
export interface Assumption {
  name: string;
  low: string;
  base: string;
  high: string;
}
/** Why a line has no result: a fault of its formula, or of the row it uses. `what` names the symbol, name or row. */
export interface NoResult {
  ok: false;
  fault: FormulaError['fault'] | 'not-a-number' | 'order' | 'missing';
  what: string;
}
/** A line's value at the base of every row, and its likely range, nine times in ten. */
export type Result = { ok: true; base: number; low: number; high: number } | NoResult;

interface Row {
  name: string;
  values: { low: number; base: number; high: number } | NoResult;
}

const MAX_ROWS = 100;
const MAX_NAME = 80;
const tidy = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase();

const rowOf = ({ name, low, base, high }: Assumption): Row['values'] => {
  const refuse = (fault: 'not-a-number' | 'order' | 'missing', what: string): NoResult => ({ ok: false, fault, what });
  const cells = [low, base, high].map((cell) => (cell.trim() ? (readNumber(cell) ?? null) : undefined));
  const [lowest, middle, highest] = cells;
  const wrong = [low, base, high][cells.indexOf(null)];
  if (wrong !== undefined) return refuse('not-a-number', wrong.trim());
  if (typeof middle !== 'number') return refuse('missing', name.trim());
  const values = { low: lowest ?? middle, base: middle, high: highest ?? middle };
  return values.low <= middle && middle <= values.high ? values : refuse('order', name.trim());
};

/** Names as people write them, longest first, so that “trips per week” is not read as “trips”. */
const pattern = (names: readonly string[]): RegExp | undefined =>
  names.length
    ? new RegExp(
        `(?<![\\p{L}\\p{N}_])(?:${[...names]
          .sort((a, b) => b.length - a.length)
          .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s+'))
          .join('|')})(?![\\p{L}\\p{N}_])`,
        'giu',
      )
    : undefined;

const withSigns = (formula: string) =>
  formula
    .replace(/[×⋅·✕]/g, '*')
    .replace(/[÷∶]/g, '/')
    .replace(/[−–]/g, '-');

/** `trips = homes × share` is the formula of a name; without one it is only a formula. */
const split = (line: string): { name: string; formula: string } => {
  const at = line.indexOf('=');
  return { name: at > 0 ? tidy(line.slice(0, at)).slice(0, MAX_NAME) : '', formula: line.slice(at + 1) };
};

/**
 * Computes lines of formulas over named rows, in order: a line may use the rows and every line named above it.
 * Names are matched whatever their case; numbers may be written `1.2M` or `40 %`, and `×`, `÷` and `−` count. An empty
 * line gives `ends-early`. Never throws and never runs what it reads.
 */
export const reckon = (assumptions: readonly Assumption[], lines: readonly string[]): Result[] => {
  const rows: Row[] = assumptions
    .slice(0, MAX_ROWS)
    .map((each) => ({ name: tidy(each.name).slice(0, MAX_NAME), values: rowOf(each) }))
    .filter(({ name }) => name !== '');
  const parts = lines.map(split);

  /** One pass with a value for each row; a fault of a row counts only where it is used. */
  const run = (valueOf: (row: Row) => number | NoResult): (number | NoResult)[] => {
    const known = new Map<string, number | NoResult>(rows.map((row) => [row.name, valueOf(row)]));
    return parts.map(({ name, formula }) => {
      const value = compute(formula, known);
      if (name) known.set(name, value);
      return value;
    });
  };
  const at = (end: 'low' | 'base' | 'high', moved?: Row) =>
    run((row) => ('ok' in row.values ? row.values : row.values[moved === undefined || row === moved ? end : 'base']));

  const base = at('base');
  const uncertain = rows.filter(({ values }) => !('ok' in values) && values.low !== values.high);
  const ends = uncertain.map((row) => [at('low', row), at('high', row)] as const);
  return base.map((value, line) => {
    if (typeof value !== 'number') return value;
    const moved = ends.map(([low, high]) => [low[line], high[line]] as const);
    const fault = moved.flat().find((end) => typeof end === 'object');
    if (fault) return fault;
    return { ok: true, base: value, ...likelyRange(value, moved as (readonly [number, number])[]) };
  });
};

const compute = (formula: string, known: ReadonlyMap<string, number | NoResult>): number | NoResult => {
  const values = new Map<string, number>();
  let broken: NoResult | undefined;
  const names = pattern([...known.keys()]);
  const withNames = withSigns(formula).slice(0, 400);
  const read = plainNumbers(
    names
      ? withNames.replace(names, (name) => {
          const value = known.get(tidy(name));
          if (typeof value === 'object') broken ??= value;
          const stand = `q${values.size}`;
          values.set(stand, typeof value === 'number' ? value : 0);
          return ` ${stand} `;
        })
      : withNames,
  );
  if (broken) return broken;
  try {
    const value = evaluate(read, values);
    return Number.isFinite(value) ? value : { ok: false, fault: 'zero', what: '' };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { ok: false, fault: error.fault, what: error.what };
  }
};
