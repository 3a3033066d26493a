import { expect, type Browser, type TestInfo } from '@playwright/test';
import { home, Visitor } from './visitor';

export const heading = ({ page }: Visitor) => page.getByRole('heading', { level: 1 });

/** Somebody with a fresh account, on Home. */
export const hostOf = async (browser: Browser, name: string, info: TestInfo): Promise<Visitor> => {
  const host = await Visitor.arrive(browser, name, info);
  await host.page.goto(`${home()}/sign-up?next=/home`);
  await host.page.getByLabel('Name').fill(`${name} Host`);
  await host.page.getByLabel('E-mail').fill(`${name}.${Date.now()}@example.org`);
  await host.page.getByLabel('Password').fill('a long enough password');
  await host.page.getByRole('button', { name: /Make the account/ }).click();
  await expect(heading(host)).toContainText(/Welcome/);
  return host;
};
/** Makes a session in that format. @returns the invite link */
export const hosts = async (host: Visitor, format: RegExp): Promise<string> => {
  await host.page.goto(`${home()}/new`);
  await host.press(format, 'radio');
  await host.press(/Estimation/, 'radio');
  await host.press(/Create and copy link/);
  await expect(heading(host)).toContainText('Ready when you are');
  return host.page.getByRole('textbox', { name: 'Invite link' }).inputValue();
};
/** A guest at the door, or in the lobby where the door stands open. */
export const joins = async (browser: Browser, link: string, name: string, info: TestInfo): Promise<Visitor> => {
  const guest = await Visitor.arrive(browser, name, info);
  await guest.page.goto(link);
  await guest.page.getByLabel(/name/i).first().fill(`${name} Guest`);
  await guest.page.keyboard.press('Enter');
  await expect(heading(guest)).toContainText(/Ready when you are|The host knows/);
  return guest;
};
