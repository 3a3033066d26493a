import { expect, test, type Page } from '@playwright/test';
import { startInterview } from './support/started';
import type { Visitor } from './support/visitor';

const flags = (process.env.CHROMIUM_FLAGS ?? '--headless --no-sandbox --disable-gpu').split(' ');
test.use({
  launchOptions: {
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      ...flags,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  },
});

const chip = (page: Page, words: RegExp) => page.getByRole('button', { name: words }).first();
const openRecording = async ({ page }: Visitor): Promise<void> => {
  await chip(page, /Not recorded|Recording sound/).click();
  await expect(page.getByRole('dialog', { name: 'Recording the sound' })).toBeVisible();
};
const agree = async (visitor: Visitor): Promise<void> => {
  await openRecording(visitor);
  await visitor.page.getByRole('checkbox', { name: /I agree to be recorded/ }).check();
  await visitor.press('Close');
};
const soundOf = (page: Page) =>
  page.evaluate(() => {
    const audio = document.querySelector('audio[src*="/recordings/"]');
    return audio instanceof HTMLAudioElement ? { at: audio.currentTime, length: audio.duration } : null;
  });

test('two people agree, are recorded, hear it beside the replay, and delete it', async ({ browser }, info) => {
  const { ana, tom, room } = await startInterview(browser, info);
  for (const visitor of [ana, tom]) await visitor.press('Join the call');
  for (const { page } of [ana, tom])
    await expect
      .poll(
        () => page.evaluate(() => [...document.querySelectorAll('video')].some(({ videoWidth }) => videoWidth > 0)),
        {
          timeout: 20_000,
        },
      )
      .toBe(true);
  await ana.look('call-cockpit');
  await tom.look('call-room');

  await agree(ana);
  await openRecording(ana);
  await expect(ana.page.getByRole('button', { name: 'Start recording' })).toBeDisabled();
  await expect(ana.page.getByText('Waiting for Tom to agree.')).toBeVisible();
  await ana.look('recording-dialog');
  await agree(tom);
  await ana.press('Start recording');
  await ana.press('Close');
  for (const { page } of [ana, tom]) await expect(chip(page, /Recording sound/)).toBeVisible();
  await tom.look('recorded');
  await ana.page.waitForTimeout(6_000);
  await openRecording(tom);
  await tom.press('Stop recording');
  await tom.press('Close');
  for (const { page } of [ana, tom]) await expect(chip(page, /Not recorded/)).toBeVisible();

  await tom.page.goto(`${room}/review`);
  await expect(tom.page.getByText('with sound')).toBeVisible();
  await tom.press('Play');
  await expect.poll(async () => (await soundOf(tom.page))?.at ?? 0, { timeout: 20_000 }).toBeGreaterThan(1);
  expect((await soundOf(tom.page))?.length).toBeGreaterThan(4);
  await tom.look('replay-with-sound');

  await tom.page.goto(room);
  await openRecording(tom);
  await tom.press('Delete');
  await tom.press('Delete');
  await expect(tom.page.getByRole('list', { name: 'Recordings' })).toHaveCount(0);
  await tom.page.goto(`${room}/review`);
  await expect(tom.page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(tom.page.getByText('with sound')).toHaveCount(0);
  await ana.leave();
  await tom.leave();
});
