import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import postgres from 'postgres';
import { z } from 'zod';
import { ownHost, ownShop } from './shop';

export { expect };

/** Fails a test when a script of the page throws an error. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await use(page);
    expect(errors, 'errors of the page’s own scripts').toEqual([]);
  },
});

/** A setting of the shop under test, as in .local/env. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Did e2e/global-setup.ts run?`);
  return value;
}

/** A URL of this file's shop. */
export const url = (path: string) => hostUrl(ownHost(), path);

/** A URL of a host. */
export const hostUrl = (host: string, path: string) =>
  setting('SITE_URL').replace('//localhost', `//${host}`) + path;

/** The URL of the second demo shop. */
export function secondShopUrl(): string {
  return hostUrl('canting.localhost', '');
}

export type StaffRole = 'owner' | 'admin' | 'verifier' | 'fulfiller' | 'catalog' | 'finance' | 'auditor';

/** The credentials of a staff member of this file's shop. */
export function staff(role: StaffRole): { email: string; password: string } {
  return { email: `${role}@${ownShop()}.example`, password: setting('DEMO_PASSWORD') };
}

const emailSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
});

export type Email = z.infer<typeof emailSchema>;

/** All emails to an address, newest first. */
export async function emailsTo(address: string): Promise<Email[]> {
  const response = await fetch(`${setting('MAILBOX_URL')}/api/emails?to=${encodeURIComponent(address)}`);
  return z.array(emailSchema).parse(await response.json());
}

/** Runs the shop's cron jobs, which run every five minutes in production; the response contains the results. */
export async function runCron(secret = setting('CRON_SECRET')): Promise<Response> {
  return fetch(`${setting('SITE_URL')}/api/cron/cleanup`, { headers: { Authorization: `Bearer ${secret}` } });
}

/** Waits for an email to this address whose subject matches and returns the newest. Runs cron, which sends queued emails. */
export async function waitForEmail(address: string, subject = /./): Promise<Email> {
  const find = async () => (await emailsTo(address)).find((candidate) => subject.test(candidate.subject));
  let email: Email | undefined;
  await expect(async () => {
    email = await find();
    if (!email) await runCron();
    expect(email, `an email to ${address} with the subject ${subject}`).toBeDefined();
  }).toPass({ timeout: 20_000, intervals: [500, 500, 1000, 2000] });
  return emailSchema.parse(email);
}

/** Expects axe to find no violation on the current page. First waits for the title and the heading, which may be streamed. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  // Legacy mode: the other mode opens an empty page for each run to check cross-origin frames, which the shop does not have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const messages = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`,
  );
  expect(messages).toEqual([]);
}

/** Expects that the page does not scroll horizontally. Comparing widths does not work: on phones the window grows with its content. */
export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    window.scrollTo(1000, 0);
    const scrolled = window.scrollX;
    window.scrollTo(0, 0);
    return scrolled;
  });
  expect(overflow, 'pixels of horizontal scroll').toBe(0);
}

let connection: postgres.Sql | undefined;

/** The shop's database as the role postgres, for facts that no page shows. */
export function sql(): postgres.Sql {
  connection ??= postgres(setting('DATABASE_URL'), { max: 2, idle_timeout: 1, onnotice: () => {} });
  return connection;
}
