import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectNoHorizontalScroll,
  runCron,
  sql,
  test,
  waitForEmail,
} from './fixtures';
import { type PlacedOrder, placeOrder, randomPhone, readOrder } from './orders';
import { ownShop } from './shop';
import { addToCart, fillCheckout, ordersOf, placeButton } from './shopper';
import { commandStatus, feedback, openAs, openOrderAs, press, rpcAs, saveSettings, url } from './staff';

/** A cash order that was shipped. */
async function shippedOrder({ courier = 'Kwik Delivery', quantity = 1 } = {}): Promise<PlacedOrder> {
  const order = await placeOrder('cod', quantity);
  const { order_id } = order;
  for (const to_state of ['processing', 'ready_for_shipment', 'shipped']) {
    const details = to_state === 'shipped' ? { carrier: courier, tracking_number: 'KW-1' } : {};
    await rpcAs('fulfiller', 'update_order_status', { order_id, to_state, details });
  }
  return order;
}

const collectDialog = (page: Page, { number }: PlacedOrder) =>
  page.getByRole('dialog', { name: new RegExp(`cash .* for ${number}`) });

test.describe('on delivery', () => {
  test('the full amount in cash makes the order delivered and paid @mobile', async ({ page }) => {
    const order = await shippedOrder();
    await openOrderAs(page, 'fulfiller', order);
    await page.getByRole('button', { name: /^Delivered, cash collected/ }).click();
    const dialog = collectDialog(page, order);
    await expect(dialog.getByLabel('Who has the money?')).toHaveValue('Kwik Delivery');
    await expect(dialog.getByText('Delivered and paid in full.')).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await dialog.getByRole('button', { name: 'Record cash' }).click();
    await expect(commandStatus(page)).toContainText('paid in full');
    await expect(dialog).toBeHidden();
    expect(await readOrder(order)).toMatchObject({
      ...{ state: 'delivered', payment_status: 'paid', payments: 1, exceptions: 0 },
      paid_minor: String(order.total_minor),
    });
  });

  test('collecting too little opens an exception, and recording the rest resolves it', async ({ page }) => {
    const order = await shippedOrder();
    const short = (order.total_minor - 50_000) / 100;
    await openOrderAs(page, 'admin', order);
    await page.getByRole('button', { name: /^Delivered, cash collected/ }).click();
    const dialog = collectDialog(page, order);
    await dialog.getByLabel('Cash in NGN').fill('nothing');
    await dialog.getByRole('button', { name: 'Record cash' }).click();
    await expect(dialog.getByText('Enter an amount such as 12,500.50.')).toBeVisible();
    await dialog.getByLabel('Cash in NGN').fill(String(short));
    await expect(dialog.getByText('₦500 is missing')).toBeVisible();
    await dialog.getByRole('button', { name: 'Record cash' }).click();
    await expect(page.getByText('The courier collected less than the order costs.')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'delivered', status: 'on_hold', exceptions: 1 });

    await page.getByRole('button', { name: /^Record cash/ }).click();
    await expect(dialog.getByLabel('Cash in NGN')).toHaveValue('500.00');
    await dialog.getByRole('button', { name: 'Record as second payment' }).click();
    await expect(commandStatus(page)).toContainText('paid in full');
    expect(await readOrder(order)).toMatchObject({ status: 'delivered', payments: 2, exceptions: 0 });
  });

  test('warns when a colleague already recorded cash, and can record a second payment', async ({ page }) => {
    const order = await shippedOrder();
    await openOrderAs(page, 'fulfiller', order);
    await page.getByRole('button', { name: /^Delivered, cash collected/ }).click();
    const dialog = collectDialog(page, order);
    const collected = { amount_minor: 100_000, courier: 'Own rider' };
    await rpcAs('fulfiller', 'collect_cash', { order_id: order.order_id, collected });
    await dialog.getByRole('button', { name: 'Record cash' }).click();
    await expect(dialog.getByRole('alert')).toContainText('₦1,000 was already recorded for this order.');
    await dialog.getByLabel('Cash in NGN').fill(String((order.total_minor - 100_000) / 100));
    await dialog.getByRole('button', { name: 'Record as second payment' }).click();
    await expect(commandStatus(page)).toContainText('paid in full');
    expect(await readOrder(order)).toMatchObject({ payments: 2, paid_minor: String(order.total_minor) });
  });

  test('a refused order goes back in stock and counts against the customer’s phone number', async ({
    page,
  }) => {
    const order = await shippedOrder({ quantity: 2 });
    /** The units that the order took from stock. The stock itself also changes with other orders. */
    const unitsTaken = async () => {
      const [row] = await sql()<{ units: number }[]>`
        select -sum(on_hand_delta)::int as units from stock_movements where order_id = ${order.order_id}`;
      return row?.units;
    };
    await openOrderAs(page, 'fulfiller', order);
    await press(page, 'Record refused delivery');
    const refusal = page.getByRole('dialog');
    await refusal.getByLabel('Reason').fill('Had no cash');
    await refusal.getByRole('button', { name: 'Record refused delivery' }).click();
    await expect(page.getByText('The customer refused the delivery.')).toBeVisible();
    expect(await unitsTaken(), 'the return is not recorded yet').toBe(2);

    const [item] = await sql()<{ variant_id: string }[]>`
      select variant_id from order_items where order_id = ${order.order_id}`;
    const lines = [{ variant_id: item?.variant_id, quantity: 2, restock: true }];
    await rpcAs('fulfiller', 'return_order_items', { order_id: order.order_id, lines, reason: 'As new' });
    expect(await unitsTaken()).toBe(0);
    expect(await readOrder(order)).toMatchObject({ state: 'completed', payments: 0, exceptions: 0 });

    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await expect(page.getByText('You owe nothing for this order.')).toBeVisible();

    const next = await placeOrder('cod');
    await sql()`update orders set phone = ${order.phone} where id = ${next.order_id}`;
    await openOrderAs(page, 'fulfiller', next);
    await expect(page.getByText('1 order refused, none delivered.')).toBeVisible();
    await expectAccessible(page);
  });
});

