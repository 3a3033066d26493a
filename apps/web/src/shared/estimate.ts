import { reckon, type Assumption, type Result } from '@debrief/formula';
import { i18n } from './i18n';

/** A table of assumptions is a table with this in its `kind`: name, low, base and high in its first four columns. */
export const ESTIMATE = 'estimate';

/** Cells of an assumptions table, its heading row included, as rows to compute with. */
const assumptionsOf = (cells: readonly (readonly string[])[]): Assumption[] =>
  cells.slice(1).map(([name = '', low = '', base = '', high = '']) => ({ name, low, base, high }));

/** The results of a document's formula lines over the assumptions tables that stand anywhere in it. */
export const resultsOf = (tables: readonly (readonly (readonly string[])[])[], lines: readonly string[]): Result[] =>
  reckon(tables.flatMap(assumptionsOf), lines);

const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Why a line has no result, in words; empty while there is nothing to compute yet. */
const faultWords = (fault: string, what: string): string => {
  switch (fault) {
    case 'ends-early':
      return i18n.t('The formula stops too early.');
    case 'missing':
      return i18n.t('“{what}” has no base yet.', { what });
    case 'not-a-number':
      return i18n.t('“{what}” is not one number.', { what });
    case 'order':
      return i18n.t('“{what}” does not run from low over base to high.', { what });
    case 'unknown':
      return i18n.t('There is no row called “{what}”.', { what });
    case 'symbol':
      return i18n.t('“{what}” cannot stand in a formula.', { what });
    case 'no-number':
      return i18n.t('“{what}” stands where a number should.', { what });
    case 'extra':
      return i18n.t('“{what}” stands where the formula should end.', { what });
    case 'bracket':
      return i18n.t('A bracket is not closed.');
    case 'zero':
      return i18n.t('This divides by zero.');
    default:
      return i18n.t('The formula is too long.');
  }
};

/** What stands beside a formula line: its value and likely range, or why it has none. Empty for an empty line. */
export const resultWords = (
  line: string,
  result: Result | undefined,
): { value: string; range: string; why: string } => {
  if (!result || !line.replace(/^[^=]*=/, '').trim()) return { value: '', range: '', why: '' };
  if (!result.ok) return { value: '', range: '', why: faultWords(result.fault, result.what) };
  const range =
    result.low === result.high
      ? ''
      : i18n.t('likely {low} to {high}', { low: rough.format(result.low), high: rough.format(result.high) });
  return { value: figure.format(result.base), range, why: '' };
};
