import { expect, test } from '@playwright/test';
import { startInterview } from './support/started';
import { UnsteadyHouse } from './support/unsteady-house';
import { Visitor } from './support/visitor';

/** A server of its own: who is its admin is nobody else's matter, and its rubrics change. */
let house: UnsteadyHouse;
test.beforeAll(async () => {
  house = await UnsteadyHouse.open();
});
test.afterAll(() => house.close());

const SENTENCE = 'Says which choice the number decides, before the first figure.';

test('the admin changes a rubric; a round that has begun keeps the old one, a new one has the new', async ({
  browser,
}, info) => {
  const before = await startInterview(browser, info, house.url);
  const ada = await Visitor.arrive(browser, 'ada', info);
  const { page } = ada;
  const heading = page.getByRole('heading', { level: 1 });

  await test.step('everybody reads', async () => {
    await page.goto(`${house.url}/rubrics`);
    await expect(page.getByText('Version 1')).toHaveCount(7);
    await ada.look('1-rubrics');
    await ada.press(/^Estimation/, 'link');
    await expect(heading).toHaveText('Estimation');
    await expect(page.getByText('Starts computing at once.')).toBeVisible();
    await ada.look('2-rubric-of-a-stranger');
    await expect(page.getByRole('button', { name: 'Change this rubric' })).toHaveCount(0);
  });

  await test.step('the admin changes two weights and a sentence', async () => {
    const email = `ada.${Date.now()}@example.org`;
    await page.goto(`${house.url}/sign-up?next=/rubrics/estimation`);
    await page.getByLabel('Name').fill('Ada Lund');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('a long enough password');
    await ada.press(/Make the account/);
    await expect(heading).toHaveText('Estimation');
    await house.query(
      `update accounts_profile set is_admin = true where account_id = (select id from auth."user" where email = $1)`,
      [email],
    );
    await page.reload();
    await ada.press('Change this rubric');
    const weights = page.getByLabel('Weight');
    await weights.nth(0).fill('20');
    await expect(page.getByRole('status').filter({ hasText: '5 too many' })).toBeVisible();
    await weights.nth(1).fill('16');
    await expect(page.getByRole('status').filter({ hasText: '4 left to give' })).toBeVisible();
    await weights.nth(1).fill('20');
    await expect(page.getByText('The weights sum to 100')).toBeVisible();
    await page.getByLabel('Level 4: Strong').first().fill(SENTENCE);
    await ada.press('As a scorer sees it');
    await expect(page.getByRole('radio', { name: new RegExp(SENTENCE) })).toBeVisible();
    await ada.look('3-editor');
    await page.reload();
    await expect(page.getByLabel('Level 4: Strong').first()).toHaveValue(SENTENCE);
    await page.keyboard.press('Control+s');
    await page.getByLabel('Why').focus();
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/Say in a sentence why/)).toBeVisible();
    await ada.look('4-editor-fault');
    await page.getByLabel('Why').fill('What the number is for came too late.');
    await page.setViewportSize({ width: 390, height: 844 });
    await ada.look('5-editor-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/Version 2, for rounds that begin now/)).toBeVisible();
    await ada.press('What changed');
    await expect(page.getByText('Scope counts 20 % instead of 15 %')).toBeVisible();
    await ada.look('6-versions');
    await page.setViewportSize({ width: 390, height: 844 });
    await ada.look('7-versions-phone');
  });

  await test.step('the round that had begun is scored by the old one', async () => {
    await before.ana.press(/End round/);
    await expect(before.ana.page.getByText('Weights 15, 25, 25, 20, 15.')).toBeVisible();
    await expect(before.ana.page.getByText('Also says what is excluded')).toBeVisible();
    await expect(before.tom.page.getByText('Weights 15, 25, 25, 20, 15.')).toBeVisible();
    await before.tom.page.goto(`${house.url}/rubrics/estimation`);
    await expect(before.tom.page.getByRole('listitem').filter({ hasText: 'Tom Berg' })).toContainText('Version 1');
    await expect(before.tom.page.getByRole('button', { name: 'Change this rubric' })).toHaveCount(0);
    await before.tom.look('8-my-rounds');
  });

  await test.step('a new one by the new', async () => {
    const after = await startInterview(browser, info, house.url);
    await after.ana.press(/End round/);
    await expect(after.ana.page.getByText('Weights 20, 20, 25, 20, 15.')).toBeVisible();
    await expect(after.ana.page.getByText(SENTENCE)).toBeVisible();
    await after.ana.look('9-new-scorecard');
    for (const one of [after.ana, after.tom]) await one.leave();
  });

  await test.step('and the admin goes back, as a new version', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await ada.press('Go back to this one');
    await expect(page.getByText(/Version 3, for rounds that begin now/)).toBeVisible();
    await ada.press('Undo');
    await expect(page.getByText(/Version 4, for rounds that begin now/)).toBeVisible();
    await expect(page.getByText(SENTENCE).first()).toBeVisible();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await ada.press('Change this rubric');
    await page.getByLabel('Weight').first().fill('3');
    await expect(page.getByText('Every dimension keeps at least 5.')).toBeVisible();
    await ada.look('10-editor-dark');
  });
  for (const one of [before.ana, before.tom, ada]) await one.leave();
});
