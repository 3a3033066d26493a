import { expect, test } from '@playwright/test';
import { home, Visitor } from './support/visitor';

const MOST_TABS = 80;

/** Tabs to a control by its name and presses it; a control that Tab cannot reach fails the test. */
const reach = async ({ page }: Visitor, name: RegExp): Promise<void> => {
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    const label = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return '';
      const labelled = (element as HTMLInputElement).labels?.[0]?.textContent ?? '';
      return element.getAttribute('aria-label') ?? (labelled || element.textContent || '');
    });
    if (name.test(label.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${name}`);
};
const pressKey = async (visitor: Visitor, name: RegExp): Promise<void> => {
  await reach(visitor, name);
  await visitor.page.keyboard.press('Enter');
};

test('an interview by keyboard alone', async ({ browser }, info) => {
  const ana = await Visitor.arrive(browser, 'ana', info);
  const tom = await Visitor.arrive(browser, 'tom', info);
  const h1 = (visitor: Visitor) => visitor.page.getByRole('heading', { level: 1 });

  await ana.page.goto(`${home()}/sign-up?next=/new`);
  await reach(ana, /^Name/);
  await ana.page.keyboard.type('Kim Lind');
  await reach(ana, /^E-mail/);
  await ana.page.keyboard.type(`kim.${Date.now()}@example.org`);
  await reach(ana, /^Password/);
  await ana.page.keyboard.type('a long enough password');
  await ana.page.keyboard.press('Enter');
  await expect(h1(ana)).toContainText('New session');
  await pressKey(ana, /^Create and copy link/);
  await expect(h1(ana)).toContainText('Ready when you are');
  const link = await ana.page.getByRole('textbox', { name: 'Invite link' }).inputValue();

  await tom.page.goto(link);
  await reach(tom, /name/i);
  await tom.page.keyboard.type('Lou Berg');
  await tom.page.keyboard.press('Enter');
  await expect(h1(tom)).toContainText('Ready when you are');
  await h1(tom).click();
  await tom.page.keyboard.press('r');

  await expect(ana.page.getByText('Lou Berg').first()).toBeVisible();
  await pressKey(ana, /^Open the guide/);
  await expect(ana.page.getByRole('button', { name: /Start the round/ })).toBeEnabled();
  await ana.page.keyboard.press('b');
  await expect(tom.page.getByText('The prompt').first()).toBeVisible();
  await expect(ana.page.getByText('Rubric and marks')).toBeVisible();
  await tom.page.keyboard.press('.');
  await expect(ana.page.getByText(/is done/).first()).toBeVisible();
  for (const key of ['1', 'Shift+2', '3', 'u', ']', '+', 'p', 'p']) await ana.page.keyboard.press(key);
  await expect(ana.page.getByText('no words yet')).toHaveCount(2);
  await ana.page.keyboard.press('e');
  await expect(h1(ana)).toContainText('Your scorecard');
  for (const visitor of [ana, tom]) {
    const rows = visitor.page.getByRole('navigation', { name: 'Dimensions' }).getByRole('listitem');
    await expect(rows).not.toHaveCount(0);
    const dimensions = await rows.count();
    // A digit answers what is asked and goes on: each dimension, the whole, how sure; then the lock.
    const keys = [...Array.from({ length: dimensions }, () => '0'), '3', ...(visitor === ana ? ['3'] : [])];
    for (const key of [...keys, 'Control+Enter']) await visitor.page.keyboard.press(key);
    expect(keys.length + 1).toBeLessThanOrEqual(14);
    await expect(visitor.page.getByText(/Your card is in|You saw it/).first()).toBeVisible();
  }
  await expect(h1(ana)).toContainText('You saw it');
  await pressKey(ana, /^End$/);
  await pressKey(tom, /^End now/);
  await pressKey(tom, /^Look back/);
  await expect(tom.page).toHaveURL(/review/);
  await expect(tom.page.getByRole('heading', { name: 'Moments' })).toBeVisible();
  await tom.page.keyboard.press('j');
  await expect(tom.page.locator('[aria-current=true]').first()).toBeVisible();
  await ana.leave();
  await tom.leave();
});
