import { routes } from '@debrief/contracts';
import { draftOf } from '@debrief/prompt-bank';
import { expect, test, type Browser, type TestInfo } from '@playwright/test';
import { promptOf } from '../support/canary';
import { lock, score } from './support/interview';
import { home, Visitor } from './support/visitor';

test.use({ locale: 'en-GB' });

/** Somebody with an account of their own, in a browser of their own. */
const arrive = async (browser: Browser, name: string, info: TestInfo): Promise<Visitor> => {
  const visitor = await Visitor.arrive(browser, name.toLowerCase(), info);
  const { page } = visitor;
  await page.goto(`${home()}/sign-up?next=/prompts/mine`);
  await page.getByLabel('Name').fill(`${name} Sol`);
  await page.getByLabel('E-mail').fill(`${name}.${info.project.name}.${Date.now()}@example.org`);
  await page.getByLabel('Password').fill('a long enough password');
  await visitor.press(/Make the account/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My prompts');
  return visitor;
};

const isSaved = (visitor: Visitor) => expect(visitor.page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();

/** Fills what is left of a draft by the API, as somebody would over an evening: the form's own part is tested before it. */
const fillIn = async ({ page }: Visitor, prompt: string, title: string): Promise<void> => {
  const content = { ...draftOf(await promptOf('cargo-bikes')), title };
  const url = routes.getPromptDraft.path.replace(':prompt', prompt);
  const status = await page.evaluate(
    async ([path, draft]) => {
      const { rev } = (await (await fetch(path)).json()) as { rev: number };
      const saved = await fetch(`${path}/draft`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rev, content: draft }),
      });
      return saved.status;
    },
    [url, content] as const,
  );
  expect(status).toBe(200);
};

