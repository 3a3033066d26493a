import { expect, test, type Browser, type TestInfo } from '@playwright/test';
import { lock, score } from './support/interview';
import { home, Visitor } from './support/visitor';

const heading = ({ page }: Visitor) => page.getByRole('heading', { level: 1 });

/** Somebody with a fresh account, on Home. */
const hostOf = async (browser: Browser, name: string, info: TestInfo): Promise<Visitor> => {
  const host = await Visitor.arrive(browser, name, info);
  await host.page.goto(`${home()}/sign-up?next=/home`);
  await host.page.getByLabel('Name').fill(`${name} Host`);
  await host.page.getByLabel('E-mail').fill(`${name}.${Date.now()}@example.org`);
  await host.page.getByLabel('Password').fill('a long enough password');
  await host.page.getByRole('button', { name: /Make the account/ }).click();
  await expect(heading(host)).toContainText(/Welcome/);
  return host;
};
const hosts = async (host: Visitor, format: RegExp): Promise<string> => {
  await host.page.goto(`${home()}/new`);
  await host.press(format, 'radio');
  await host.press(/Estimation/, 'radio');
  await host.press(/Create and copy link/);
  await expect(heading(host)).toContainText('Ready when you are');
  return host.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
};
const joins = async (browser: Browser, link: string, name: string, info: TestInfo): Promise<Visitor> => {
  const guest = await Visitor.arrive(browser, name, info);
  await guest.page.goto(link);
  await guest.page.getByLabel(/name/i).first().fill(`${name} Guest`);
  await guest.page.keyboard.press('Enter');
  await expect(heading(guest)).toContainText(/Ready when you are|The host knows/);
  return guest;
};

test('alone: two presses from Home to the prompt, then the guide', async ({ browser }, info) => {
  const ana = await hostOf(browser, 'Ana', info);
  await ana.look('solo-01-home');
  const before = ana.presses;
  await ana.press('Solo drill');
  await expect(ana.page.getByRole('button', { name: 'Begin' })).toBeEnabled();
  await ana.press('Begin');
  await expect(ana.page.getByRole('region', { name: 'The prompt' })).toBeVisible();
  expect(ana.presses - before).toBeLessThanOrEqual(2);
  await ana.look('solo-02-room');
  await ana.press(/^Next: /);
  await ana.press('+2 min');
  await ana.press('Judge myself');
  await expect(heading(ana)).toContainText('How did it go?');
  await ana.look('solo-03-card');
  await score(ana, { level: 3, overall: 'Yes' });
  await ana.press('Lock my card');
  await expect(heading(ana)).toContainText('Your own view, and the guide');
  await expect(ana.page.getByRole('heading', { name: 'Watch for' })).toBeVisible();
  await ana.page.getByRole('textbox', { name: 'The fix' }).fill('Say the unit first.');
  await ana.press('Take this fix along');
  await ana.look('solo-04-guide');
  await ana.press('End');
  await ana.press(/Look back/, 'link');
  await expect(ana.page).toHaveURL(/\/review$/);
  await expect(ana.page.getByText(/Ana Host, alone/)).toBeVisible();
  await ana.page.goto(`${home()}/home`);
  await expect(ana.page.getByText('Nobody, a solo drill')).toBeVisible();
  await expect(ana.page.getByText('Say the unit first.').first()).toBeVisible();
  await ana.leave();
});

