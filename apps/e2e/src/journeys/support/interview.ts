import { expect } from '@playwright/test';
import type { Visitor } from './visitor';

/** Steps of an interview as two people do them, on a wide screen or a phone. */
export const openTab = async ({ page }: Visitor, name: string): Promise<void> => {
  // The room is drawn, whatever the machine is busy with; then it has the tab or it does not.
  await page.getByRole('timer').first().waitFor({ state: 'attached' });
  const tab = page.getByRole('tab', { name, exact: true });
  if (await tab.isVisible()) await tab.click();
};

export const typeNotes = async (visitor: Visitor, words: string): Promise<void> => {
  await openTab(visitor, 'Notes');
  const notes = visitor.page
    .getByRole('textbox', { name: /notes/i })
    .and(visitor.page.locator('[contenteditable=true]'));
  await notes.click();
  await visitor.page.keyboard.type(words);
  await expect(notes).toContainText(words);
};

export const say = async (visitor: Visitor, words: string): Promise<void> => {
  await openTab(visitor, 'Chat');
  const field = visitor.page.getByRole('textbox', { name: 'Write to everyone' });
  await field.fill(words);
  await field.press('Enter');
  await expect(visitor.page.getByRole('log', { name: 'Chat' })).toContainText(words);
};

/** Fills a whole card: evidence in words and a level for each dimension, then the whole, then locks it. */
export const score = async (
  visitor: Visitor,
  card: { level: number; evidence?: string; overall: string; confidence?: string },
): Promise<void> => {
  const { page } = visitor;
  const rows = page.getByRole('navigation', { name: 'Dimensions' }).locator('li');
  await expect(rows).not.toHaveCount(0);
  const total = await rows.count();
  for (let at = 0; at < total; at += 1) {
    if (card.evidence) {
      await visitor.press(/Add a quote or paraphrase/);
      await page
        .getByRole('textbox', { name: 'Quote or paraphrase' })
        .last()
        .fill(`${card.evidence} ${at + 1}`);
    }
    await page
      .getByRole('radio', { name: new RegExp(`^${card.level} `) })
      .or(page.locator(`input[type=radio]`).nth(card.level - 1))
      .first()
      .check({ force: true });
    await visitor.pressIfThere(/^Next: /);
  }
  await page.getByRole('radio', { name: card.overall, exact: true }).check({ force: true });
  if (card.confidence) await visitor.press(card.confidence);
};

export const lock = async (visitor: Visitor): Promise<void> => {
  await visitor.press('Lock my card');
  await expect(visitor.page.getByText(/Your card is in|You saw it|The cards stay shut/).first()).toBeVisible();
};
