import type { Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, runCron, setting, sql, staff, test } from './fixtures';
import { openCheckout, type PlacedOrder, placeOrder, readOrder, rpc, simulator } from './orders';
import { expectNoSidewaysScroll, url } from './shopper';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(() => simulator('', { pace: { refund_ms: 500 } }));

/** A guest's order of so many pieces, paid at the gateway. */
async function placePaidOrder(quantity = 1): Promise<PlacedOrder> {
  const order = await placeOrder('paystack', quantity);
  await simulator('/pay', { reference: await openCheckout(order) });
  await expect(async () => expect(await readOrder(order)).toMatchObject({ payment_status: 'paid' })).toPass();
  return order;
}

/** The shop sends pieces of an order, or all that are left. */
async function ship(order: PlacedOrder, tracking_number: string, quantity?: number): Promise<void> {
  const [line] = await sql()<{ variant_id: string }[]>`
    select variant_id from order_items where order_id = ${order.order_id}`;
  const lines = quantity && [{ variant_id: line?.variant_id, quantity }];
  await asOwner(order, 'shipped', { carrier: 'GIG Logistics', tracking_number, ...(lines && { lines }) });
}

/** A move of the staff, without their browser: admin-orders.spec.ts is about that. */
async function asOwner(order: PlacedOrder, to_state: string, details: Record<string, unknown> = {}) {
  await sql().begin(async (tx) => {
    await tx`select set_config('request.jwt.claims',
      (select json_build_object('sub', id, 'role', 'authenticated')::text from auth.users
        where email = ${staff('owner').email}), true)`;
    await tx`set local role authenticated`;
    await tx`select public.update_order_status(${order.order_id}, ${to_state}, null, ${tx.json(details as never)})`;
  });
}

/** The order's page, for whoever came by the link that was mailed. */
async function open(page: Page, order: PlacedOrder): Promise<void> {
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(page).toHaveURL(url(`/orders/${order.number}`));
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const unfold = (page: Page, label: string) => page.locator('summary').filter({ hasText: label }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name });

/** Looks again until the refund has arrived, which the gateway tells by webhook. */
async function expectMoneyBack(page: Page, amount: string): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`Refund sent: ${amount}`).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

const naira = (minor: number) => `₦${(minor / 100).toLocaleString('en')}`;

test('a shopper cancels a paid order and sees the money come back @mobile', async ({ page }) => {
  const order = await placePaidOrder();
  await open(page, order);
  await unfold(page, 'Cancel this order');
  await expect(
    page.getByText(
      `${naira(order.total_minor)} will be refunded automatically to your original payment method.`,
    ),
  ).toBeVisible();
  await page.getByLabel('Why?').last().fill('Bought it twice');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await button(page, 'Yes, cancel the order').click();
  const feedback = page.getByRole('status').filter({ hasText: 'The order is cancelled.' });
  await expect(feedback).toBeFocused();
  await expect(title(page)).toHaveText('This order was cancelled');
  await expect(page.getByText(/Refund on its way|Refund sent/).first()).toBeVisible();
  await expectMoneyBack(page, naira(order.total_minor));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(await readOrder(order)).toMatchObject({
    ...{ state: 'cancelled', payment_status: 'refunded', exceptions: 0 },
  });
  const { text } = await mailTo(order.email, /was cancelled/);
  expect(text).toContain(naira(order.total_minor));
  await runCron();
  await mailTo(order.email, /Refund of .* sent/);
});

test('a shopper takes one piece of three off, and pays for two @mobile', async ({ page }) => {
  const order = await placePaidOrder(3);
  const [line] = await sql()<{ name: string; unit_price_minor: string }[]>`
    select name, unit_price_minor from order_items where order_id = ${order.order_id}`;
  const price = Number(line?.unit_price_minor);
  await open(page, order);
  await unfold(page, 'Remove items');
  await button(page, 'Remove selected items').click();
  await expect(page.getByText('Choose the items to remove.')).toBeVisible();
  await page.getByLabel(new RegExp(line?.name ?? '')).selectOption('Remove 1');
  await expectAccessible(page);
  await button(page, 'Remove selected items').click();
  await expect(page.getByRole('status').filter({ hasText: 'removed from your order' })).toBeFocused();
  await expect(page.locator('s').first()).toHaveText(`1 × ${naira(price)}`);
  await expectMoneyBack(page, naira(price));
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  expect(await readOrder(order)).toMatchObject({ state: 'confirmed', payment_status: 'paid', exceptions: 0 });
  const { text } = await mailTo(order.email, /was changed/);
  expect(text).toContain(`Removed: 1 × ${line?.name}`);
});

