import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from './scripts/chromium.ts';

/**
 * Journeys on the production build. `desktop` runs all of them; `mobile` runs those with @mobile in the title.
 *
 *   npm run test:e2e -- cart            starts a separate stack, builds, and runs the matching journeys
 *   AGAINST=.local/env npm run test:e2e -- cart     runs on the stack that is already open (and leaves the journeys' shops in it)
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
    // traces would take a third of the run time; for a failing journey: `npm run test:e2e -- cart --trace on`
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
