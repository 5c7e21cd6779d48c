import type { Page } from '@playwright/test';
import { expect, expectAccessible, runCron, setting, sql, staff, test, waitForEmail } from './fixtures';
import { openCheckout, type PlacedOrder, placeOrder, readOrder, rpc, simulator } from './orders';
import { expectNoHorizontalScroll, url } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(() => simulator('', { pace: { refund_ms: 500 } }));

/** A guest's order of `quantity` units, paid at the gateway. */
async function placePaidOrder(quantity = 1): Promise<PlacedOrder> {
  const order = await placeOrder('paystack', quantity);
  await simulator('/pay', { reference: await openCheckout(order) });
  await expect(async () => expect(await readOrder(order)).toMatchObject({ payment_status: 'paid' })).toPass();
  return order;
}

/** Ships `quantity` units of an order, or all that are left. */
async function ship(order: PlacedOrder, tracking_number: string, quantity?: number): Promise<void> {
  const [line] = await sql()<{ variant_id: string }[]>`
    select variant_id from order_items where order_id = ${order.order_id}`;
  const lines = quantity && [{ variant_id: line?.variant_id, quantity }];
  await asOwner(order, 'shipped', { carrier: 'GIG Logistics', tracking_number, ...(lines && { lines }) });
}

/** Changes an order's state as the owner, without a browser; admin-orders.spec.ts tests the pages for that. */
async function asOwner(order: PlacedOrder, to_state: string, details: Record<string, unknown> = {}) {
  await sql().begin(async (tx) => {
    await tx`select set_config('request.jwt.claims',
      (select json_build_object('sub', id, 'role', 'authenticated')::text from auth.users
        where email = ${staff('owner').email}), true)`;
    await tx`set local role authenticated`;
    await tx`select public.update_order_status(${order.order_id}, ${to_state}, null, ${tx.json(details as never)})`;
  });
}

/** Opens the order's page through its private link. */
async function openOrder(page: Page, order: PlacedOrder): Promise<void> {
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(page).toHaveURL(url(`/orders/${order.number}`));
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const expand = (page: Page, label: string) => page.locator('summary').filter({ hasText: label }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name });

/** Reloads until the page shows the refund, which the gateway confirms by webhook. */
async function expectRefund(page: Page, amount: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`Refund sent: ${amount}`).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

const naira = (minor: number) => `₦${(minor / 100).toLocaleString('en')}`;

test('a shopper cancels a paid order and sees the refund @mobile', async ({ page }) => {
  const order = await placePaidOrder();
  await openOrder(page, order);
  await expand(page, 'Cancel this order');
  await expect(
    page.getByText(
      `${naira(order.total_minor)} will be refunded automatically to your original payment method.`,
    ),
  ).toBeVisible();
  await page.getByLabel('Why?').last().fill('Bought it twice');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await button(page, 'Yes, cancel the order').click();
  const feedback = page.getByRole('status').filter({ hasText: 'The order is cancelled.' });
  await expect(feedback).toBeFocused();
  await expect(title(page)).toHaveText('This order was cancelled');
  await expect(page.getByText(/Refund on its way|Refund sent/).first()).toBeVisible();
  await expectRefund(page, naira(order.total_minor));
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  expect(await readOrder(order)).toMatchObject({
    ...{ state: 'cancelled', payment_status: 'refunded', exceptions: 0 },
  });
  const { text } = await waitForEmail(order.email, /was cancelled/);
  expect(text).toContain(naira(order.total_minor));
  await runCron();
  await waitForEmail(order.email, /Refund of .* sent/);
});

test('a shopper removes one of three items and gets its price back @mobile', async ({ page }) => {
  const order = await placePaidOrder(3);
  const [line] = await sql()<{ name: string; unit_price_minor: string }[]>`
    select name, unit_price_minor from order_items where order_id = ${order.order_id}`;
  const price = Number(line?.unit_price_minor);
  await openOrder(page, order);
  await expand(page, 'Remove items');
  await button(page, 'Remove selected items').click();
  await expect(page.getByText('Choose the items to remove.')).toBeVisible();
  await page.getByLabel(new RegExp(line?.name ?? '')).selectOption('Remove 1');
  await expectAccessible(page);
  await button(page, 'Remove selected items').click();
  await expect(page.getByRole('status').filter({ hasText: 'removed from your order' })).toBeFocused();
  await expect(page.locator('s').first()).toHaveText(`1 × ${naira(price)}`);
  await expectRefund(page, naira(price));
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payment_status: 'paid', exceptions: 0 });
  const { text } = await waitForEmail(order.email, /was changed/);
  expect(text).toContain(`Removed: 1 × ${line?.name}`);
});

