import type { BrowserContext, Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { expect, type StaffRole, setting, sql, staff, url } from './fixtures';
import { type PlacedOrder, rpc, startPayment } from './orders';
import { ownShop } from './shop';

export { expectNoHorizontalScroll, url } from './fixtures';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Browser sessions by email address: each shop has its own staff. */
const sessions = new Map<string, Session>();

/** The URL of an admin page in this file's shop; a path that begins with /admin is used as it is. */
export const adminUrl = (path: string) =>
  url(path.startsWith('/admin') ? path : `/admin/${ownShop()}${path}`);
export const orderUrl = (order: Pick<PlacedOrder, 'number'>) => adminUrl(`/orders/${order.number}`);

/** Fills in the sign-in form and submits it. */
export async function submitCredentials(
  page: Page,
  { email, password }: { email: string; password: string },
) {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens an admin page as this staff member. Signs in only the first time and reuses the session afterwards. */
export async function openAs(page: Page, role: StaffRole, path: string) {
  const { email } = staff(role);
  const session = sessions.get(email);
  await page.context().clearCookies();
  if (session) await page.context().addCookies(session.cookies);
  await page.goto(adminUrl(path));
  if (session) return;
  await submitCredentials(page, staff(role));
  await expect(page).not.toHaveURL(/sign-in/);
  sessions.set(email, await page.context().storageState());
}

/** Makes every session of this shop's staff ask for the password again. */
export const expirePasswordChecks = () =>
  sql()`delete from staff_sessions where user_id in (select id from auth.users where email like ${`%@${ownShop()}.example`})`;

/** The dialog that asks for the password before a change of settings that affect where money goes. */
export const passwordDialog = (page: Page) => page.getByRole('dialog', { name: 'Enter your password' });

/** Enters the password in that dialog and continues. */
export async function enterPassword(page: Page, password: string) {
  await passwordDialog(page).getByLabel('Password').fill(password);
  await passwordDialog(page).getByRole('button', { name: 'Continue' }).click();
}

/** Saves a settings form and enters the password if the dialog asks for it. */
export async function saveSettings(page: Page, role: StaffRole, form: Locator) {
  await form.getByRole('button', { name: 'Save' }).click();
  const saved = form.getByRole('status').filter({ hasText: 'Saved.' });
  await expect(passwordDialog(page).or(saved)).toBeVisible();
  if (await passwordDialog(page).isVisible()) await enterPassword(page, staff(role).password);
  await expect(saved).toBeVisible();
}

export const openOrderAs = (page: Page, role: StaffRole, order: Pick<PlacedOrder, 'number'>) =>
  openAs(page, role, `/orders/${order.number}`);

const tokens = new Map<string, string>();

/** Calls a database function over the API as a staff member, without a browser. */
export async function rpcAs(role: StaffRole, name: string, args: object): Promise<unknown> {
  const headers = { apikey: setting('SUPABASE_PUBLISHABLE_KEY'), 'Content-Type': 'application/json' };
  const { email } = staff(role);
  if (!tokens.has(email)) {
    const signIn = await fetch(`${setting('SUPABASE_URL')}/auth/v1/token?grant_type=password`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify(staff(role)),
    });
    tokens.set(email, z.object({ access_token: z.string() }).parse(await signIn.json()).access_token);
  }
  const response = await fetch(`${setting('SUPABASE_URL')}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { ...headers, Authorization: `Bearer ${tokens.get(email)}` },
    body: JSON.stringify(args),
  });
  const text = await response.text();
  expect(response.ok, `${name}: ${response.status} ${text}`).toBe(true);
  return text ? JSON.parse(text) : null;
}

/** Settles a card payment for an order: its total, or another amount. Returns the payment's reference. */
export async function pay(order: PlacedOrder, amount_minor = order.total_minor): Promise<string> {
  const { reference } = await startPayment(order);
  const payment = {
    transaction_id: crypto.randomUUID(),
    amount_minor,
    currency: 'NGN',
    mode: 'test',
    channel: 'card',
  };
  await rpc('settle_payment', { gateway: 'paystack', reference, payment }, setting('SUPABASE_SECRET_KEY'));
  return reference;
}

/** Fills in the payment that a verifier sees on the bank account. */
export async function fillBankEntry(
  where: Page | Locator,
  { amount_minor, day = '2026-01-05', reference }: { amount_minor: number; day?: string; reference?: string },
) {
  await where.getByLabel(/^Seen on the account/).fill(String(amount_minor / 100));
  await where.getByLabel('Arrived on').fill(day);
  if (reference) await where.getByLabel('Bank’s reference').fill(reference);
  else await where.getByLabel('The bank shows no reference').check();
}

/** The page's status message for the last command. */
export const commandStatus = (page: Page) =>
  page.getByRole('region', { name: 'Next step' }).getByRole('status');
/** A region of the page, by its heading. */
export const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A status message with this text, anywhere on the page. */
export const feedback = (where: Page | Locator, hasText: string) =>
  where.getByRole('status').filter({ hasText });

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