test('a fishbowl of six: one press lets all in, they watch and cannot write, the performer stops it', async ({
  browser,
}, info) => {
  const ana = await hostOf(browser, 'Ana', info);
  const link = await hosts(ana, /Fishbowl/);
  const guests: Visitor[] = [];
  for (const name of ['Tom', 'Oz', 'Ned', 'Uma', 'Eli']) guests.push(await joins(browser, link, name, info));
  const [tom, oz, ned] = guests as [Visitor, Visitor, Visitor];
  await expect(ana.page.getByText('5 people wait to come in.')).toBeVisible();
  await ana.look('fishbowl-01-door');
  await ana.press('Let all in to watch');
  for (const guest of guests) await expect(heading(guest)).toContainText('Ready when you are');
  await ana.page.getByLabel('Part of Oz Guest').selectOption({ label: 'watches and scores' });
  await ana.page.getByRole('group', { name: 'Candidate first' }).getByRole('button', { name: 'Tom Guest' }).click();
  await ana.look('fishbowl-02-lobby');
  await ned.look('fishbowl-02-lobby');
  await ana.press('Open the guide');
  await ana.press('One dimension each for those who watch');
  await expect(ana.page.getByText(/^Oz Guest (?!all)/)).toBeVisible();
  await ana.look('fishbowl-02b-who-judges-what');
  await ana.press(/Start the round/);
  for (const guest of guests) await expect(guest.page.getByRole('region', { name: 'The prompt' })).toBeVisible();

  const notes = tom.page.locator('[contenteditable=true]').first();
  await notes.click();
  await tom.page.keyboard.type('Trips per weekday, year two');
  await expect(ned.page.getByText('Trips per weekday, year two')).toBeVisible();
  await expect(ned.page.locator('[contenteditable=true]')).toHaveCount(0);
  await expect(ned.page.getByRole('textbox', { name: 'Write to everyone' })).toHaveCount(0);
  await expect(ned.page.getByRole('button', { name: /Next: |Start scoring|End round/ })).toHaveCount(0);
  await ned.look('fishbowl-03-watching');
  await tom.look('fishbowl-03-performing');

  await tom.press('Stop here');
  await expect(heading(oz)).toContainText('Your scorecard');
  await expect(oz.page.getByRole('navigation', { name: 'Dimensions' }).getByRole('listitem')).toHaveCount(1);
  await oz.look('fishbowl-03b-one-dimension');
  const words = 'said the unit before the first number';
  await score(ana, { level: 3, evidence: words, overall: 'Yes', confidence: 'Medium' });
  await lock(ana);
  await score(tom, { level: 2, overall: 'No' });
  await lock(tom);
  await expect(ned.page.getByText(/The cards are being written/)).toBeVisible();
  ned.neverReceived([words]);
  for (const guest of [tom, ned]) guest.neverReceived(['"kind":"scorer-assigned"', '"kind":"dimensions-assigned"']);
  await score(oz, { level: 4, evidence: 'compared both routes to the end', overall: 'Yes', confidence: 'Low' });
  await lock(oz);
  for (const guest of guests) await expect(heading(guest)).toContainText('You saw it');
  await expect(ned.page.getByText(/Talk about the two widest gaps/)).toBeVisible();
  await ned.look('fishbowl-04-debrief');
  for (const visitor of [ana, ...guests]) await visitor.leave();
});

test('a panel of four: each has a card, and roles swap unless somebody objects', async ({ browser }, info) => {
  const ana = await hostOf(browser, 'Ana', info);
  const link = await hosts(ana, /Panel/);
  const tom = await joins(browser, link, 'Tom', info);
  const others: Visitor[] = [];
  for (const name of ['Ivy', 'Kim', 'Max', 'Zed']) others.push(await joins(browser, link, name, info));
  const [ivy, kim, max, zed] = others as [Visitor, Visitor, Visitor, Visitor];
  await ana.press('Not this time: Zed Guest');
  await expect(zed.page.getByText('The host has not let you in.')).toBeVisible();
  await ana.press('Let all in to interview');
  await expect(ana.page.getByLabel('Part of Max Guest')).toHaveValue('interviewer');
  await tom.page.getByLabel('Watch for').fill('Do I name the unit');
  await tom.press('Show it to my interviewers');
  await expect(kim.page.getByText('Do I name the unit')).toBeVisible();
  await kim.look('panel-01-lobby');
  await tom.look('panel-01-lobby');
  await ana.press('Open the guide');
  await ana.press(/Start the round/);
  await expect(tom.page.getByRole('region', { name: 'The prompt' })).toBeVisible();
  await expect(ivy.page.getByRole('button', { name: /End round/ })).toHaveCount(0);
  await ana.look('panel-02-cockpit');
  const panel = [ana, ivy, kim, max];
  const judge = async (one: Visitor): Promise<void> => {
    await score(one, { level: 3, evidence: `seen by ${one.name} at the table`, overall: 'Yes', confidence: 'Medium' });
    await lock(one);
  };
  const table = max.page.url();
  await max.press('Leave');
  await expect(max.page).toHaveURL(/\/home/);
  await ana.press(/End round/);
  for (const one of [ana, ivy, kim]) await judge(one);
  await score(tom, { level: 2, overall: 'No' });
  await lock(tom);
  for (const one of [ana, ivy, kim, tom]) await expect(heading(one)).toContainText('You saw it');
  // Whoever comes back too late adds a card that is marked as such.
  await max.page.goto(table);
  await max.press('Add a late card');
  await judge(max);
  await expect(tom.page.getByText('(late)').first()).toBeVisible();
  await tom.look('panel-02b-late-card');
  await expect(kim.page.getByRole('button', { name: 'Swap roles' })).toHaveCount(0);
  await ana.press('Swap roles');
  await expect(kim.page.getByText(/it happens in \d+ s/)).toBeVisible();
  await kim.look('panel-03-objection');
  await kim.press('I object');
  await expect(ana.page.getByText(/Roles swap in/)).toHaveCount(0);
  await ana.press('Swap roles');
  await expect(tom.page.getByText(/it happens in \d+ s/)).toBeVisible();
  await expect(heading(tom)).toContainText('Read the guide', { timeout: 20_000 });
  for (const visitor of [...panel, tom, zed]) await visitor.leave();
});
