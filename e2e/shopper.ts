import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, setting, sql, url } from './fixtures';
import { randomPhone, rpc } from './orders';
import { ownShop } from './shop';

export { expectNoHorizontalScroll, url } from './fixtures';

/** A shopper's actions in a browser. */

export async function addToCart(page: Page, product: string, variant?: string | RegExp): Promise<void> {
  await page.goto(url(`/products/${product}`));
  if (variant) await page.getByRole('radio', { name: variant }).check();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('Added to your cart')).toBeVisible();
}

/** Fills in the checkout as Ada, who lives in Yaba. Returns her email address. */
export async function fillCheckout(
  page: Page,
  payment: RegExp = /Card/,
  checkout = url('/checkout'),
): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await page.goto(checkout);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel('Phone').fill(randomPhone().replace('+234', '0'));
  await page.getByLabel('Full name').fill('Ada Obi');
  await page.getByLabel('Street and number').fill('12 Herbert Macaulay Way');
  await page.getByLabel('Town or city').fill('Yaba');
  await page.getByLabel('State', { exact: true }).selectOption('Lagos');
  await page.getByRole('radio', { name: payment }).check();
  return email;
}

export const placeButton = (page: Page) => page.getByRole('button', { name: /^Place order/ });

/** Pays on the gateway's page with one of its test cards. */
export async function payWith(page: Page, card: 'good' | 'declined'): Promise<void> {
  await expect(page).toHaveURL((at) => at.href.startsWith(setting('PAYSTACK_BASE_URL')));
  await page.getByRole('button', { name: card === 'good' ? /4084 0840/ : /5060 6666/ }).click();
}

/** The orders with this email address, from the database. */
export async function ordersOf(email: string) {
  return sql()<{ order_id: string; number: string; status: string; total_minor: string; phone: string }[]>`
    select id as order_id, number, status, total_minor, phone from orders where email = ${email} order by placed_at`;
}

/** The customer's details and delivery address of the order with this email address, from the database. */
export const addressOf = async (email: string) =>
  (
    await sql()<
      { name: string; note: string | null; phone: string; shipping_address: Record<string, string> }[]
    >`
      select name, note, phone, shipping_address from orders where email = ${email}`
  )[0];

export async function findVariant(sku: string): Promise<string> {
  const [variant] = await sql()<
    { id: string }[]
  >`select v.id from variants v join shops s on s.id = v.shop_id where sku = ${sku} and slug = ${ownShop()}`;
  if (!variant) throw new Error(`no variant ${sku}`);
  return variant.id;
}

/** Corrects the stock so that exactly `quantity` units can be sold. */
export async function setAvailableStock(sku: string, quantity: number): Promise<void> {
  const id = await findVariant(sku);
  const [stock] = await sql()<{ taken: number }[]>`
    select committed + coalesce((select sum(quantity)::int from inventory_locks l
      where l.variant_id = i.variant_id and expires_at > now()), 0) as taken
    from inventory i where variant_id = ${id}`;
  await rpc(
    'adjust_stock',
    { variant_id: id, on_hand: (stock?.taken ?? 0) + quantity, reason: 'Counted again' },
    setting('SUPABASE_SECRET_KEY'),
  );
}