test('a prompt goes from a draft to everybody, by three people', async ({ browser }, info) => {
  const ana = await arrive(browser, 'Ana', info);
  const ben = await arrive(browser, 'Ben', info);
  const cleo = await arrive(browser, 'Cleo', info);
  const title = `Bikes for the market ${Date.now().toString(36)}`;
  let prompt = '';

  await test.step('Ana begins, and the form says what is missing at its place', async () => {
    await ana.look('1-mine-empty');
    await ana.press('Write a prompt');
    const { page } = ana;
    await page.getByLabel('Title').fill('Bikes for');
    await page.getByLabel('Kind of interview').selectOption('estimation');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bikes for');
    prompt = new URL(page.url()).pathname.split('/')[2] ?? '';
    await ana.look('2-form');
    await page.getByLabel('Title').fill(title);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await isSaved(ana);

    // The list of what is left leads to the field, in whatever part it is.
    const rail = page.getByRole('navigation', { name: 'Parts of the prompt' });
    await rail.getByRole('button', { name: /Statement/ }).click();
    await page.getByRole('button', { name: 'Statement: still empty.' }).click();
    const statement = page.getByRole('textbox', { name: 'Statement' });
    await expect(statement).toBeFocused();
    await statement.fill('A market town lends forty bikes. '.repeat(40));
    await expect(page.getByText(/must have at most 1200 characters|The statement has/).first()).toBeVisible();
    await statement.fill(
      'A market town lends forty cargo bikes to its stalls. How many trips do they make on a market day?',
    );
    await expect(page.getByRole('button', { name: /^Statement/ }).filter({ hasText: 'still empty' })).toHaveCount(0);

    // Rows by keyboard: add, fill, move, remove, and take the removal back.
    await rail.getByRole('button', { name: /Facts/ }).click();
    await page.getByRole('button', { name: 'Add fact 7' }).click();
    const name = page.getByRole('textbox', { name: 'Short name' }).and(page.locator(':visible'));
    await expect(name).toBeFocused();
    await page.keyboard.type('Fleet');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.locator('summary').filter({ hasText: 'Fact 6' })).toContainText('Fleet');
    await page.getByRole('button', { name: 'Fact 6: remove' }).click();
    await expect(page.locator('summary').filter({ hasText: 'Fleet' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('summary').filter({ hasText: 'Fleet' })).toHaveCount(1);
    await ana.look('3-facts');
    await isSaved(ana);
  });

  await test.step('what she wrote is there after a reload, and a second tab does not overwrite it', async () => {
    const { page } = ana;
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await fillIn(ana, prompt, `${title}, from the other tab`);
    await page.getByLabel('Title').fill(`${title}!`);
    await expect(page.getByText('This draft was changed elsewhere too')).toBeVisible();
    await ana.look('4-conflict');
    await ana.press('Take what is there');
    await expect(page.getByLabel('Title')).toHaveValue(`${title}, from the other tab`);
    await page.getByLabel('Title').fill(title);
    await isSaved(ana);
    await expect(page.getByText('Nothing is missing')).toBeVisible();
  });

  await test.step('the preview shows both sides', async () => {
    await ana.page.getByRole('tab', { name: 'Preview' }).click();
    await expect(ana.page.getByText('A city of 1.2 million')).toBeVisible();
    await ana.look('5-preview-candidate');
    await ana.press('The interviewer');
    await expect(ana.page.getByText('Facts to give when asked')).toBeVisible();
    await ana.look('6-preview-interviewer');
  });

  await test.step('she asks for reviews', async () => {
    await ana.page.getByRole('tab', { name: 'Publish' }).click();
    await ana.look('7-publish');
    await ana.press('Ask for reviews');
    await expect(ana.page.getByText('Version 1 waits for reviews.')).toBeVisible();
    await expect(ana.page.getByRole('button', { name: 'Publish it' })).toBeDisabled();
  });

  await test.step('Ben is asked it by Ana, and so has played it', async () => {
    await ana.press('Use in a session', 'link');
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText('New session');
    await ana.press(/Create and copy link/);
    const link = await ana.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
    await ben.page.goto(link);
    await ben.page.getByRole('button', { name: /Join/ }).first().click();
    await expect(ben.page.getByRole('heading', { level: 1 })).toContainText('Ready when you are');
    await ana.press(/Open the guide/);
    await ana.press(/Start the round/);
    for (const { page } of [ana, ben]) await page.getByRole('timer').first().waitFor();
    await expect(ben.page.getByText(/A city of 1\.2 million/).first()).toBeVisible();
    ben.neverReceived(['out of service each Saturday', 'Till receipts of the supermarkets']);
  });

  const review = async (visitor: Visitor, words: string) => {
    await visitor.page.goto(`${home()}/prompts/mine`);
    await visitor.press(new RegExp(title), 'link');
    await expect(visitor.page.getByRole('heading', { level: 1 })).toHaveText(title);
    await visitor.look('8-review');
    visitor.neverReceived(['out of service each Saturday']);
    await visitor.press('Begin the review');
    await visitor.pressIfThere('Read it');
    await expect(visitor.page.getByRole('region', { name: 'Guide' })).toBeFocused();
    for (const box of await visitor.page.getByRole('checkbox').all()) await box.check();
    await visitor.page.getByRole('textbox', { name: 'For the writer' }).fill(words);
    await visitor.look('9-verdict');
    await visitor.press('It is good');
    await expect(visitor.page.getByRole('heading', { level: 1 })).toHaveText('My prompts');
  };

  await test.step('the round ends, and Cleo reviews', async () => {
    await ana.press(/End round/);
    await expect(ana.page.getByRole('heading', { name: 'Your scorecard' })).toBeVisible();
    await score(ana, {
      level: 3,
      evidence: 'he fixed the unit before he computed',
      overall: 'Yes',
      confidence: 'Medium',
    });
    await lock(ana);
    await score(ben, { level: 2, overall: 'No' });
    await lock(ben);
    await expect(ana.page.getByRole('heading', { level: 1 })).toContainText(/saw it/);
    await review(cleo, 'Ready as it is.');
  });

  await test.step('nobody but they and Ana find it before it is published', async () => {
    const dora = await arrive(browser, 'Dora', info);
    await dora.page.goto(`${home()}/prompts/${prompt}`);
    await expect(dora.page.getByRole('heading', { level: 1 })).toHaveText('No such prompt');
    await dora.page.goto(`${home()}/prompts/${prompt}/edit`);
    await expect(dora.page.getByRole('heading', { level: 1 })).toHaveText('No such prompt of yours');
    dora.neverReceived(['A city of 1.2 million opens 200 stations', 'Sees that about 333 bikes are left']);
    await dora.leave();
  });

  await test.step('Ben reviews it, Ana publishes it, everybody finds it', async () => {
    await review(ben, 'I was asked it, and it ran well.');
    await ana.page.goto(`${home()}/prompts/${prompt}/edit`);
    await ana.page.getByRole('tab', { name: 'Publish' }).click();
    await expect(ana.page.getByText('I was asked it, and it ran well.')).toBeVisible();
    await ana.look('10-reviewed');
    await ana.press('Publish it');
    await expect(ana.page.getByText('Version 1 is offered to everybody.')).toBeVisible();
    await cleo.page.goto(`${home()}/prompts/${prompt}`);
    await expect(cleo.page.getByRole('heading', { level: 1 })).toHaveText(title);
  });

  await test.step('Cleo reports a fault, Ana answers it', async () => {
    await cleo.press('Report a leak or a fault');
    await cleo.page.getByLabel('In your words').fill('Forty bikes here, three hundred in the formula.');
    await cleo.look('10b-report');
    await cleo.press('Send the report');
    await expect(cleo.page.getByText('Reported. The answer comes under My prompts.')).toBeVisible();
    await ana.page.goto(`${home()}/prompts/mine`);
    await expect(ana.page.getByText('Forty bikes here, three hundred in the formula.')).toBeVisible();
    await ana.page.getByLabel('Your answer').fill('Mended in the next version.');
    await ana.look('10c-report-to-answer');
    await ana.press('Answer and close');
    await expect(ana.page.getByText('Reports to answer')).toHaveCount(0);
    await cleo.page.goto(`${home()}/prompts/mine`);
    await expect(cleo.page.getByText('Answer: Mended in the next version.')).toBeVisible();
  });

  await test.step('a later version shows what has changed, and Cleo sends it back', async () => {
    const { page } = ana;
    await page.goto(`${home()}/prompts/${prompt}/edit`);
    await page.getByLabel('Trade or domain').fill('city transport');
    await isSaved(ana);
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(page.locator('del', { hasText: 'mobility' })).toBeVisible();
    await expect(page.locator('ins', { hasText: 'city transport' })).toBeVisible();
    await ana.look('11-versions');
    await page.getByRole('tab', { name: 'Publish' }).click();
    await ana.press('Ask for reviews');
    await expect(page.getByText('Version 2 waits for reviews.')).toBeVisible();
    await cleo.page.reload();
    await cleo.press(new RegExp(title), 'link');
    await cleo.press('Begin the review');
    await cleo.pressIfThere('Read it');
    await cleo.page.getByRole('textbox', { name: 'For the writer' }).fill('Say which city.');
    await cleo.press('Send it back');
    await expect(cleo.page.getByRole('heading', { level: 1 })).toHaveText('My prompts');
    await page.reload();
    await page.getByRole('tab', { name: 'Publish' }).click();
    await expect(page.getByText('Say which city.')).toBeVisible();
    await expect(page.getByText(/Version 1 is offered to everybody/)).toBeVisible();
  });

  await test.step('retiring can be undone', async () => {
    const { page } = ana;
    await ana.press('Retire');
    await expect(page.getByText('Nobody is offered it; old sessions keep their version.')).toBeVisible();
    await ana.press('Undo');
    await expect(page.getByText(/Version 1 is offered to everybody/)).toBeVisible();
    await page.goto(`${home()}/prompts/mine`);
    await expect(page.getByRole('link', { name: new RegExp(title) })).toContainText('Published');
    await ana.look('12-mine');
  });

  for (const visitor of [ana, ben, cleo]) await visitor.leave();
});
