import type { Page } from '@playwright/test';
import { expect, expectAccessible, setting, sql, test } from './fixtures';
import { openCheckout, placeOrder, readOrder, rpc, simulator } from './orders';
import { ownShop } from './shop';
import { expectNoHorizontalScroll, feedback, openOrderAs, panel, press } from './staff';

test.describe.configure({ mode: 'serial' });
test.beforeEach(async () => {
  await simulator('/calm');
  await sql()`update shop_settings set refund_approval_above_minor = 2000000
    where shop_id = (select id from shops where slug = ${ownShop()})`;
});

const refunds = (page: Page) => panel(page, 'Refunds');

async function paidAtGateway(quantity = 1) {
  const order = await placeOrder('paystack', quantity);
  await simulator('/pay', { reference: await openCheckout(order) });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  return order;
}

async function fillRefund(page: Page, amount: string) {
  await press(page, 'Refund');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount in NGN').fill(amount);
  await dialog.getByLabel('Reason').fill('Arrived damaged');
  return dialog;
}

test('a refund above the limit is sent after a second person approves it @mobile', async ({ page }) => {
  const order = await paidAtGateway(4);
  await simulator('', { pace: { refund_ms: 50 } });
  await openOrderAs(page, 'finance', order);
  await press(page, 'Refund');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'The full amount' }).check();
  await expect(dialog.getByText('once a second person has approved it')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Reason').fill('Never arrived');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await expect(dialog).toBeHidden();
  await expect(feedback(page, 'A second person has to approve it')).toBeVisible();
  await expect(refunds(page).getByText('You requested this refund')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expectAccessible(page);
  expect(await readOrder(order)).toMatchObject({ payment_status: 'paid' });

  await openOrderAs(page, 'admin', order);
  await expect(page.getByRole('link', { name: /^Money.*to approve$/ })).toBeVisible();
  await press(page, 'Approve');
  await expect(page.getByRole('dialog', { name: /^Approve ₦.* for / })).toContainText('Never arrived');
  await expectAccessible(page);
  await press(page, 'Approve refund');
  await expect(feedback(page, 'Approved.')).toBeVisible();
  await expect
    .poll(async () => (await readOrder(order)).payment_status, { timeout: 30_000 })
    .toBe('refunded');
  await page.reload();
  await expect(refunds(page)).toContainText('The money is back with the customer.');
  await expect(page.locator('header').getByText('Refunded').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  // The order is not shipped: cancelling it returns its items to stock.
  await expect(page.getByText('The order is fully refunded. Do not ship its items.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start packing' })).toHaveCount(0);
  await press(page, 'Refund and cancel');
  await page.getByRole('dialog').getByLabel('Reason').fill('You never got it');
  await press(page, 'Cancel the order');
  await expect(feedback(page, 'Cancelled.')).toBeVisible();
  expect(await readOrder(order)).toMatchObject({ state: 'cancelled', exceptions: 0 });
});

test('a small refund is sent right away and cannot exceed the amount paid', async ({ page }) => {
  const order = await paidAtGateway();
  await simulator('', { pace: { refund_ms: 50 } });
  await openOrderAs(page, 'finance', order);
  const dialog = await fillRefund(page, '12,50');
  await dialog.getByRole('radio', { name: 'The price of items' }).check();
  await dialog.getByRole('spinbutton').fill('1');
  await expect(dialog.getByText(/is refunded/)).toBeVisible();
  await dialog.getByRole('radio', { name: 'An amount' }).check();
  await expect(dialog.getByText(/is refunded/)).toHaveCount(0);
  await dialog.getByRole('radio', { name: 'The price of items' }).check();
  await expect(dialog.getByText(/is refunded/)).toBeVisible();
  // more than was ordered; once hidden, it must not prevent submitting
  await dialog.getByRole('spinbutton').fill('9');
  await dialog.getByRole('radio', { name: 'An amount' }).check();
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await expect(dialog.getByText('Enter an amount such as 12,500.50.')).toBeVisible();
  await dialog.getByLabel('Amount in NGN').fill('9,000,000');
  await expect(dialog.getByText('is more than can be refunded')).toBeVisible();
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await expect(dialog.getByText('That is more than is left to refund.')).toBeVisible();
  await dialog.getByLabel('Amount in NGN').fill('1,200.50');
  await expect(dialog.getByText('right away, without further approval')).toBeVisible();
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await expect(dialog).toBeHidden();
  await expect(refunds(page)).toContainText('₦1,200.50');
  await expect
    .poll(async () => (await readOrder(order)).payment_status, { timeout: 30_000 })
    .toBe('partially_refunded');
});

