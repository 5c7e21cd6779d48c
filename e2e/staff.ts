import type { BrowserContext, Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { expect, type StaffRole, setting, sql, staff, url } from './fixtures';
import { type PlacedOrder, rpc, startPayment } from './orders';
import { ownShop } from './shop';

export { expectNoSidewaysScroll, url } from './fixtures';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** By email address: each shop has staff of its own. */
const sessions = new Map<string, Session>();

/** A page of staff: of this file's shop, or as it is under /admin. */
export const adminUrl = (path: string) =>
  url(path.startsWith('/admin') ? path : `/admin/${ownShop()}${path}`);
export const orderUrl = (order: Pick<PlacedOrder, 'number'>) => adminUrl(`/orders/${order.number}`);

/** Fills in the sign-in and sends it. */
export async function typeCredentials(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The page of a member of staff, who signs in the first time only. */
export async function enter(page: Page, role: StaffRole, path: string) {
  const { email } = staff(role);
  const known = sessions.get(email);
  await page.context().clearCookies();
  if (known) await page.context().addCookies(known.cookies);
  await page.goto(adminUrl(path));
  if (known) return;
  await typeCredentials(page, staff(role));
  await expect(page).not.toHaveURL(/sign-in/);
  sessions.set(email, await page.context().storageState());
}

/** No session of this shop's staff counts as just proven by its password. */
export const forgetPasswords = () =>
  sql()`delete from staff_sessions where user_id in (select id from auth.users where email like ${`%@${ownShop()}.example`})`;

/** The dialog that asks for the password before something is changed that decides where money goes. */
export const passwordDialog = (page: Page) => page.getByRole('dialog', { name: 'Enter your password' });

/** Enters the password in that dialog. */
export async function enterPassword(page: Page, password: string) {
  await passwordDialog(page).getByLabel('Password').fill(password);
  await passwordDialog(page).getByRole('button', { name: 'Continue' }).click();
}

/** Saves a form of the settings, with the password where the session is asked for it. */
export async function saveSettings(page: Page, role: StaffRole, form: Locator) {
  await form.getByRole('button', { name: 'Save' }).click();
  const saved = form.getByRole('status').filter({ hasText: 'Saved.' });
  await expect(passwordDialog(page).or(saved)).toBeVisible();
  if (await passwordDialog(page).isVisible()) await enterPassword(page, staff(role).password);
  await expect(saved).toBeVisible();
}

export const enterOrder = (page: Page, role: StaffRole, order: Pick<PlacedOrder, 'number'>) =>
  enter(page, role, `/orders/${order.number}`);

const tokens = new Map<string, string>();

/** Calls a function of the public API as a member of staff, without a browser. */
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

/** The money for an order arrives: as much as it costs, or another amount. Answers the reference of the attempt. */
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

/** What a verifier saw on the account, typed into the form that asks for it. */
export async function typeSeen(
  where: Page | Locator,
  { amount_minor, day = '2026-01-05', reference }: { amount_minor: number; day?: string; reference?: string },
) {
  await where.getByLabel(/^Seen on the account/).fill(String(amount_minor / 100));
  await where.getByLabel('Arrived on').fill(day);
  if (reference) await where.getByLabel('Bank’s reference').fill(reference);
  else await where.getByLabel('The bank shows no reference').check();
}

/** What the page says about the last command. */
export const commandStatus = (page: Page) =>
  page.getByRole('region', { name: 'Next step' }).getByRole('status');
/** A part of the page, by its heading. */
export const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What was done, wherever it is said. */
export const feedback = (where: Page | Locator, hasText: string) =>
  where.getByRole('status').filter({ hasText });

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
