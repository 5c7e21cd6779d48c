import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import postgres from 'postgres';
import { z } from 'zod';
import { ownHost, ownShop } from './shop';

export { expect };

/** A page on which no script may fail unnoticed. */
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
  if (value === undefined) throw new Error(`${name} is not set: does e2e/global-setup.ts run?`);
  return value;
}

/** A page of this file's own shop. */
export const url = (path: string) => at(ownHost(), path);

/** A page of a host. */
export const at = (host: string, path: string) =>
  setting('SITE_URL').replace('//localhost', `//${host}`) + path;

/** The second demo shop, under its own host name. */
export function secondShopUrl(): string {
  return at('canting.localhost', '');
}

export type StaffRole = 'owner' | 'admin' | 'verifier' | 'fulfiller' | 'catalog' | 'finance' | 'auditor';

/** Who works in this file’s shop, and how they sign in. */
export function staff(role: StaffRole): { email: string; password: string } {
  return { email: `${role}@${ownShop()}.example`, password: setting('DEMO_PASSWORD') };
}

const mailSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
});

export type Mail = z.infer<typeof mailSchema>;

/** All mails to an address, newest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const response = await fetch(`${setting('MAILBOX_URL')}/api/mails?to=${encodeURIComponent(address)}`);
  return z.array(mailSchema).parse(await response.json());
}

/** Does what the shop's cron does every minute; the answer tells what came of it. */
export async function runCron(secret = setting('CRON_SECRET')): Promise<Response> {
  return fetch(`${setting('SITE_URL')}/api/cron/cleanup`, { headers: { Authorization: `Bearer ${secret}` } });
}

/** The newest mail to an address whose subject matches; waits until it is there. What others queued before is left to cron. */
export async function mailTo(address: string, subject = /./): Promise<Mail> {
  const find = async () => (await mailsTo(address)).find((mail) => subject.test(mail.subject));
  let mail: Mail | undefined;
  await expect(async () => {
    mail = await find();
    if (!mail) await runCron();
    expect(mail, `a mail to ${address} with the subject ${subject}`).toBeDefined();
  }).toPass({ timeout: 20_000, intervals: [500, 500, 1000, 2000] });
  return mailSchema.parse(mail);
}

/** Expects axe to find nothing on the page as it stands, once its title and its heading are there (they come with what is streamed). */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  // Its other mode opens an empty page for each look, to read the frames of other sites; we have none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const words = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`,
  );
  expect(words).toEqual([]);
}

/** Expects that the page cannot be pushed sideways. Widths are not compared: on phones the window grows with what is in it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => {
    window.scrollTo(1000, 0);
    const moved = window.scrollX;
    window.scrollTo(0, 0);
    return moved;
  });
  expect(overflow, 'pixels that the page can be pushed sideways').toBe(0);
}

let connection: postgres.Sql | undefined;

/** The shop's database as the role postgres, for what no page shows. */
export function sql(): postgres.Sql {
  connection ??= postgres(setting('DATABASE_URL'), { max: 2, idle_timeout: 1, onnotice: () => {} });
  return connection;
}
