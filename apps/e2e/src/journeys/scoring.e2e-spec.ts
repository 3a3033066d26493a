import { expect, test } from '@playwright/test';
import { heading, hostOf, hosts, joins } from './support/at-the-door';
import { lock, openTab, score } from './support/interview';

const SEEN = { Ana: 'wrote the tree before any number', Ivy: 'took the first figure that came up' } as const;
const FIX = 'I will say the range before the number.';

test('two scorers and the candidate: nobody is swayed, all cards open at once, the widest gap leads to a fix', async ({
  browser,
}, info) => {
  const ana = await hostOf(browser, 'Ana', info);
  const link = await hosts(ana, /Panel/);
  const tom = await joins(browser, link, 'Tom', info);
  const ivy = await joins(browser, link, 'Ivy', info);
  const all = [ana, ivy, tom];
  let first = '';

  await test.step('the round, as short as it can be', async () => {
    await ana.press('Let in to interview: Ivy Guest');
    await expect(ana.page.getByLabel('Part of Ivy Guest')).toHaveValue('interviewer');
    await ana.press('Open the guide');
    await ana.press(/Start the round/);
    await expect(tom.page.getByRole('region', { name: 'The prompt' })).toBeVisible();
    // On a phone the end of the round is beside the chat.
    await openTab(ana, 'Chat');
    await ana.press(/End round/);
    for (const one of all) await expect(heading(one)).toContainText(/Your scorecard|How did it go\?/);
  });

  await test.step('each card is a secret, locked or not', async () => {
    await score(ana, { level: 3, evidence: SEEN.Ana, overall: 'Yes', confidence: 'Medium' });
    await ana.look('scoring-01-card');
    await lock(ana);
    await score(ivy, { level: 2, evidence: SEEN.Ivy, overall: 'No', confidence: 'High' });
    const dimension = ivy.page.getByRole('navigation', { name: 'Dimensions' }).getByRole('button').first();
    first =
      (await dimension.innerText())
        .split('\n')[0]
        ?.replace(/^\d+\W*/, '')
        .trim() ?? '';
    await dimension.click();
    await ivy.page.getByRole('radio', { name: /^1 / }).check({ force: true });
    await expect(ivy.page.getByText('Saved', { exact: true }).first()).toBeVisible();
    for (const [one, others] of [
      [tom, [SEEN.Ana, SEEN.Ivy]],
      [ivy, [SEEN.Ana]],
      [ana, [SEEN.Ivy]],
    ] as const)
      one.neverReceived(others);
    // On a phone a card has one dimension a page and is locked on the last.
    while (await ivy.pressIfThere(/^Next: /));
    await lock(ivy);
    await expect(ana.page.getByText(/The cards stay shut|Your card is in/).first()).toBeVisible();
    await expect(ana.page.getByText('Locked: Ivy')).toBeVisible();
    await expect(ivy.page.getByText('Locked: Ana')).toBeVisible();
    await ana.look('scoring-02-waiting');
    tom.neverReceived([SEEN.Ana, SEEN.Ivy]);
    ana.neverReceived([SEEN.Ivy]);
    // Having locked one's own is no reason to read the others' before all have.
    ivy.neverReceived([SEEN.Ana]);
  });

  await test.step('the last lock opens all, and the widest gap stands first with its quotes', async () => {
    await score(tom, { level: 4, overall: 'Yes' });
    await lock(tom);
    for (const one of all) {
      await expect(heading(one)).toContainText('You saw it');
      const gap = one.page.getByRole('region', { name: /^Gaps/ }).getByRole('listitem').first();
      await expect(gap.getByRole('heading')).toHaveText(first);
      await expect(gap.getByText(`${SEEN.Ana} 1`)).toBeVisible();
      await expect(gap.getByText(`${SEEN.Ivy} 1`)).toBeVisible();
      for (const level of [/(Ana|You) 3 /, /(Ivy|You) 1 /, /(Tom|You) 4 /])
        await expect(gap.getByRole('img').first()).toHaveAccessibleName(level);
    }
  });

  await test.step('who sees it otherwise after the talk says so beside the card, which stays', async () => {
    await ivy.page.getByLabel(`${first}, now`).selectOption('2');
    await expect(ana.page.getByText(new RegExp(`^Ivy: ${first} from 1 .* to 2 `))).toBeVisible();
    const gap = ana.page.getByRole('region', { name: /^Gaps/ }).getByRole('listitem').first();
    await expect(gap.getByRole('img').first()).toHaveAccessibleName(/Ivy 1 /);
  });

  await test.step('an advice is answered and becomes a fix', async () => {
    const write = (name: string, words: string) => ana.page.getByRole('textbox', { name, exact: true }).fill(words);
    await write('Keep this', 'You drew the tree before any number.');
    await write('when', 'you meet the first figure');
    await write('try', 'giving a range');
    await write('because', 'the range shows what you do not know');
    await write('One practice task', 'Three ranges on paper, five minutes each.');
    await tom.press('I will use it');
    await expect(ana.page.getByText('Tom says: I will use it.')).toBeVisible();
    await tom.page.getByRole('textbox', { name: 'The fix' }).fill(FIX);
    await tom.press('Propose this fix');
    await expect(ivy.page.getByText(FIX)).toBeVisible();
    await ivy.look('scoring-03-debrief');
    await tom.look('scoring-03-debrief');
  });
  for (const one of all) await one.leave();
});
