import { agrees, type Report } from './fault';
import { type Prompt, type PromptTable } from './prompt.schema';

type Diagnosis = NonNullable<NonNullable<Prompt['metrics']>['diagnosis']>;
interface Share {
  base: number;
  count: number;
}

const numberAt = (row: PromptTable['rows'][number] | undefined, index: number): number => {
  const cell = index < 0 ? undefined : row?.[index];
  return typeof cell === 'number' ? cell : Number.NaN;
};
const rowOf = (table: PromptTable, label: string) => table.rows.find((row) => row[0] === label);
const columnOf = (table: PromptTable, role: 'base' | 'count', period: string) =>
  table.columns.findIndex((column) => column.role === role && column.period === period);
const shareOf = (table: PromptTable, label: string, period: string): Share => ({
  base: numberAt(rowOf(table, label), columnOf(table, 'base', period)),
  count: numberAt(rowOf(table, label), columnOf(table, 'count', period)),
});
const rate = ({ base, count }: Share): number => count / base;
const add = (a: Share, b: Share): Share => ({ base: a.base + b.base, count: a.count + b.count });
const labelsOf = (table: PromptTable) => table.rows.map((row) => String(row[0]));
const sumOf = (table: PromptTable, labels: string[], period: string): Share =>
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

function checkTables(prompt: Prompt, report: Report): void {
  prompt.tables.forEach((table, index) => {
    table.rows.forEach((row, at) => {
      if (row.length !== table.columns.length)
        report(['tables', index, 'rows', at], `The row has ${row.length} cells for ${table.columns.length} columns.`);
    });
    if (table.columns[0]?.role !== 'label')
      report(['tables', index, 'columns', 0], 'The first column names the rows: its role is “label”.');
    if (!table.sumsTo) return;
    const whole = prompt.tables.find((each) => each.id === table.sumsTo?.table);
    const target = whole && (table.sumsTo.row === undefined ? whole.rows[0] : rowOf(whole, table.sumsTo.row));
    if (!whole || !target) {
      report(['tables', index, 'sumsTo'], 'There is no such table or row to add up to.');
      return;
    }
    table.columns.forEach((column, at) => {
      if ((column.role !== 'base' && column.role !== 'count') || column.period === undefined) return;
      const sum = table.rows.reduce((total, row) => total + numberAt(row, at), 0);
      const total = numberAt(target, columnOf(whole, column.role, column.period));
      if (sum !== total)
        report(['tables', index, 'rows'], `“${column.name}” sums to ${sum}, but “${whole.title}” says ${total}.`);
    });
  });
}

/** The share of the whole drop that a distractor could explain, by the tables; below zero it pulls the other way. */
function explainedBy(
  test: Diagnosis['distractors'][number]['test'],
  table: PromptTable,
  { baseline, current }: Diagnosis,
  drop: number,
): number {
  const labels = labelsOf(table);
  // Row by row: a shift between the rows compared is not a change in any of them.
  const change = (of: string[]) =>
    of.reduce((sum, label) => {
      const now = shareOf(table, label, current);
      return sum + now.base * (rate(now) - rate(shareOf(table, label, baseline)));
    }, 0) / sumOf(table, of, current).base;
  if (test.kind === 'mix') return splitChange(table, baseline, current).mix / drop;
  if (test.kind === 'control') return change(test.rows) / drop;
  const weight = shareOf(table, test.row, current).base / sumOf(table, labels, current).base;
  return (weight * (change([test.row]) - change(labels.filter((label) => label !== test.row)))) / drop;
}

function checkDiagnosis(prompt: Prompt, diagnosis: Diagnosis, report: Report): void {
  const at = ['metrics', 'diagnosis'];
  const { planted, baseline, current } = diagnosis;
  const find = (id: string) => prompt.tables.find((each) => each.id === id);
  const total = find(diagnosis.total);
  const cut = find(planted.segment.table);
  const normal = find(planted.expected.table);
  const mixed = find(planted.split.table);
  if (!total || !cut || !normal || !mixed) {
    report(at, 'The diagnosis names a table that does not exist.');
    return;
  }
  prompt.tables.forEach((table, index) => {
    if (table !== total && !table.sumsTo)
      report(['tables', index], 'In a diagnosis each table says which total its rows add up to.');
  });
  const label = labelsOf(total)[0] ?? '';
  const before = shareOf(total, label, baseline);
  const now = shareOf(total, label, current);
  const drop = rate(now) - rate(before);
  const segment = shareOf(cut, planted.segment.row, current);
  const missing = segment.base * rate(shareOf(normal, planted.expected.row, baseline)) - segment.count;
  const split = splitChange(mixed, baseline, current);
  const restored = ((now.count + missing) / now.base) * 100;
  const figures: [string[], number, number][] = [
    [['missing'], planted.missing, missing],
    [['points'], planted.points, (missing / now.base) * 100],
    [['counterfactual'], planted.counterfactual, restored],
    [['split', 'rate'], planted.split.rate, split.rate * 100],
    [['split', 'mix'], planted.split.mix, split.mix * 100],
  ];
  for (const [path, stated, exact] of figures)
    if (!agrees(stated, exact))
      report([...at, 'planted', ...path], `The tables give ${Number(exact.toPrecision(8))}, not ${stated}.`);
  if (!(Math.abs(restored - rate(before) * 100) <= 0.5))
    report([...at, 'planted'], 'Undoing the planted cause does not restore the baseline within 0.5 point.');

  diagnosis.distractors.forEach((each, index) => {
    const table = find(each.test.table);
    const share = table ? explainedBy(each.test, table, diagnosis, drop) : Number.NaN;
    if (!(share <= 0.2))
      report([...at, 'distractors', index], 'The tables do not refute this: it may explain over 20 % of the drop.');
  });
  const facts = new Set(prompt.facts.map((each) => each.id));
  [...diagnosis.distractors, ...diagnosis.path].forEach((each) => {
    if (!facts.has(each.fact)) report(at, `There is no fact “${each.fact}” to ask for.`);
  });
}

export function checkMetrics(prompt: Prompt, report: Report): void {
  checkTables(prompt, report);
  const { metrics } = prompt;
  if (!metrics) {
    if (prompt.type === 'metrics') report([], 'A metrics prompt needs its metric and decision under “metrics”.');
    return;
  }
  if (prompt.type !== 'metrics') report(['metrics'], 'Only a metrics prompt has this part.');
  if (metrics.diagnosis) checkDiagnosis(prompt, metrics.diagnosis, report);
  else if (prompt.subtype === 'metrics.diagnose') report(['metrics'], 'A diagnosis needs its planted cause.');
}
