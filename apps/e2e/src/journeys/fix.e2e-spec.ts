import { routes } from '@debrief/contracts';
import { expect, test, type Browser, type TestInfo } from '@playwright/test';
import { bringTo, hostSession, joinByLink, lockable, takeSeat, type Meeting } from '../support/meeting';
import { newAccount, type Person } from '../support/person';
import { home, Visitor } from './support/visitor';

const FIX = 'I will say the unit before I compute.';

/** A browser in which this person is signed in beside the one that the test drives them with. */
const browserOf = async (browser: Browser, { name, email }: Person, info: TestInfo): Promise<Visitor> => {
  const visitor = await Visitor.arrive(browser, name, info);
  const answer = await visitor.page.request.post(`${home()}/api/sign-in`, {
    data: { email, password: 'correct horse battery' },
    headers: { origin: home() },
  });
  expect(answer.status()).toBe(200);
  return visitor;
};

const sit = async (host: Person, candidate: Person): Promise<Meeting> => {
  const { session, code } = await hostSession(host);
  await joinByLink(home(), code, candidate);
  return { session, code, ana: await takeSeat(host, session), tom: await takeSeat(candidate, session) };
};

test('the fix of one session opens the brief of the next, is marked there, and the chain tells', async ({
  browser,
}, info) => {
  const [ana, tom, ivy] = [
    await newAccount(home(), 'Ana'),
    await newAccount(home(), 'Tom'),
    await newAccount(home(), 'Ivy'),
  ];
  const first = await sit(ana, tom);
  await bringTo(first, 'debrief');
  await tom.http(routes.proposeFix, {
    params: { session: first.session, round: '1' },
    body: { text: FIX, version: 0 },
  });

  const second = await sit(ivy, tom);
  const [asIvy, asTom] = [await browserOf(browser, ivy, info), await browserOf(browser, tom, info)];
  await test.step('Tom sees what comes along, and Ivy reads it first in her brief', async () => {
    await asTom.page.goto(`${home()}/s/${second.session}`);
    await expect(asTom.page.getByText('Your interviewers read it first, with the brief.')).toBeVisible();
    await asIvy.page.goto(`${home()}/s/${second.session}`);
    await expect(asIvy.page.getByText(FIX)).toHaveCount(0);
    await second.ana.act('brief.open', {});
    const brief = asIvy.page
      .getByRole('region', { name: 'Brief of Tom' })
      .or(asIvy.page.locator('section', { hasText: 'Brief of Tom' }));
    await expect(brief.first().locator('dt').first()).toHaveText('The fix');
    await expect(brief.first()).toContainText(FIX);
    await asIvy.look('brief');
  });

  await test.step('the cards open; Ivy is asked on her page and at home until she has answered', async () => {
    await second.ana.act('round.start', { round: 1 });
    await second.ana.act('scoring.start', { round: 1 });
    for (const [seat, level] of [
      [second.ana, 2],
      [second.tom, 3],
    ] as const)
      await seat.act('card.lock', { round: 1, card: lockable('estimation', 'said what the number is for', level) });
    await expect(asIvy.page.getByRole('heading', { name: 'The fix Tom brought' })).toBeVisible();
    await asIvy.page.goto(`${home()}/`);
    await expect(asIvy.page.getByRole('heading', { name: 'What did you see of their fix?' })).toBeVisible();
    await asIvy.look('home');
    await asIvy.page.goto(`${home()}/s/${second.session}`);
    await asIvy.press('Partly');
    await expect(asIvy.page.getByText('Marked. You can still change it.')).toBeVisible();
    const write = (name: string, words: string) => asIvy.page.getByRole('textbox', { name, exact: true }).fill(words);
    await write('Keep this', 'You drew the tree before any number.');
    await write('when', 'you are too quick with a number');
    await expect(asIvy.page.getByText('This reads as being about the person.')).toBeVisible();
    await write('when', 'you start to compute');
    await write('try', 'saying the unit first');
    await write('because', 'the sums stay comparable');
    await write('One practice task', 'Three trees of inputs on paper, five minutes each.');
    await expect(asIvy.page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('Tom answers the advice and carries the fix on; they rate each other', async () => {
    await expect(asTom.page.getByText('Ivy: Partly.')).toBeVisible();
    await asTom.press('I will use it');
    await expect(asIvy.page.getByText('Tom says: I will use it.')).toBeVisible();
    await asTom.press('Carry it on');
    await expect(asTom.page.getByText('Carried on: it opens your next brief again.')).toBeVisible();
    await asIvy.press('Agree on this fix');
    for (const [visitor, who] of [
      [asIvy, 'Tom'],
      [asTom, 'Ivy'],
    ] as const) {
      await visitor.press(`Rate ${who} as a partner`);
      for (const score of await visitor.page.getByRole('radio', { name: '3', exact: true }).all())
        await score.check({ force: true });
      await visitor.page.getByRole('radio', { name: 'Yes', exact: true }).check({ force: true });
      if (visitor === asIvy) await visitor.look('rating');
      await visitor.press('Send it');
      if (visitor === asIvy) await expect(asIvy.page.getByText(/^Sent\. You read each other’s/)).toBeVisible();
    }
    await expect(asIvy.page.getByText('You would both practise again.')).toBeVisible();
    await asIvy.look('debrief');
    await asTom.page.setViewportSize({ width: 390, height: 844 });
    await asTom.look('debrief');
  });

  const { fixes } = await tom.http(routes.listFixes, { query: {} });
  expect(fixes).toMatchObject([
    {
      session: first.session,
      text: FIX,
      state: 'open',
      rounds: [{ session: second.session, isCarriedOn: true, outcomes: [{ by: 'Ivy', outcome: 'partly' }] }],
    },
  ]);
  for (const seat of [first.ana, first.tom, second.ana, second.tom]) seat.socket.close();
  await asIvy.leave();
  await asTom.leave();
});
