import { expect, test } from '@playwright/test';
import { lock, openTab, say, score, typeNotes } from './support/interview';
import { home, Visitor } from './support/visitor';

const PRIVATE = 'only-ana-knows-this-note';
const SEALED = 'she fixed the unit before she computed';

test('a newcomer hosts, a friend joins by link, they interview, score blind, swap, and look back', async ({
  browser,
}, info) => {
  const ana = await Visitor.arrive(browser, 'ana', info);
  const tom = await Visitor.arrive(browser, 'tom', info);
  const isPhone = (info.project.use.viewport?.width ?? 0) < 700;

  await test.step('Ana makes an account and a session', async () => {
    await ana.page.goto(home());
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('Practise the interview');
    await ana.look('01-welcome');
    await ana.press(/Start with a friend/, 'link');
    await ana.page.getByLabel('Name').fill('Ana Ribeiro');
    await ana.page.getByLabel('E-mail').fill(`ana.${info.project.name}.${Date.now()}@example.org`);
    await ana.page.getByLabel('Password').fill('a long enough password');
    await ana.look('02-sign-up');
    await ana.press(/Make the account/);
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText(/New session/i);
    await ana.press(/Estimation/, 'radio');
    await ana.look('03-new-session');
    await ana.press(/Create and copy link/);
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('Ready when you are');
    expect(ana.presses).toBeLessThanOrEqual(4);
  });

  const link = await ana.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
  expect(link).toMatch(/\/join#[\w-]{22}$/);

  await test.step('Tom joins with a name only', async () => {
    await tom.page.goto(link);
    await expect(tom.page.getByText('Ana Ribeiro').first()).toBeVisible();
    await tom.look('04-join');
    await tom.page.getByLabel(/name/i).first().fill('Tom Berg');
    await tom.page.keyboard.press('Enter');
    tom.presses += 1;
    await expect(tom.page.getByRole('heading', { level: 1 })).toContainText('Ready when you are');
    expect(tom.presses).toBeLessThanOrEqual(3);
  });

  await test.step('the lobby', async () => {
    await expect(ana.page.getByText('Tom Berg').first()).toBeVisible();
    await ana.look('05-lobby');
    await tom.look('05-lobby');
    await tom.press(/I’m ready/);
    await ana.press(/Open the guide/);
    await expect(ana.page.getByRole('button', { name: /Start the round/ })).toBeEnabled();
    await expect(ana.page.getByText('Tom is ready').first()).toBeVisible();
    await ana.look('06-guide');
  });

  await test.step('the round', async () => {
    await ana.press(/Start the round/);
    await expect(tom.page.getByText('The prompt').first()).toBeVisible();
    await typeNotes(tom, 'Trips a day, whole city, year two');
    await openTab(ana, 'Notes');
    await expect(ana.page.locator('[contenteditable]').first()).toContainText('Trips a day');
    await say(tom, 'One way trips?');
    await openTab(tom, 'Prompt');
    if (isPhone) {
      await openTab(ana, 'Rubric');
      await ana.page.getByRole('button', { name: 'Scope', exact: true }).last().click();
      await expect(ana.page.getByText(/Marked /)).toBeVisible();
    } else {
      await ana.page
        .locator('main')
        .first()
        .click({ position: { x: 4, y: 4 } });
      await ana.page.keyboard.press('1');
      await ana.page.keyboard.press('Shift+2');
      await expect(ana.page.getByText(/Marked /)).toBeVisible();
    }
    await ana.page.getByRole('textbox', { name: /Private notes/ }).fill(PRIVATE);
    await openTab(ana, 'Script');
    await ana.page
      .getByRole('button', { name: /^Give .*, asked for$/ })
      .first()
      .click();
    await ana.press(/Log nudge/);
    await expect(tom.page.getByText('Facts so far')).toBeVisible();
    await ana.press('+2 min');
    await ana.press(/^Next: /);
    await ana.look('07-cockpit');
    await tom.look('07-room');
    if (!isPhone) {
      await ana.page.keyboard.press('?');
      await expect(ana.page.getByRole('dialog')).toBeVisible();
      await ana.look('08-keys');
      await ana.page.keyboard.press('Escape');
    }
  });

  await test.step('scoring, blind', async () => {
    if (isPhone) await openTab(ana, 'Chat');
    await ana.press(/End round/);
    await expect(ana.page.getByRole('heading', { name: 'Your scorecard' })).toBeVisible();
    // Its rubric is read first: an empty card would pass the look too.
    await expect(ana.page.getByRole('navigation', { name: 'Dimensions' })).toBeVisible();
    await ana.look('09-scorecard');
    await score(ana, { level: 3, evidence: SEALED, overall: 'Yes', confidence: 'Medium' });
    await lock(ana);
    await expect(tom.page.getByText('Locked: Ana.')).toBeVisible();
    await score(tom, { level: 2, overall: 'No' });
    await tom.look('10-self-score');
    tom.neverReceived([PRIVATE, SEALED]);
    await lock(tom);
  });

  await test.step('the cards open', async () => {
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('You saw it differently');
    await expect(tom.page.getByText(SEALED).first()).toBeVisible();
    tom.neverReceived([PRIVATE]);
    await ana.page.getByLabel('Keep this').fill('You said the whole formula before any number.');
    await ana.page
      .getByRole('textbox', { name: 'try', exact: true })
      .fill('giving each input a range before you multiply');
    await ana.page.getByLabel('One practice task').fill('Three ranges for a market you know.');
    await expect(tom.page.getByText('You said the whole formula before any number.')).toBeVisible();
    await tom.page.getByRole('textbox', { name: 'The fix' }).fill('Say the range with the number.');
    await tom.press(/Propose this fix/);
    await ana.press(/Agree on this fix/);
    await expect(tom.page.getByText('Agreed by both')).toBeVisible();
    await ana.look('11-debrief');
    await tom.look('11-debrief');
  });

  await test.step('they swap', async () => {
    await ana.press('Swap roles');
    await expect(tom.page.getByText(/Ana asks to swap roles/).first()).toBeVisible();
    await tom.look('12-swap');
    await tom.page.getByRole('button', { name: 'Swap roles' }).last().click();
    await expect(tom.page.getByRole('button', { name: /Start the round/ })).toBeEnabled();
    await tom.press(/Start the round/);
    await expect(ana.page.getByText('The prompt').first()).toBeVisible();
    if (isPhone) await openTab(tom, 'Chat');
    await tom.press(/End round/);
    await score(tom, {
      level: 3,
      evidence: 'named what is excluded and why',
      overall: 'Strong yes',
      confidence: 'High',
    });
    await lock(tom);
    await score(ana, { level: 3, overall: 'Yes' });
    await lock(ana);
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('You saw it');
  });

  await test.step('they end and look back', async () => {
    await ana.press('End');
    await expect(tom.page.getByText(/Ana ends the session/).first()).toBeVisible();
    await tom.press('End now');
    await tom.press(/Look back/, 'link');
    await expect(tom.page).toHaveURL(/\/review$/);
    await expect(tom.page.getByText('Say the range with the number.').first()).toBeVisible();
    await tom.look('13-review');
    await tom.page.getByRole('button', { name: /Nudge/ }).first().click();
    await expect(tom.page.getByText('Trips a day, whole city, year two').first()).toBeVisible();
    await tom.look('14-moment');
    tom.neverReceived([PRIVATE]);
    await ana.press(/Look back/, 'link');
    await expect(ana.page).toHaveURL(/\/review$/);
    await ana.look('13-review');
  });

  const seconds = Math.round((Date.now() - ana.since) / 1000);
  console.log(
    `  ${info.project.name}: ${ana.presses} counted presses of Ana, ${tom.presses} of Tom, ${seconds} s in all`,
  );
  await ana.leave();
  await tom.leave();
});
