import { checkDiagnosis } from './check-diagnosis';
import { type Report } from './fault';
import { type Prompt } from './prompt.schema';
import { columnOf, numberAt, rowOf } from './table-rates';

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

export function checkMetrics(prompt: Prompt, report: Report): void {
  checkTables(prompt, report);
  const { metrics } = prompt;
  if (!metrics) {
    if (prompt.type === 'metrics') report([], 'A metrics prompt needs its metric and decision under “metrics”.');
    return;
  }
  if (prompt.type !== 'metrics') report(['metrics'], 'Only a metrics prompt has this part.');
  if (metrics.diagnosis) checkDiagnosis(prompt, metrics.diagnosis, report);
  else if (prompt.type === 'metrics')
    report(['metrics'], 'A diagnosis needs its planted cause, and setting goals needs what its tables hide.');
}
