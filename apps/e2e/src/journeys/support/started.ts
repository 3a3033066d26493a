import { type Browser, type TestInfo } from '@playwright/test';
import { home, Visitor } from './visitor';

/** Ana hosts and interviews, Tom came by link and answers; the prompt, any of estimation or a wanted one, has just appeared. */
export const startInterview = async (
  browser: Browser,
  info: TestInfo,
  site = home(),
  wanted?: { type: string; prompt: string },
) => {
  const ana = await Visitor.arrive(browser, 'ana', info);
  const tom = await Visitor.arrive(browser, 'tom', info);
  const next = wanted ? `/new?type=${wanted.type}&prompt=${wanted.prompt}` : '/new';
  await ana.page.goto(`${site}/sign-up?next=${encodeURIComponent(next)}`);
  await ana.page.getByLabel('Name').fill('Ana Ribeiro');
  await ana.page.getByLabel('E-mail').fill(`ana.${Date.now()}@example.org`);
  await ana.page.getByLabel('Password').fill('a long enough password');
  await ana.press(/Make the account/);
  if (!wanted) await ana.press(/Estimation/, 'radio');
  await ana.press(/Create and copy link/);
  const link = await ana.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
  await tom.page.goto(link);
  await tom.page.getByLabel(/name/i).first().fill('Tom Berg');
  await tom.page.keyboard.press('Enter');
  await ana.press(/Open the guide/);
  await ana.press(/Start the round/);
  for (const { page } of [ana, tom]) await page.getByRole('timer').waitFor();
  const session = /\/s\/([0-9a-f-]{36})/.exec(ana.page.url())?.[1] ?? '';
  return { ana, tom, session, room: `${site}/s/${session}` };
};
