import { expect, test } from '@playwright/test';
import { home, Visitor } from './support/visitor';

test('every page beside the interview: found, read, used, and without a fault for axe', async ({ browser }, info) => {
  const ana = await Visitor.arrive(browser, 'ana', info);
  const { page } = ana;
  const heading = page.getByRole('heading', { level: 1 });

  await test.step('as a stranger', async () => {
    await page.goto(`${home()}/nothing-here`);
    await expect(heading).toContainText('nothing at this address');
    await ana.look('20-not-found');
    await page.goto(`${home()}/sign-in`);
    await page.getByLabel('E-mail').fill('nobody@example.org');
    await page.getByLabel('Password').fill('not the right one');
    await ana.press(/^Sign in/);
    await expect(page.getByRole('alert').first()).toBeVisible();
    await ana.look('21-sign-in-refused');
    await page.goto(`${home()}/join#${'A'.repeat(22)}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await ana.look('22-dead-link');
    await page.goto(`${home()}/rounds`);
    await expect(page).toHaveURL(/sign-in/);
  });

  await test.step('a new account', async () => {
    await page.goto(`${home()}/sign-up`);
    await page.getByLabel('Name').fill('Ines Duarte');
    await page.getByLabel('E-mail').fill(`ines.${info.project.name}.${Date.now()}@example.org`);
    await page.getByLabel('Password').fill('a long enough password');
    await ana.press(/Make the account/);
    await expect(page).toHaveURL(/\/home/);
    await ana.look('23-home-newcomer');
    await page.goto(`${home()}/me`);
    await expect(page.getByLabel(/Time zone/)).toBeVisible();
    await ana.look('24-profile');
    await page.goto(`${home()}/rounds`);
    await expect(page.getByText('No rounds yet')).toBeVisible();
    await ana.look('25-rounds-empty');
  });

  await test.step('the library', async () => {
    await page.goto(`${home()}/prompts?type=product-sense`);
    await expect(page.getByText('Longer loans').first()).toBeVisible();
    await ana.look('26-prompts');
    await page.goto(`${home()}/prompts/longer-loans`);
    await expect(page.getByText(/14 volunteer tool libraries/)).toBeVisible();
    await ana.look('27-prompt');
    ana.neverReceived(['late returns from 30 % to 27 %']);
    await ana.press(/Open the guide/);
    await ana.look('28-guide-warning');
    await page.getByRole('dialog').getByRole('button', { name: 'Read it' }).click();
    await expect(page.getByText('Why would they ask for this?').first()).toBeVisible();
    await ana.look('29-guide');
    // The whole library has more than one page.
    await page.goto(`${home()}/prompts?type=product-sense`);
    await expect(page.getByText('Guide seen').first()).toBeVisible();
  });

  await test.step('the keys of a page', async () => {
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog');
    if (await keys.isVisible()) await ana.look('30-keys');
    await page.keyboard.press('Escape');
  });

  await test.step('the example', async () => {
    const { session } = (await (await page.request.get(`${home()}/api/example`)).json()) as { session: string | null };
    expect(session, 'the example has been made').not.toBeNull();
    await page.goto(`${home()}/s/${session}/review`);
    await expect(page.getByText('An example.', { exact: false }).first()).toBeVisible();
    await ana.look('31-example');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(page.locator('[aria-current=true]').first()).toBeVisible();
    await ana.look('32-example-moment');
  });

  await test.step('progress before anything is measured, and a goal', async () => {
    await page.goto(`${home()}/progress`);
    await expect(page.getByText('Nothing measured yet')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Next best prompt' })).toBeVisible();
    await ana.press(/How it was chosen/);
    await ana.press(/Set a goal/);
    await expect(page.getByText('2 rounds a week')).toBeVisible();
    await ana.look('33-progress-empty');
    await page.keyboard.press('t');
    await expect(page.getByRole('region', { name: 'Your weeks' })).toBeVisible();
    await page.goto(`${home()}/progress/rating`);
    await expect(page.getByText('Cannot be measured yet').first()).toBeVisible();
    await ana.look('34-rating-empty');
  });

  await test.step('a reference session is read, scored and compared', async () => {
    await page.goto(`${home()}/calibration`);
    await ana.look('35-calibration');
    await page.getByRole('link', { name: 'Score it' }).first().click();
    ana.neverReceived(['That is the sentence for 1']);
    const title = page.getByRole('heading', { level: 1 });
    await expect(title).toContainText('Slower lockers');
    await expect(page.getByRole('radio', { name: /Solid/ }).first()).toBeDisabled();
    for (const box of await page.getByLabel('What you read').all())
      await box.fill('Push falls from 81 to 67 and text stays at 80.');
    for (const solid of await page.getByRole('radio', { name: /Solid/ }).all()) await solid.check({ force: true });
    await page.getByLabel('Your recommendation').selectOption('no');
    await page.reload();
    await expect(page.getByLabel('Your recommendation'), 'the draft is kept').toHaveValue('no');
    await page.getByLabel('How sure').selectOption('medium');
    await ana.look('36-reference-form');
    await ana.press(/Send and compare/);
    await expect(page.getByText('On average 1.00 of a level from the reference')).toBeVisible();
    await expect(page.getByText('That is the sentence for 1', { exact: false })).toBeVisible();
    await ana.look('37-comparison');
  });
  await ana.leave();
});
