import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { openCheckout, type PlacedOrder, placeOrder, readOrder, simulator } from './orders';
import { ownShop } from './shop';
import { expectNoHorizontalScroll, feedback, openAs, openOrderAs, panel, pay, press, rpcAs } from './staff';

const next = (page: Page) => page.getByRole('region', { name: 'Next step' });
const move = (order: PlacedOrder, to_state: string, role: 'admin' | 'fulfiller' = 'fulfiller') =>
  rpcAs(role, 'update_order_status', { order_id: order.order_id, to_state });

test('the order’s page shows a declined card payment at once', async ({ page }) => {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference, method: 'card', card: '4084080000005408' });
  expect(await readOrder(order)).toMatchObject({ status: 'pending_payment' });
  await openOrderAs(page, 'verifier', order);
  await expect(next(page).getByText(/^The last payment attempt failed/)).toBeVisible();
  await expect(page.getByText('Payment failed').first()).toBeVisible();
  await expectAccessible(page);
});

test('staff who confirmed a payment see why they cannot ship, and a colleague can', async ({ page }) => {
  const order = await placeOrder('bank_transfer');
  await rpcAs('admin', 'verify_payment', {
    order_id: order.order_id,
    decision: 'confirm',
    seen: { amount_minor: order.total_minor, bank_reference: null, received_at: '2026-01-05' },
  });
  await move(order, 'processing');
  await move(order, 'ready_for_shipment');
  await openOrderAs(page, 'admin', order);
  await expect(
    next(page).getByText('You confirmed the payment, so a colleague has to ship the order.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mark as shipped' })).toHaveCount(0);
  await expectAccessible(page);
  await openOrderAs(page, 'finance', order);
  await expect(next(page).getByText('Only owner, admin, or fulfiller can do this.')).toBeVisible();
  await openOrderAs(page, 'fulfiller', order);
  await expect(page.getByRole('button', { name: 'Mark as shipped' })).toBeVisible();
});

test('a paid order does not show as overpaid after items are removed', async ({ page }) => {
  const order = await placeOrder('paystack', 2);
  await simulator('/pay', { reference: await openCheckout(order), method: 'card' });
  await expect.poll(async () => (await readOrder(order)).status).toBe('paid');
  await openOrderAs(page, 'admin', order);
  await press(page, 'Remove items');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton').first().fill('1');
  await dialog.getByLabel('Reason').fill('You asked for fewer');
  await dialog.getByRole('button', { name: 'Remove items' }).click();
  await expect(feedback(page, 'Items removed.')).toBeVisible();
  await expect(page.getByText(/Overpaid|Paid too much/)).toHaveCount(0);
  await page.reload();
  await expect(panel(page, 'Refunds').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText(/Overpaid|Paid too much/)).toHaveCount(0);
});

test('a disputed order shows which roles can decide', async ({ page }) => {
  const order = await placeOrder();
  await pay(order);
  await rpcAs('finance', 'open_dispute', { order_id: order.order_id, reason: 'Never arrived' });
  await openOrderAs(page, 'fulfiller', order);
  await expect(next(page)).toContainText('The order waits until the shop has decided');
  await expect(next(page)).toContainText('Only owner, admin, or finance can do this.');
  await expect(page.getByRole('button', { name: 'Start packing' })).toHaveCount(0);
});

test('a shop with its own riders can ship without a tracking number @mobile', async ({ page }) => {
  const setRequired = (value: boolean) =>
    sql()`update shop_settings set requires_tracking = ${value} where shop_id = (select id from shops where slug = ${ownShop()})`;
  const order = await placeOrder('cod');
  await move(order, 'processing');
  await move(order, 'ready_for_shipment');
  try {
    await setRequired(false);
    await openOrderAs(page, 'fulfiller', order);
    await page.getByLabel('Carrier').fill('Our rider');
    await expect(page.getByLabel('Tracking number (optional)')).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Mark as shipped');
    await expect(feedback(page, 'Shipped.')).toBeVisible();
  } finally {
    await setRequired(true);
  }
  await page.reload();
  await expect(panel(page, 'Parcel')).toContainText('Our rider');
  await expect(panel(page, 'Parcel')).not.toContainText('null');
  await expectNoHorizontalScroll(page);
});

test('every menu link is visible, also on a phone @mobile', async ({ page }) => {
  await openAs(page, 'owner', '/orders');
  const menu = page.getByRole('navigation', { name: 'Admin' });
  const { width = 0 } = page.viewportSize() ?? {};
  const links = menu.getByRole('link');
  await expect(links).toHaveText([
    ...[/^Orders/, /^Transfers/, /^Packing/, /^Money/, /^Products/, /^Settings/],
  ]);
  for (const link of await links.all()) {
    const [name, box] = [await link.textContent(), await link.boundingBox()];
    expect([name, box && box.x >= 0 && box.x + box.width <= width]).toEqual([name, true]);
  }
  await expectAccessible(page);
  await menu.getByRole('link', { name: /Settings/ }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expectNoHorizontalScroll(page);
});

test('asks before leaving unsaved settings @mobile', async ({ page }) => {
  await openAs(page, 'admin', '/orders');
  const menu = page.getByRole('navigation', { name: 'Admin' });
  await menu.getByRole('link', { name: /Settings/ }).click();
  const limit = page.getByLabel(/^Refunds above this need a second person/);
  const before = await limit.inputValue();
  await limit.fill('123');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  const questions: string[] = [];
  let shouldLeave = false;
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    return shouldLeave ? dialog.accept() : dialog.dismiss();
  });
  await menu.getByRole('link', { name: /Orders/ }).click();
  await expect.poll(() => questions).toHaveLength(1);
  expect(questions[0]).toContain('Leave without saving?');
  await expect(page).toHaveURL(/settings/);
  await expect(limit).toHaveValue('123');
  await limit.fill(before);
  await expect(page.getByText('Not saved yet.')).toHaveCount(0);
  await limit.fill('123');
  shouldLeave = true;
  await menu.getByRole('link', { name: /Orders/ }).click();
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  expect(questions).toHaveLength(2);
});
