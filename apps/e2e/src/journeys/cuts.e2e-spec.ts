import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { openTab } from './support/interview';
import { startInterview } from './support/started';
import { home } from './support/visitor';

interface Cell {
  readonly name: string;
  readonly role: string;
  readonly period?: string;
}
interface Metrics {
  readonly facts: { id: string; label: string; table?: string }[];
  readonly tables: { id: string; columns: Cell[]; rows: (string | number)[][] }[];
  readonly metrics: {
    diagnosis: {
      planted: { cause: string; segment: { table: string; row: string }; missing: number };
      distractors: { claim: string }[];
      path: { fact: string }[];
    };
  };
}
const promptOf = (id: string): Metrics =>
  parse(readFileSync(join(process.cwd(), `libs/prompt-bank/prompts/${id}.yaml`), 'utf8')) as Metrics;
/** As the screen groups digits, or as it does not. */
const digits = (text: string): string => text.replace(/[\s,.\u202f\u00a0]/g, '');

test('a metrics prompt, asked cut by cut along its shortest path, shows the planted cause, and nothing of it before', async ({
  browser,
}, info) => {
  const prompt = promptOf('slower-lockers');
  const { planted, path, distractors } = prompt.metrics.diagnosis;
  const { ana, tom } = await startInterview(browser, info, home(), { type: 'metrics', prompt: 'slower-lockers' });
  const secrets = [planted.cause.slice(0, 60), ...distractors.map(({ claim }) => claim)];
  const segment = prompt.tables.find(({ id }) => id === planted.segment.table);
  const row = segment?.rows.find(([label]) => label === planted.segment.row) ?? [];
  expect(row.length).toBeGreaterThan(2);

  await openTab(ana, 'Script');
  const shows = async (cells: readonly (string | number)[]): Promise<boolean> => {
    await openTab(tom, 'Prompt');
    const rows = await tom.page.getByRole('row').allTextContents();
    return rows.some((text) => cells.every((cell) => digits(text).includes(digits(String(cell)))));
  };
  for (const [at, { fact }] of path.entries()) {
    const { label, table } = prompt.facts.find(({ id }) => id === fact) ?? { label: '', table: undefined };
    if (table === planted.segment.table) expect(await shows(row)).toBe(false);
    tom.neverReceived(secrets);
    await ana.page.getByRole('button', { name: `Give ${label}, asked for`, exact: true }).click();
    await expect(tom.page.getByText(new RegExp(`^\\d+:\\d\\d ${label}$`)).first()).toBeVisible();
    const given = prompt.tables.find(({ id }) => id === table);
    for (const cells of given?.rows ?? [])
      await expect.poll(() => shows(cells), { message: `cut ${at + 1}` }).toBe(true);
  }
  await tom.look('cuts-01-path');
  await ana.look('cuts-01-path');
  // What Tom has on his screen is enough to name the segment: of all rows handed over it lies lowest.
  const cuts = path.flatMap(({ fact }) => {
    const table = prompt.facts.find(({ id }) => id === fact)?.table;
    return prompt.tables.filter(({ id }) => id === table);
  });
  const rates = cuts.flatMap(({ columns, rows }) => {
    const last = columns
      .map(({ period }) => period)
      .filter(Boolean)
      .sort()
      .at(-1);
    const place = (role: string) => columns.findIndex((column) => column.role === role && column.period === last);
    const [base, count] = [place('base'), place('count')];
    return base < 0 || count < 0
      ? []
      : rows.map((cells) => ({ label: cells[0], rate: Number(cells[count]) / Number(cells[base]) }));
  });
  expect(rates.reduce((low, each) => (each.rate < low.rate ? each : low)).label).toBe(planted.segment.row);
  tom.neverReceived(secrets);
});
