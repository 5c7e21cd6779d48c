import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from './scripts/chromium.ts';

/**
 * Journeys on the production build. `desktop` goes on all of them; `mobile` on those whose title says @mobile.
 *
 *   npm run test:e2e -- cart            opens a shop of the tests' own, builds, and runs what matches
 *   AGAINST=.local/env npm run test:e2e -- cart     runs on the stack that is open already (it leaves the journeys' shops there)
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.local/test/results',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: path.join('.local', 'test', 'e2e.json') }]],
  use: {
    baseURL: process.env.SITE_URL,
    launchOptions: { executablePath: await chromiumPath(), args: CHROMIUM_ARGS },
    locale: 'en-NG',
    timezoneId: 'Africa/Lagos',
    // recording every journey takes a third of the time: `npm run test:e2e -- cart --trace on` for the one that fails
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'mobile',
      grep: /@mobile/,
      use: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
  ],
});
