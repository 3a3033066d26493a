import { type PromptTable } from './prompt.schema';

/** A count over its base: parcels collected over parcels noticed, or hours over listeners. */
export interface Share {
  base: number;
  count: number;
}

export const numberAt = (row: PromptTable['rows'][number] | undefined, index: number): number => {
  const cell = index < 0 ? undefined : row?.[index];
  return typeof cell === 'number' ? cell : Number.NaN;
};
export const rowOf = (table: PromptTable, label: string) => table.rows.find((row) => row[0] === label);
export const columnOf = (table: PromptTable, role: 'base' | 'count', period: string) =>
  table.columns.findIndex((column) => column.role === role && column.period === period);
export const shareOf = (table: PromptTable, label: string, period: string): Share => ({
  base: numberAt(rowOf(table, label), columnOf(table, 'base', period)),
  count: numberAt(rowOf(table, label), columnOf(table, 'count', period)),
});
export const rate = ({ base, count }: Share): number => count / base;
const add = (a: Share, b: Share): Share => ({ base: a.base + b.base, count: a.count + b.count });
export const labelsOf = (table: PromptTable) => table.rows.map((row) => String(row[0]));
export const sumOf = (table: PromptTable, labels: string[], period: string): Share =>
  labels.map((label) => shareOf(table, label, period)).reduce(add, { base: 0, count: 0 });

/** How much of a change in the overall rate comes from segments changing, and how much from their shares shifting. */
export function splitChange(table: PromptTable, baseline: string, current: string): { rate: number; mix: number } {
  const labels = labelsOf(table);
  const before = sumOf(table, labels, baseline).base;
  const after = sumOf(table, labels, current).base;
  return labels.reduce(
    (split, label) => {
      const old = shareOf(table, label, baseline);
      const now = shareOf(table, label, current);
      return {
        rate: split.rate + (now.base / after) * (rate(now) - rate(old)),
        mix: split.mix + (now.base / after - old.base / before) * rate(old),
      };
    },
    { rate: 0, mix: 0 },
  );
}
