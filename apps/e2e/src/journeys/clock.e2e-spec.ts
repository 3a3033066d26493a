import { expect, test, type Page } from '@playwright/test';
import { startInterview } from './support/started';

/** When the digits of the phase clock changed, by the wall clock that both browsers share on this machine. */
const turnsOf = (page: Page, count: number): Promise<{ digits: string; at: number }[]> =>
  page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const clock = document.querySelector('[role="timer"] b');
        const seen: { digits: string; at: number }[] = [];
        let last = clock?.textContent;
        const look = () => {
          const digits = document.querySelector('[role="timer"] b')?.textContent ?? '';
          if (digits === last) return;
          last = digits;
          seen.push({ digits, at: performance.timeOrigin + performance.now() });
          if (seen.length < wanted) return;
          observer.disconnect();
          resolve(seen);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    count,
  );

/** How far apart two browsers show the same second, ms: the middle of several, since a busy machine may paint one late. */
const apart = async (one: Page, other: Page): Promise<number> => {
  const [mine, theirs] = await Promise.all([turnsOf(one, 9), turnsOf(other, 9)]);
  const gaps = mine.flatMap(({ digits, at }) => {
    const same = theirs.find((turn) => turn.digits === digits);
    return same ? [Math.abs(same.at - at)] : [];
  });
  expect(gaps.length).toBeGreaterThan(4);
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? Infinity;
};

test('two browsers turn over the same second together, also after one was frozen', async ({ browser }, info) => {
  const { ana, tom } = await startInterview(browser, info);
  const before = await apart(ana.page, tom.page);
  const devtools = await tom.context.newCDPSession(tom.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  const after = await apart(ana.page, tom.page);
  console.log(`  clocks apart ${before.toFixed(1)} ms, after a frozen tab ${after.toFixed(1)} ms`);
  expect(before).toBeLessThanOrEqual(50);
  expect(after).toBeLessThanOrEqual(50);
});
