import { expect, test, type Browser, type BrowserContext, type Page, type TestInfo } from '@playwright/test';
import { startInterview } from './support/started';
import { UnsteadyHouse } from './support/unsteady-house';

let house: UnsteadyHouse;
test.beforeAll(async () => {
  house = await UnsteadyHouse.open();
});
test.afterAll(() => house.close());
test.afterEach(() => {
  house.proxy.lag = 0;
  house.proxy.isRefusing = false;
});

const interview = async (browser: Browser, info: TestInfo) => {
  const started = await startInterview(browser, info, house.url);
  for (const { page } of [started.ana, started.tom]) await notesOf(page).waitFor({ timeout: 40_000 });
  return started;
};
const notesOf = (page: Page) => page.getByRole('textbox', { name: 'Shared notes' });
const privateOf = (page: Page) => page.getByRole('textbox', { name: /Private notes/ });
const pillOf = (page: Page) => page.locator('header');
const type = async (page: Page, words: string): Promise<void> => {
  await notesOf(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(` ${words}`);
};
/** Digit n files a strong mark on dimension n. */
const mark = async (page: Page, key: string): Promise<void> => {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press(key);
};
const times = (text: string, words: string): number => text.split(words).length - 1;
/** Both, and a fresh look, read every sentence exactly once. */
const readOnce = async (pages: Page[], sentences: string[]): Promise<void> => {
  for (const page of pages)
    for (const words of sentences)
      await expect.poll(async () => times(await notesOf(page).innerText(), words), { timeout: 20_000 }).toBe(1);
};
const marksOf = async (session: string): Promise<number> => {
  const [row] = await house.query<{ n: string }>(
    `select count(*) as n from live_log where session = $1 and kind = 'mark-set'`,
    [session],
  );
  return Number(row?.n ?? 0);
};
/** No network: nothing goes in or out, and the browser knows. */
const unplug = async (contexts: BrowserContext[]): Promise<void> => {
  await Promise.all(contexts.map((context) => context.setOffline(true)));
  house.proxy.isRefusing = true;
  house.proxy.cut(() => true);
};
const plugIn = async (contexts: BrowserContext[]): Promise<void> => {
  house.proxy.isRefusing = false;
  await Promise.all(contexts.map((context) => context.setOffline(false)));
};

test('what two people type and mark without a network is there once, after it is back', async ({ browser }, info) => {
  const { ana, tom, session, room } = await interview(browser, info);
  await type(tom.page, 'before the cut.');
  await expect(notesOf(ana.page)).toContainText('before the cut.');
  await unplug([ana.context, tom.context]);
  await expect(pillOf(tom.page).getByText(/Reconnecting|Offline|Saved here/)).toBeVisible();
  await type(tom.page, 'Tom in the dark.');
  await type(ana.page, 'Ana in the dark.');
  await privateOf(ana.page).fill('only for me, in the dark');
  await mark(ana.page, '1');
  await mark(ana.page, '2');
  await expect(tom.page.getByText('What you do is kept here.')).toBeVisible();
  await expect(pillOf(tom.page).getByText('1 not sent yet')).toBeVisible();
  await tom.look('offline-room');
  await ana.look('offline-cockpit');
  await plugIn([ana.context, tom.context]);
  const sentences = ['before the cut.', 'Tom in the dark.', 'Ana in the dark.'];
  await readOnce([ana.page, tom.page], sentences);
  await expect(pillOf(tom.page).getByText('Saved', { exact: true })).toBeVisible();
  await expect.poll(() => marksOf(session)).toBe(2);
  await ana.page.goto(room);
  await readOnce([ana.page], sentences);
  await expect(privateOf(ana.page)).toHaveValue(/only for me, in the dark/);
  expect(await marksOf(session)).toBe(2);
  await ana.leave();
  await tom.leave();
});

/** By hand ten: `OFFLINE_MINUTES=10`. */
const MINUTES = Number(process.env.OFFLINE_MINUTES ?? 0.25);
const TURNS = 12;

test('minutes without a network, a server killed meanwhile and a reload of the page after it lose nothing', async ({
  browser,
}, info) => {
  test.setTimeout(150_000 + MINUTES * 60_000);
  const { ana, tom, session } = await interview(browser, info);
  await privateOf(ana.page).fill('private 0.');
  await ana.context.setOffline(true);
  house.proxy.cut(() => true);
  await expect(pillOf(ana.page).getByText(/Reconnecting|Offline|Saved here/)).toBeVisible();
  const cutAt = Date.now();
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await type(ana.page, `Ana ${turn}.`);
    await type(tom.page, `Tom ${turn}.`);
    await privateOf(ana.page).click();
    await ana.page.keyboard.press('Control+End');
    await ana.page.keyboard.type(` private ${turn}.`);
    await mark(ana.page, '1');
    await expect(pillOf(ana.page).getByText('Saved', { exact: true })).toBeHidden();
    if (turn === TURNS / 2) {
      await house.api.kill();
      await house.api.start();
    }
    await ana.page.waitForTimeout(Math.max(0, cutAt + (turn * MINUTES * 60_000) / TURNS - Date.now()));
  }
  const back = Date.now();
  await ana.context.setOffline(false);
  await expect(pillOf(ana.page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
  info.annotations.push({ type: 'saved after', description: `${Date.now() - back} ms` });
  const turns = Array.from({ length: TURNS }, (_, at) => at + 1);
  const sentences = turns.flatMap((turn) => [`Ana ${turn}.`, `Tom ${turn}.`]);
  await readOnce([ana.page, tom.page], sentences);
  await expect.poll(() => marksOf(session)).toBe(TURNS);
  await ana.page.reload();
  await readOnce([ana.page], sentences);
  const kept = await privateOf(ana.page).inputValue();
  for (const turn of [0, ...turns]) expect(times(kept, `private ${turn}.`)).toBe(1);
  expect(await marksOf(session)).toBe(TURNS);
  // A mark keeps the moment at which it was made, not that of its arrival.
  const [span] = await house.query<{ ms: number }>(
    `select (max((payload->>'to')::float8) - min((payload->>'to')::float8))::float8 as ms
     from live_log where session = $1 and kind = 'mark-set'`,
    [session],
  );
  expect(span?.ms).toBeGreaterThan(((TURNS - 2) / TURNS) * MINUTES * 60_000);
  await ana.leave();
  await tom.leave();
});

test('a page that is closed and a page that crashes without a network lose nothing', async ({ browser }, info) => {
  const { ana, tom, session, room } = await interview(browser, info);
  await unplug([ana.context, tom.context]);
  await expect(pillOf(ana.page).getByText(/Reconnecting|Offline|Saved here/)).toBeVisible();
  await type(tom.page, 'Tom wrote this and closed the tab.');
  await tom.page.close();
  await mark(ana.page, '1');
  await mark(ana.page, 'Shift+2');
  await privateOf(ana.page).fill('before the crash');
  await type(ana.page, 'Ana wrote this and the tab crashed.');
  await ana.page.waitForTimeout(300);
  const cdp = await ana.context.newCDPSession(ana.page);
  void cdp.send('Page.crash').catch(() => undefined);
  await ana.page.waitForEvent('crash');
  await ana.page.close();
  await plugIn([ana.context, tom.context]);
  const [anaAgain, tomAgain] = [await ana.context.newPage(), await tom.context.newPage()];
  await anaAgain.goto(room);
  await tomAgain.goto(room);
  await readOnce([anaAgain, tomAgain], ['Tom wrote this and closed the tab.', 'Ana wrote this and the tab crashed.']);
  await expect(privateOf(anaAgain)).toHaveValue(/before the crash/);
  await expect.poll(() => marksOf(session)).toBe(2);
  // And a third page of the same person finds nothing left to send.
  const third = await ana.context.newPage();
  await third.goto(room);
  await readOnce([third], ['Ana wrote this and the tab crashed.']);
  expect(await marksOf(session)).toBe(2);
  await ana.leave();
  await tom.leave();
});

test('a server that is killed in mid-sentence is a hiccup people can see', async ({ browser }, info) => {
  const { ana, tom, session } = await interview(browser, info);
  await type(tom.page, 'Half a');
  const clock = tom.page.getByRole('timer').first();
  const before = await clock.innerText();
  await house.api.kill();
  await tom.page.keyboard.type(' sentence.');
  await mark(ana.page, '1');
  await expect(tom.page.getByText('The server is restarting. What you do is kept here.')).toBeVisible();
  await tom.look('restart-room');
  await ana.look('restart-cockpit');
  await expect.poll(() => clock.innerText(), { message: 'the clock goes on' }).not.toBe(before);
  await house.api.start();
  await expect(tom.page.getByText('The connection is back, and everything is saved.')).toBeVisible({ timeout: 20_000 });
  await readOnce([ana.page, tom.page], ['Half a sentence.']);
  await expect.poll(() => marksOf(session)).toBe(1);
  await ana.leave();
  await tom.leave();
});

test('400 ms of lag and two drops lose no mark', async ({ browser }, info) => {
  const { ana, tom, session } = await interview(browser, info);
  house.proxy.lag = 200;
  for (let n = 0; n < 20; n++) {
    await mark(ana.page, `${n % 2 ? 'Shift+' : ''}${(n % 4) + 1}`);
    if (n === 6 || n === 13) house.proxy.cut(() => true);
    await ana.page.waitForTimeout(150);
  }
  await expect.poll(() => marksOf(session), { timeout: 30_000 }).toBe(20);
  await expect(pillOf(ana.page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(await marksOf(session)).toBe(20);
  await ana.leave();
  await tom.leave();
});

test('words that come too late are shown for copying, over a reload too', async ({ browser }, info) => {
  const { ana, tom } = await interview(browser, info);
  await tom.context.setOffline(true);
  house.proxy.cut(() => true);
  await expect(pillOf(tom.page).getByText(/Reconnecting|Offline|Saved here/)).toBeVisible();
  await type(tom.page, 'Too late for the notes.');
  await expect(pillOf(ana.page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 15_000 });
  await ana.press(/End round/);
  await expect(ana.page.getByRole('heading', { name: 'Your scorecard' })).toBeVisible();
  await tom.context.setOffline(false);
  const shown = tom.page.getByRole('alert', { name: 'Not stored' });
  await expect(shown.getByText('Your notes of round 1 could not be stored.')).toBeVisible({ timeout: 20_000 });
  await expect(shown.getByRole('textbox')).toHaveValue(/Too late for the notes\./);
  await tom.look('too-late');
  await tom.page.reload();
  await expect(shown.getByRole('textbox')).toHaveValue(/Too late for the notes\./);
  await shown.getByRole('button', { name: 'Go on without it' }).click();
  await expect(shown).toBeHidden();
  await tom.page.reload();
  await expect(tom.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(shown).toBeHidden();
  await ana.leave();
  await tom.leave();
});

test('a page older than the server is told to load again, and loses nothing', async ({ browser }, info) => {
  const { ana, tom, room } = await interview(browser, info);
  let isOld = false;
  await tom.page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) =>
      server.send(isOld ? frame.toString().replace(/"contract":\d+/, '"contract":1') : frame),
    );
  });
  await tom.page.goto(room);
  await notesOf(tom.page).waitFor();
  isOld = true;
  await unplug([tom.context]);
  await expect(pillOf(tom.page).getByText(/Reconnecting|Offline|Saved here/)).toBeVisible();
  await type(tom.page, 'Written on the old page.');
  await plugIn([tom.context]);
  await expect(tom.page.getByText('This page and the server are of different versions.')).toBeVisible({
    timeout: 20_000,
  });
  await tom.look('old-page');
  isOld = false;
  await tom.press('Load again');
  await readOnce([tom.page, ana.page], ['Written on the old page.']);
  await ana.leave();
  await tom.leave();
});

test('signing out leaves nothing of a session in the browser', async ({ browser }, info) => {
  const { ana, tom } = await interview(browser, info);
  const left = () =>
    ana.page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name === 'debrief-unsent').length);
  await privateOf(ana.page).fill('for my eyes');
  expect(await left()).toBe(1);
  await ana.page.goto(`${house.url}/me`);
  await ana.press('Sign out');
  await expect(ana.page).toHaveURL(/sign-in/);
  await expect.poll(left).toBe(0);
  await ana.leave();
  await tom.leave();
});