test('a cancellation that comes too late is refused, and the page shows the current state', async ({
  page,
}) => {
  const order = await placePaidOrder(2);
  await openOrder(page, order);
  await asOwner(order, 'processing');
  await expand(page, 'Cancel this order');
  await button(page, 'Yes, cancel the order').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The order has changed' })).toBeFocused();
  await expect(title(page)).toHaveText('We are packing your order');
  await expect(page.getByText('Cancel this order')).toHaveCount(0);
});

test('parcels list their items, and the shopper reports a problem @mobile', async ({ page }) => {
  const order = await placePaidOrder(3);
  await asOwner(order, 'processing');
  await ship(order, 'GIG-1', 2);
  await openOrder(page, order);
  await expect(title(page)).toHaveText('Part of your order is on its way');
  await expect(page.getByText(/^Contains: 2 × /)).toBeVisible();
  await expect(page.getByText('2 sent · 1 not sent yet')).toBeVisible();
  await expect(page.getByText('Report a problem')).toHaveCount(0);
  await expectNoHorizontalScroll(page);
  await ship(order, 'GIG-2');
  await asOwner(order, 'mark_in_transit');
  await page.reload();
  await expect(page.getByText('The courier is bringing your order to you.')).toBeVisible();
  await expect(page.getByText(/^Contains: 1 × /)).toBeVisible();

  await expand(page, 'Report a problem');
  await page.getByLabel('What is wrong?').fill('One jar is broken');
  await expectAccessible(page);
  await button(page, 'Send report').click();
  await expect(page.getByRole('status').filter({ hasText: 'received your report' })).toBeFocused();
  await expect(title(page)).toHaveText('We are looking into your report');
  await expect(page.getByText('“One jar is broken”')).toBeVisible();
  await expectAccessible(page);
  expect(await readOrder(order)).toMatchObject({ status: 'disputed', exceptions: 1 });
});

test('the page of an order that was out of stock when it was paid shows the deadline for a decision @mobile', async ({
  page,
}) => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  const [stock] = await sql()<{ variant_id: string; on_hand: number; committed: number }[]>`
    select i.variant_id, on_hand, committed from inventory i join order_items using (variant_id)
    where order_id = ${order.order_id}`;
  const count = (on_hand?: number) =>
    rpc(
      'adjust_stock',
      { variant_id: stock?.variant_id, on_hand, reason: 'Counted again' },
      setting('SUPABASE_SECRET_KEY'),
    );
  await sql()`update inventory_locks set expires_at = now() where order_id = ${order.order_id}`;
  try {
    await count(stock?.committed);
    await simulator('/pay', { reference });
    await expect(async () => expect(await readOrder(order)).toMatchObject({ exceptions: 1 })).toPass();
  } finally {
    await count(stock?.on_hand);
  }
  await openOrder(page, order);
  await expect(title(page)).toHaveText('We’ve received your payment and are checking our stock');
  await expect(
    page.getByText(/We’ll contact you by .*; otherwise your money will be refunded/),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a shopper removes an item, which a reload does not repeat, then cancels the rest', async ({
    page,
  }) => {
    const order = await placePaidOrder(3);
    await openOrder(page, order);
    await expand(page, 'Remove items');
    await button(page, 'Remove selected items').click();
    await expect(page.getByRole('alert').filter({ hasText: 'Choose items' })).toBeVisible();
    await expand(page, 'Remove items');
    await page.getByRole('combobox').selectOption('Remove 1');
    await button(page, 'Remove selected items').click();
    await expect(page.getByRole('status').filter({ hasText: 'removed from your order' })).toBeVisible();
    await page.reload();
    const [line] = await sql()`select cancelled_quantity from order_items where order_id = ${order.order_id}`;
    expect(line, 'a reload removes nothing more').toEqual({ cancelled_quantity: 1 });
    await expand(page, 'Cancel this order');
    await button(page, 'Yes, cancel the order').click();
    await expect(page.getByRole('status').filter({ hasText: 'The order is cancelled.' })).toBeVisible();
    await expect(title(page)).toHaveText('This order was cancelled');
    await page.goto(url(`/orders/${order.number}`));
    await expect(async () => {
      expect(await readOrder(order)).toMatchObject({ state: 'cancelled', payment_status: 'refunded' });
    }).toPass({ timeout: 30_000 });
  });

  test('a shopper reports a problem', async ({ page }) => {
    const order = await placePaidOrder();
    await asOwner(order, 'processing');
    await ship(order, 'GIG-3');
    await openOrder(page, order);
    await expand(page, 'Report a problem');
    await page.getByLabel('What is wrong?').fill('It never came');
    await button(page, 'Send report').click();
    await expect(page.getByRole('status').filter({ hasText: 'received your report' })).toBeVisible();
    await expect(title(page)).toHaveText('We are looking into your report');
  });
});
