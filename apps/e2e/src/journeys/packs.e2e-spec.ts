import { expect, test, type Browser, type TestInfo } from '@playwright/test';
import { writePack } from '@debrief/prompt-bank';
import { promptOf } from '../support/canary';
import { home, Visitor } from './support/visitor';

test.use({ locale: 'en-GB' });

const arrive = async (browser: Browser, name: string, info: TestInfo): Promise<Visitor> => {
  const visitor = await Visitor.arrive(browser, name.toLowerCase(), info);
  const { page } = visitor;
  await page.goto(`${home()}/sign-up?next=/prompts/packs`);
  await page.getByLabel('Name').fill(`${name} Sol`);
  await page.getByLabel('E-mail').fill(`${name}.packs.${info.project.name}.${Date.now()}@example.org`);
  await page.getByLabel('Password').fill('a long enough password');
  await visitor.press(/Make the account/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Packs');
  return visitor;
};
const choose = ({ page }: Visitor, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

test('a prompt travels from one account to another as a file', async ({ browser }, info) => {
  const ana = await arrive(browser, 'Ana', info);
  const ben = await arrive(browser, 'Ben', info);
  const id = `market-bikes-${Date.now().toString(36)}`;
  const title = `Market bikes ${id.slice(-5)}`;
  const source = { ...(await promptOf('cargo-bikes')), id, title };
  const text = writePack({
    name: 'Study group',
    licence: 'CC-BY-4.0',
    provenance: { by: 'Cleo', from: 'A study group', when: '2026-03' },
    exportedAt: '2026-03-04T05:06:07.000Z',
    sources: [],
    prompts: [source],
  });
  let exported = '';

  await test.step('a fault is told with its line; put right, the dry run shows what happens; then it is stored', async () => {
    const { page } = ana;
    await ana.look('1-packs');
    await choose(ana, 'wrong.yaml', text.replace('level: ', 'level: brutal-'));
    await expect(page.getByText('1 fault in wrong.yaml')).toBeVisible();
    await expect(page.getByText(/^Line \d+, column \d+\./)).toBeVisible();
    await ana.look('2-fault');
    await choose(ana, 'right.yaml', text);
    await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText('New');
    await expect(page.getByText('Nothing is stored yet.')).toBeVisible();
    await ana.look('3-dry-run');
    await ana.press('Import 1 prompt');
    await expect(page.getByText('1 prompt is stored, for you alone.')).toBeVisible();
  });

  await test.step('she exports it again, under the licence that it came with', async () => {
    const { page } = ana;
    await page.getByLabel('Name of the pack').fill('From Ana');
    await page.getByLabel('Where they come from').fill('Her evenings');
    await page.getByRole('checkbox', { name: new RegExp(title) }).check();
    const [download] = await Promise.all([page.waitForEvent('download'), ana.press('Export 1 prompt')]);
    exported = Buffer.concat(await (await download.createReadStream()).toArray()).toString('utf8');
    expect(download.suggestedFilename()).toBe('from-ana.yaml');
    expect(exported).toContain('pack: Study group');
  });

  await test.step('Ben takes it in, finds its source on its page, and hosts a session with it', async () => {
    const { page } = ben;
    await choose(ben, 'from-ana.yaml', exported);
    await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText('The id is taken');
    await ben.press('Import 1 prompt');
    await page.getByRole('link', { name: title }).click();
    await expect(page.getByText('From the pack “Study group” by Cleo')).toBeVisible();
    await page.keyboard.press('u');
    await expect(page).toHaveURL(/\/new\?/);
    await ben.look('4-use');
  });
  for (const visitor of [ana, ben]) await visitor.leave();
});
