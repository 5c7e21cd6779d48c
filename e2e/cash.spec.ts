import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, mailTo, runCron, sql, test } from './fixtures';
import { anyPhone, type PlacedOrder, placeOrder, readOrder } from './orders';
import { ownShop } from './shop';
import { fillCheckout, ordersOf, placeButton, putIntoCart } from './shopper';
import { commandStatus, enter, enterOrder, feedback, press, rpcAs, saveSettings, url } from './staff';

/** An order in cash that a courier is bringing. */
async function sentOrder({ courier = 'Kwik Delivery', quantity = 1 } = {}): Promise<PlacedOrder> {
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

test.describe('at the door', () => {
  test('cash that is all that was due makes the order delivered and paid @mobile', async ({ page }) => {
    const order = await sentOrder();
    await enterOrder(page, 'fulfiller', order);
    await page.getByRole('button', { name: /^Delivered, cash collected/ }).click();
    const dialog = collectDialog(page, order);
    await expect(dialog.getByLabel('Who has the money?')).toHaveValue('Kwik Delivery');
    await expect(dialog.getByText('Delivered and paid in full.')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole('button', { name: 'Record cash' }).click();
    await expect(commandStatus(page)).toContainText('paid in full');
    await expect(dialog).toBeHidden();
    expect(await readOrder(order)).toMatchObject({
      ...{ state: 'delivered', payment_status: 'paid', payments: 1, exceptions: 0 },
      paid_minor: String(order.total_minor),
    });
  });

  test('a sum that is short becomes a question, which the rest answers', async ({ page }) => {
    const order = await sentOrder();
    const short = (order.total_minor - 50_000) / 100;
    await enterOrder(page, 'admin', order);
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

  test('who comes second with the same money is told, and may still say that it is more', async ({
    page,
  }) => {
    const order = await sentOrder();
    await enterOrder(page, 'fulfiller', order);
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

  test('what is refused comes back on the shelf, and the shop remembers who refused it', async ({ page }) => {
    const order = await sentOrder({ quantity: 2 });
    /** what the order has taken from the shelf; others buy the same goods meanwhile */
    const taken = async () => {
      const [row] = await sql()<{ pieces: number }[]>`
        select -sum(on_hand_delta)::int as pieces from stock_movements where order_id = ${order.order_id}`;
      return row?.pieces;
    };
    await enterOrder(page, 'fulfiller', order);
    await press(page, 'Record refused delivery');
    const refusal = page.getByRole('dialog');
    await refusal.getByLabel('Reason').fill('Had no cash');
    await refusal.getByRole('button', { name: 'Record refused delivery' }).click();
    await expect(page.getByText('The customer refused the delivery.')).toBeVisible();
    expect(await taken(), 'nobody has looked at the pieces yet').toBe(2);

    const [item] = await sql()<{ variant_id: string }[]>`
      select variant_id from order_items where order_id = ${order.order_id}`;
    const lines = [{ variant_id: item?.variant_id, quantity: 2, restock: true }];
    await rpcAs('fulfiller', 'return_order_items', { order_id: order.order_id, lines, reason: 'As new' });
    expect(await taken()).toBe(0);
    expect(await readOrder(order)).toMatchObject({ state: 'completed', payments: 0, exceptions: 0 });

    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await expect(page.getByText('You owe nothing for this order.')).toBeVisible();

    const next = await placeOrder('cod');
    await sql()`update orders set phone = ${order.phone} where id = ${next.order_id}`;
    await enterOrder(page, 'fulfiller', next);
    await expect(page.getByText('1 order refused, none delivered.')).toBeVisible();
    await expectAccessible(page);
  });
});

test('what a courier hands over is counted, and what is missing is on record @mobile', async ({ page }) => {
  const courier = `Rider ${randomUUID().slice(0, 8)}`;
  const orders = [await sentOrder({ courier }), await sentOrder({ courier })];
  for (const { order_id, total_minor } of orders) {
    await rpcAs('fulfiller', 'collect_cash', { order_id, collected: { amount_minor: total_minor } });
  }
  const expected = orders.reduce((sum, { total_minor }) => sum + total_minor, 0);
  await enter(page, 'finance', '/money/cash');
  const row = page
    .getByRole('region', { name: 'To hand over' })
    .getByRole('listitem')
    .filter({ hasText: courier });
  await row.getByText('View 2 orders').click();
  await expect(row.getByRole('link', { name: orders[0]?.number })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await row.getByRole('button', { name: /^Count/ }).click();
  const dialog = page.getByRole('dialog', { name: `How much does ${courier} hand over?` });
  await dialog.getByLabel('Counted, in NGN').fill(String(expected / 100 - 500));
  await expect(dialog.getByText('₦500 missing')).toBeVisible();
  await dialog.getByRole('button', { name: 'Record handover' }).click();
  await expect(dialog.getByLabel('Note'), 'a note is missing').toBeFocused();
  await dialog.getByLabel('Note').fill('Paid for a repair');

  // one more comes in while somebody counts
  const late = await sentOrder({ courier });
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

test.describe('the shopper', () => {
  test('says yes by the link in a mail, and only then the goods are theirs', async ({ page }) => {
    const order = await orderToConfirm();
    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await expect(page.getByText('Open the link in the email by')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Confirm my order' })).toHaveCount(0);
    await expectAccessible(page);

    await runCron();
    const mail = await mailTo(order.email);
    const link = new RegExp(`/orders/${order.number}/open/[0-9a-f-]+`).exec(mail.html ?? '')?.[0];
    await page.goto(url(link ?? '/'));
    await page.getByRole('button', { name: 'Confirm my order' }).click();
    await expect(page.getByText('Thank you, your order is confirmed.')).toBeVisible();
    await expect(page.getByText('You pay when it arrives.')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
  });

  test('is called before the order is accepted', async ({ page }) => {
    const order = await orderToConfirm();
    await enterOrder(page, 'verifier', order);
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

  test('sees where cash is not taken, and why @mobile', async ({ page }) => {
    await putIntoCart(page, 'harmattan-balm');
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

  test('who sent the courier away twice pays in another way, and keeps what was typed', async ({ page }) => {
    const phone = anyPhone();
    for (const order of [await placeOrder('cod'), await placeOrder('cod')]) {
      await sql()`update orders set phone = ${phone}, refused_at = now() where id = ${order.order_id}`;
    }
    await putIntoCart(page, 'harmattan-balm');
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
  test('the limits of cash are typed as people say them, and kept', async ({ page }) => {
    const stored = async () =>
      (
        await sql()`select max_total_minor, regions, max_open_orders from payment_methods
          where method = 'cod' and shop_id = (select id from shops where slug = ${ownShop()})`
      )[0];
    const before = await stored();
    await enter(page, 'owner', '/settings');
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

/** An order in cash that waits for a yes. */
async function orderToConfirm(): Promise<PlacedOrder> {
  const require = (isRequired: boolean) => sql()`
    update payment_methods set accept_by_link = true, requires_acceptance = ${isRequired}
    where method = 'cod' and shop_id = (select id from shops where slug = ${ownShop()})`;
  await require(true);
  const order = await placeOrder('cod');
  await require(false);
  return order;
}
