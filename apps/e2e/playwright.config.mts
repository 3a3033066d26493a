import { defineConfig } from '@playwright/test';

const flags = (process.env.CHROMIUM_FLAGS ?? '--headless --no-sandbox --disable-gpu').split(' ');
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Whole interviews in two browsers, on both widths and in both schemes. By hand one at a time; `npm test` says how many
 * share the machine, and which have it for themselves.
 */
export default defineConfig({
  testDir: './src/journeys',
  testMatch: '*.e2e-spec.ts',
  outputDir: '../../tmp/results/journeys',
  globalSetup: './src/journeys/support/server-up.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: { ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}), args: flags },
    trace: 'off',
    actionTimeout: 12_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    permissions: ['clipboard-read', 'clipboard-write'],
  },
  projects: [
    { name: 'wide-light', use: { viewport: wide, colorScheme: 'light' } },
    { name: 'wide-dark', use: { viewport: wide, colorScheme: 'dark' }, testMatch: 'interview.e2e-spec.ts' },
    {
      name: 'phone-light',
      use: { viewport: phone, colorScheme: 'light', hasTouch: true },
      testMatch: 'interview.e2e-spec.ts',
    },
    {
      name: 'phone-dark',
      use: { viewport: phone, colorScheme: 'dark', hasTouch: true },
      testMatch: 'interview.e2e-spec.ts',
    },
  ],
});