test('a colleague declines a refund, and the order stays paid', async ({ page }) => {
  const order = await paidAtGateway();
  await sql()`update shop_settings set refund_approval_above_minor = 0
    where shop_id = (select id from shops where slug = ${ownShop()})`;
  await openOrderAs(page, 'finance', order);
  const request = await fillRefund(page, '100');
  await request.getByRole('button', { name: 'Refund' }).click();
  await expect(feedback(page, 'A second person has to approve it')).toBeVisible();
  await openOrderAs(page, 'admin', order);
  await press(page, 'Decline');
  const dialog = page.getByRole('dialog', { name: 'Decline this refund?' });
  await dialog.getByLabel('Reason').fill('Asked for twice');
  await dialog.getByRole('button', { name: 'Decline the refund' }).click();
  await expect(feedback(page, 'Declined.')).toBeVisible();
  expect(await readOrder(order)).toMatchObject({ payment_status: 'paid' });
});

test('“Check payment again” finds a payment whose webhook was lost', async ({ page }) => {
  const order = await placeOrder();
  await simulator('', { webhooks: { drop: { share: 100 } } });
  await simulator('/pay', { reference: await openCheckout(order) });
  await openOrderAs(page, 'verifier', order);
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment' });
  await press(page, 'Check payment again');
  await expect(feedback(page, 'The gateway has the money, and the order is updated.')).toBeVisible();
  expect(await readOrder(order)).toMatchObject({ status: 'paid', payments: 1 });
  await expect(page.getByRole('button', { name: 'Check payment again' })).toHaveCount(0);
});

test('roles without permission have no button to check a payment', async ({ page }) => {
  const order = await placeOrder();
  await openCheckout(order);
  await openOrderAs(page, 'auditor', order);
  await expect(page.getByText('1 unpaid attempt')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check payment again' })).toHaveCount(0);
  await openOrderAs(page, 'fulfiller', order);
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Payments' })).toHaveCount(0);
});

test('an order that was out of stock when it was paid is confirmed once the stock is back @mobile', async ({
  page,
}) => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await sql()`update inventory_locks set expires_at = now() where order_id = ${order.order_id}`;
  const [stock] = await sql()<{ variant_id: string; on_hand: number; committed: number }[]>`
    select i.variant_id, on_hand, committed from inventory i join order_items using (variant_id)
    where order_id = ${order.order_id}`;
  const count = (on_hand?: number) =>
    rpc(
      'adjust_stock',
      { variant_id: stock?.variant_id, on_hand, reason: 'Counted again' },
      setting('SUPABASE_SECRET_KEY'),
    );
  try {
    await count(stock?.committed);
    await simulator('/pay', { reference });
    await expect.poll(async () => (await readOrder(order)).exceptions).toBe(1);
  } finally {
    await count(stock?.on_hand);
  }
  await openOrderAs(page, 'finance', order);
  await expect(page.getByRole('alert').filter({ hasText: 'Paid, out of stock' })).toContainText(/left/);
  await expectAccessible(page);
  await page.getByRole('radio', { name: /^Confirm order/ }).check();
  await page.getByLabel('Why?').fill('A box was behind the door');
  await press(page, 'Decide');
  await expect(feedback(page, 'The order is confirmed with the amount received.')).toBeVisible();
  await expect(page.getByText('Paid, out of stock', { exact: true })).toHaveCount(0);
  expect(await readOrder(order)).toMatchObject({ status: 'paid', exceptions: 0 });
  await expectNoHorizontalScroll(page);
});

test('a disputed order cannot be refunded until the dispute is closed', async ({ page }) => {
  const order = await paidAtGateway();
  await openOrderAs(page, 'finance', order);
  await press(page, 'Open a dispute');
  const opening = page.getByRole('dialog', { name: `Open a dispute about ${order.number}?` });
  await opening.getByLabel('What is not right?').fill('Charged twice');
  await opening.getByRole('button', { name: 'Open the dispute' }).click();
  await expect(feedback(page, 'The dispute is open.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0);
  expect(await readOrder(order)).toMatchObject({ status: 'disputed' });
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Go to the dispute' }).click();
  await press(page, 'Close dispute');
  const closing = page.getByRole('dialog');
  await closing.getByRole('radio', { name: /^The shop was right/ }).check();
  await closing.getByLabel('What did you find out?').fill('Two orders, two payments');
  await expectAccessible(page);
  await closing.getByRole('button', { name: 'Close dispute' }).click();
  await expect(feedback(page, 'The dispute is closed.')).toBeVisible();
  await expect(panel(page, 'Dispute')).toContainText('Two orders, two payments');
  expect(await readOrder(order)).toMatchObject({ status: 'paid', exceptions: 0 });
});
