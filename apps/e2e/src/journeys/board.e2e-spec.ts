import { expect, test, type Locator, type Page } from '@playwright/test';
import { png } from '../support/pictures';
import { lock, openTab, score } from './support/interview';
import { home, Visitor } from './support/visitor';

const board = (page: Page): Locator => page.getByRole('application', { name: /Whiteboard/ });
const listed = (page: Page): Locator => page.getByRole('region', { name: 'The board as a list' });

/** Opens the board and waits for its canvas; on a phone it is a part of the room, else a tab beside the notes. */
const openBoard = async (visitor: Visitor): Promise<void> => {
  await visitor.page.getByRole('tab', { name: 'Board' }).click();
  await expect(board(visitor.page)).toBeVisible();
  await expect(visitor.page.locator('canvas.interactive')).toBeVisible();
};
/** Where on the canvas, as fractions of its width and height. */
const drag = async ({ page }: Visitor, from: [number, number], to: [number, number]): Promise<void> => {
  const box = await page.locator('canvas.interactive').boundingBox();
  if (!box) throw new Error('no canvas');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  const [x, y] = [at(from), at(to)];
  for (let step = 1; step <= 8; step += 1)
    await page.mouse.move(x[0] + ((y[0] - x[0]) * step) / 8, x[1] + ((y[1] - x[1]) * step) / 8);
  await page.mouse.up();
};
const tool = async (visitor: Visitor, key: string): Promise<void> => {
  await board(visitor.page).focus();
  await visitor.page.keyboard.press(key);
};

test('two people draw, one watches, a connection goes, and the board is there afterwards as it stood', async ({
  browser,
}, info) => {
  // Three browsers, each with half a megabyte of editor.
  test.slow();
  const ana = await Visitor.arrive(browser, 'ana', info);
  const tom = await Visitor.arrive(browser, 'tom', info);
  const priya = await Visitor.arrive(browser, 'priya', info);
  const isPhone = (info.project.use.viewport?.width ?? 0) < 700;

  await test.step('three people in a round', async () => {
    await ana.page.goto(home());
    await ana.press(/Start with a friend/, 'link');
    await ana.page.getByLabel('Name').fill('Ana Ribeiro');
    await ana.page.getByLabel('E-mail').fill(`board.${info.project.name}.${Date.now()}@example.org`);
    await ana.page.getByLabel('Password').fill('a long enough password');
    await ana.press(/Make the account/);
    await ana.press(/Estimation/, 'radio');
    await ana.press(/Create and copy link/);
    const link = await ana.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
    for (const [visitor, name] of [
      [tom, 'Tom Berg'],
      [priya, 'Priya Raman'],
    ] as const) {
      await visitor.page.goto(link);
      await visitor.page.getByLabel(/name/i).first().fill(name);
      await visitor.page.keyboard.press('Enter');
      await expect(ana.page.getByText(name).first()).toBeVisible();
    }
    await ana.press(/^To watch: Priya/);
    await ana.press(/Open the guide/);
    await ana.press(/Start the round/);
    await expect(tom.page.getByText('The prompt').first()).toBeVisible();
  });

  await test.step('a frame with one press, on every screen, as text too', async () => {
    for (const visitor of [ana, tom, priya]) await openBoard(visitor);
    await tom.press('Tree');
    for (const visitor of [ana, tom, priya]) {
      await expect(listed(visitor.page)).toContainText('Metric or goal');
      await expect(listed(visitor.page)).toContainText('leads to Driver one; Driver two; Driver three');
    }
    await tom.look('01-tree');
    await ana.look('01-tree');
    await priya.look('01-tree');
  });

  await test.step('undo takes back one’s own and nothing else', async () => {
    await ana.press('Funnel');
    await expect(listed(tom.page)).toContainText('Second week');
    await tool(tom, 'Escape');
    await tom.page.keyboard.press('Control+z');
    await expect(listed(ana.page)).not.toContainText('Metric or goal');
    await expect(listed(tom.page)).toContainText('Second week');
    await tom.page.keyboard.press('Control+Shift+z');
    await expect(listed(ana.page)).toContainText('Metric or goal');
  });

  await test.step('shapes and strokes by hand', async () => {
    await tool(tom, 'r');
    await drag(tom, [0.55, 0.7], [0.75, 0.85]);
    await tool(tom, 'p');
    await drag(tom, [0.2, 0.75], [0.45, 0.9]);
    await expect(listed(ana.page)).toContainText('1 × box');
    await expect(listed(ana.page)).toContainText('1 × stroke');
    // A digit is a tool here: it files no mark.
    await tool(ana, '2');
    await expect(ana.page.getByText(/^Marked /)).toHaveCount(0);
  });

  await test.step('a picture goes by its hash, drawn anew', async () => {
    await tom.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from(png(60, 4)) });
    await expect(listed(ana.page)).toContainText('1 × image');
    await expect
      .poll(() =>
        ana.page.evaluate(() =>
          performance.getEntriesByType('resource').some(({ name }) => /\/files\/[0-9a-f]{64}$/.test(name)),
        ),
      )
      .toBe(true);
    await tom.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
    await expect(tom.page.getByText('This file is not an image that can be read here.')).toBeVisible();
  });

  await test.step('what both do without a connection is there for both', async () => {
    await tom.context.setOffline(true);
    await ana.context.setOffline(true);
    for (const [visitor, words] of [
      [tom, 'Tom was offline'],
      [ana, 'Ana was offline'],
    ] as const) {
      await visitor.page.getByLabel('Add a box with these words').fill(words);
      await visitor.page.getByLabel('Add a box with these words').press('Enter');
      await expect(listed(visitor.page)).toContainText(words);
    }
    await tom.context.setOffline(false);
    await ana.context.setOffline(false);
    for (const visitor of [ana, tom, priya])
      for (const words of ['Tom was offline', 'Ana was offline'])
        await expect(listed(visitor.page)).toContainText(words, { timeout: 30_000 });
  });

  await test.step('whoever watches cannot draw', async () => {
    await expect(priya.page.getByRole('button', { name: 'Tree' })).toHaveCount(0);
    const before = await listed(ana.page).textContent();
    await board(priya.page).focus();
    await priya.page.keyboard.press('r');
    await drag(priya, [0.1, 0.1], [0.3, 0.3]);
    await ana.press('As a list');
    await ana.look('02-list');
    expect(await listed(ana.page).textContent()).toBe(before);
  });

  const live = await listed(tom.page).locator('ol').textContent();
  await test.step('the replay shows the board as it stood', async () => {
    if (isPhone) await openTab(ana, 'Chat');
    await ana.press(/End round/);
    await score(ana, { level: 3, evidence: 'drew the tree before any number', overall: 'Yes', confidence: 'Medium' });
    await lock(ana);
    await score(tom, { level: 2, overall: 'No' });
    await lock(tom);
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('You saw it');
    await ana.press('End');
    await tom.press('End now');
    await tom.press(/Look back/, 'link');
    await expect(tom.page).toHaveURL(/\/review$/);
    // Later than anything that was drawn.
    await tom.page.goto(`${tom.page.url()}?at=600`);
    await tom.page.locator('summary', { hasText: 'As a list' }).click();
    await expect(listed(tom.page).locator('ol')).toHaveText(live ?? '');
    await expect(tom.page.locator('canvas.static')).toBeVisible();
    await tom.look('03-replay');
  });

  for (const visitor of [ana, tom, priya]) await visitor.leave();
});