test('who cancels too late is told, and the page shows the order as it is', async ({ page }) => {
  const order = await placePaidOrder(2);
  await open(page, order);
  await asOwner(order, 'processing');
  await unfold(page, 'Cancel this order');
  await button(page, 'Yes, cancel the order').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The order has changed' })).toBeFocused();
  await expect(title(page)).toHaveText('We are packing your order');
  await expect(page.getByText('Cancel this order')).toHaveCount(0);
});

test('parcels say what is in them, and who finds something wrong tells the shop @mobile', async ({
  page,
}) => {
  const order = await placePaidOrder(3);
  await asOwner(order, 'processing');
  await ship(order, 'GIG-1', 2);
  await open(page, order);
  await expect(title(page)).toHaveText('Part of your order is on its way');
  await expect(page.getByText(/^Contains: 2 × /)).toBeVisible();
  await expect(page.getByText('2 sent · 1 to follow')).toBeVisible();
  await expect(page.getByText('Report a problem')).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await ship(order, 'GIG-2');
  await asOwner(order, 'mark_in_transit');
  await page.reload();
  await expect(page.getByText('The courier is bringing your order to you.')).toBeVisible();
  await expect(page.getByText(/^Contains: 1 × /)).toBeVisible();

  await unfold(page, 'Report a problem');
  await page.getByLabel('What is wrong?').fill('One jar is broken');
  await expectAccessible(page);
  await button(page, 'Send report').click();
  await expect(page.getByRole('status').filter({ hasText: 'received your report' })).toBeFocused();
  await expect(title(page)).toHaveText('We are looking into your report');
  await expect(page.getByText('“One jar is broken”')).toBeVisible();
  await expectAccessible(page);
  expect(await readOrder(order)).toMatchObject({ status: 'disputed', exceptions: 1 });
});

test('who has paid for a piece that is gone reads by when it is decided @mobile', async ({ page }) => {
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
  await open(page, order);
  await expect(title(page)).toHaveText('We’ve received your payment and are checking our stock');
  await expect(
    page.getByText(/We’ll contact you by .*; otherwise your money will be refunded/),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a shopper takes a piece off, is not asked twice, and cancels the rest', async ({ page }) => {
    const order = await placePaidOrder(3);
    await open(page, order);
    await unfold(page, 'Remove items');
    await button(page, 'Remove selected items').click();
    await expect(page.getByRole('alert').filter({ hasText: 'Choose items' })).toBeVisible();
    await unfold(page, 'Remove items');
    await page.getByRole('combobox').selectOption('Remove 1');
    await button(page, 'Remove selected items').click();
    await expect(page.getByRole('status').filter({ hasText: 'removed from your order' })).toBeVisible();
    await page.reload();
    const [line] = await sql()`select cancelled_quantity from order_items where order_id = ${order.order_id}`;
    expect(line, 'a page that is sent again takes nothing more off').toEqual({ cancelled_quantity: 1 });
    await unfold(page, 'Cancel this order');
    await button(page, 'Yes, cancel the order').click();
    await expect(page.getByRole('status').filter({ hasText: 'The order is cancelled.' })).toBeVisible();
    await expect(title(page)).toHaveText('This order was cancelled');
    await page.goto(url(`/orders/${order.number}`));
    await expect(async () => {
      expect(await readOrder(order)).toMatchObject({ state: 'cancelled', payment_status: 'refunded' });
    }).toPass({ timeout: 30_000 });
  });

  test('a shopper says what is wrong', async ({ page }) => {
    const order = await placePaidOrder();
    await asOwner(order, 'processing');
    await ship(order, 'GIG-3');
    await open(page, order);
    await unfold(page, 'Report a problem');
    await page.getByLabel('What is wrong?').fill('It never came');
    await button(page, 'Send report').click();
    await expect(page.getByRole('status').filter({ hasText: 'received your report' })).toBeVisible();
    await expect(title(page)).toHaveText('We are looking into your report');
  });
});
