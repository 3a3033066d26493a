import { expect, test } from '@playwright/test';
import { lock, score } from './support/interview';
import { startInterview } from './support/started';
import type { Visitor } from './support/visitor';

const page = ({ page: tab }: Visitor) => tab.getByRole('textbox', { name: 'Shared notes' });
/** What is written there: the flag at another person's caret may stand within a line. */
const written = (visitor: Visitor): Promise<string> =>
  page(visitor).evaluate((notes) => {
    const copy = notes.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('[aria-hidden=true]')) caret.remove();
    return copy.textContent;
  });
const cells = async ({ page: tab }: Visitor, ...texts: string[]): Promise<void> => {
  for (const text of texts) {
    await tab.keyboard.type(text);
    await tab.keyboard.press('Tab');
  }
};
const RESULT = /109,000\s*likely 54,500 to 218,000/;

test('an estimate is computed in the notes, seen by both, cited with its time, and there again in the replay', async ({
  browser,
}, info) => {
  const { ana, tom } = await startInterview(browser, info);

  await test.step('the candidate starts from the table that computes', async () => {
    await expect(ana.page.getByText('Start from:')).toHaveCount(0);
    await tom.page.getByRole('button', { name: 'table that computes', exact: true }).click();
    await page(tom).locator('td').first().click();
    await cells(tom, 'Homes', '', '545,000', '', 'given');
    await cells(tom, 'Trips a week', '0.1', '0.2', '0.4', '');
    await page(tom).locator('p[data-formula]').click();
    await tom.page.keyboard.type('homes × trips a week');
    for (const visitor of [tom, ana]) await expect(page(visitor)).toContainText(RESULT);
    await tom.look('estimate');
  });

  await test.step('each takes back only what they did', async () => {
    await page(ana).locator(':scope > p').first().click();
    await ana.page.keyboard.type('One way, on a weekday');
    await expect.poll(() => written(tom)).toContain('One way, on a weekday');
    await ana.page.keyboard.press('Control+z');
    await expect.poll(() => written(tom)).not.toContain('One way');
    await expect(page(tom)).toContainText(RESULT);
  });

  await test.step('a private line has its time; a chosen part of it is shared', async () => {
    const own = ana.page.getByRole('textbox', { name: 'Private notes' });
    await own.click();
    await ana.page.keyboard.type('Gives the range unasked. Weak on units.');
    await expect(own).toHaveValue(/^\d+:\d\d Gives the range unasked/);
    await own.evaluate((field: HTMLTextAreaElement) => {
      const from = field.value.indexOf('Gives');
      field.setSelectionRange(from, from + 'Gives the range unasked.'.length);
    });
    await ana.press('Share the selected part');
    await ana.press('Share with everybody');
    await expect(tom.page.getByRole('log', { name: 'Chat' })).toContainText('Gives the range unasked.');
    tom.neverReceived(['Weak on units']);
    await ana.press(/Log nudge/);
    await ana.look('cockpit');
  });

  await test.step('the line is cited, and the replay has the result', async () => {
    await ana.press(/End round/);
    await ana.page.getByText(/From your private notes/).click();
    await ana.press(/Gives the range unasked/);
    await expect(ana.page.getByRole('textbox', { name: 'Quote or paraphrase' })).toHaveValue(/^Gives the range/);
    await score(ana, {
      level: 3,
      evidence: 'said what one trip is before counting',
      overall: 'Yes',
      confidence: 'High',
    });
    await lock(ana);
    await score(tom, { level: 2, overall: 'No' });
    await lock(tom);
    await ana.press('End');
    await tom.press('End now');
    await tom.press(/Look back/, 'link');
    await tom.page.getByRole('button', { name: /Nudge/ }).first().click();
    await expect(tom.page.getByRole('columnheader', { name: 'Base' })).toBeVisible();
    await expect(tom.page.getByText('109,000')).toBeVisible();
    await tom.look('replay');
  });

  await ana.leave();
  await tom.leave();
});