test('records a courier’s handover with a missing amount and a note @mobile', async ({ page }) => {
  const courier = `Rider ${randomUUID().slice(0, 8)}`;
  const orders = [await shippedOrder({ courier }), await shippedOrder({ courier })];
  for (const { order_id, total_minor } of orders) {
    await rpcAs('fulfiller', 'collect_cash', { order_id, collected: { amount_minor: total_minor } });
  }
  const expected = orders.reduce((sum, { total_minor }) => sum + total_minor, 0);
  await openAs(page, 'finance', '/money/cash');
  const row = page
    .getByRole('region', { name: 'To hand over' })
    .getByRole('listitem')
    .filter({ hasText: courier });
  await row.getByText('View 2 orders').click();
  await expect(row.getByRole('link', { name: orders[0]?.number })).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await row.getByRole('button', { name: /^Count/ }).click();
  const dialog = page.getByRole('dialog', { name: `How much does ${courier} hand over?` });
  await dialog.getByLabel('Counted, in NGN').fill(String(expected / 100 - 500));
  await expect(dialog.getByText('₦500 missing')).toBeVisible();
  await dialog.getByRole('button', { name: 'Record handover' }).click();
  await expect(dialog.getByLabel('Note'), 'a note is missing').toBeFocused();
  await dialog.getByLabel('Note').fill('Paid for a repair');

  // More cash is collected while the handover is counted.
  const late = await shippedOrder({ courier });
  await rpcAs('fulfiller', 'collect_cash', {
    ...{ order_id: late.order_id, collected: { amount_minor: late.total_minor } },
  });
  await dialog.getByRole('button', { name: 'Record handover' }).click();
  await expect(dialog.getByText('More cash came in meanwhile')).toBeVisible();
  await dialog.getByLabel('Counted, in NGN').fill(String((expected + late.total_minor) / 100 - 500));
  await dialog.getByRole('button', { name: 'Record handover' }).click();
  await expect(page.getByText('Handover recorded, with the difference and your note.')).toBeVisible();
  await expect(row).toHaveCount(0);
  const counted = page
    .getByRole('region', { name: 'Counted' })
    .getByRole('listitem')
    .filter({ hasText: courier });
  await expect(counted).toContainText('₦500 missing');
  await expect(counted).toContainText('Paid for a repair');
});

test.describe('a cash order', () => {
  test('is confirmed by the shopper through the link in the email', async ({ page }) => {
    const order = await orderToConfirm();
    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await expect(page.getByText('Open the link in the email by')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Confirm my order' })).toHaveCount(0);
    await expectAccessible(page);

    await runCron();
    const { html = '' } = await waitForEmail(order.email);
    const link = new RegExp(`/orders/${order.number}/open/[0-9a-f-]+`).exec(html)?.[0];
    await page.goto(url(link ?? '/'));
    await page.getByRole('button', { name: 'Confirm my order' }).click();
    await expect(page.getByText('Thank you, your order is confirmed.')).toBeVisible();
    await expect(page.getByText('You pay when it arrives.')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
  });

  test('is accepted by a verifier after a call to the shopper', async ({ page }) => {
    const order = await orderToConfirm();
    await openOrderAs(page, 'verifier', order);
    const call = page.getByRole('region', { name: 'Call to confirm' });
    await expect(call.getByRole('link', { name: `Call ${order.phone}` })).toHaveAttribute(
      'href',
      `tel:${order.phone}`,
    );
    await expectAccessible(page);
    await press(page, 'Accept order');
    await expect(feedback(page, 'Accepted.')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
  });

  test('is not offered for a state without cash on delivery, with the reason @mobile', async ({ page }) => {
    await addToCart(page, 'harmattan-balm');
    await fillCheckout(page, /Pay on delivery/);
    await page.getByLabel('State', { exact: true }).selectOption('Kano');
    const cash = page.getByRole('radio', { name: /Pay on delivery/ });
    await expect(cash).toBeDisabled();
    await expect(page.getByText('Only in Lagos, FCT (Abuja)')).toBeVisible();
    await expect(page.getByRole('radio', { name: /Card/ })).toBeChecked();
    await expectAccessible(page);
    await page.getByLabel('State', { exact: true }).selectOption('Lagos');
    await expect(cash).toBeChecked();
  });

  test('is refused after two refused deliveries, and the form keeps its input', async ({ page }) => {
    const phone = randomPhone();
    for (const order of [await placeOrder('cod'), await placeOrder('cod')]) {
      await sql()`update orders set phone = ${phone}, refused_at = now() where id = ${order.order_id}`;
    }
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await page.getByLabel('Phone').fill(phone);
    await placeButton(page).click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'Cash is not available for this order.' }),
    ).toBeVisible();
    await expect(page.getByRole('radio', { name: /Pay on delivery/ })).toBeFocused();
    await expect(page.getByLabel('Full name')).toHaveValue('Ada Obi');
    expect(await ordersOf(email)).toHaveLength(0);
  });
});

test.describe('settings', () => {
  test('the limits for cash accept common spellings of amounts and regions', async ({ page }) => {
    const stored = async () =>
      (
        await sql()`select max_total_minor, regions, max_open_orders from payment_methods
          where method = 'cod' and shop_id = (select id from shops where slug = ${ownShop()})`
      )[0];
    const before = await stored();
    await openAs(page, 'owner', '/settings');
    const cash = page.locator('form').filter({ has: page.locator('[name=method][value=cod]') });
    await expectAccessible(page);
    try {
      await cash.getByLabel(/^Highest total/).fill('lots');
      await cash.getByRole('button', { name: 'Save' }).click();
      await expect(cash.getByText('Enter an amount such as 12,500.50, or leave it empty.')).toBeVisible();
      await cash.getByLabel(/^Highest total/).fill('1,500');
      await cash.getByLabel(/^Only in these regions/).fill('lagos, cross river, Yaba,');
      await cash.getByLabel('Open cash orders').fill('');
      await saveSettings(page, 'owner', cash);
      expect(await stored()).toEqual({
        ...{ max_total_minor: '150000', regions: ['Lagos', 'Cross River', 'Yaba'] },
        max_open_orders: null,
      });
    } finally {
      await sql()`update payment_methods set ${sql()(before as Record<string, never>)}
        where method = 'cod' and shop_id = (select id from shops where slug = ${ownShop()})`;
    }
  });
});

/** A cash order that waits for confirmation. */
async function orderToConfirm(): Promise<PlacedOrder> {
  const requireAcceptance = (isRequired: boolean) => sql()`
    update payment_methods set accept_by_link = true, requires_acceptance = ${isRequired}
    where method = 'cod' and shop_id = (select id from shops where slug = ${ownShop()})`;
  await requireAcceptance(true);
  return placeOrder('cod').finally(() => requireAcceptance(false));
}
