import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { type PlacedOrder, placeOrder, readOrder } from './orders';
import {
  adminUrl,
  commandStatus,
  expectNoHorizontalScroll,
  feedback,
  openAs,
  pay,
  press,
  rpcAs,
} from './staff';

test.describe('packing and shipping', () => {
  test('packs several orders in bulk and ships them one by one with the keyboard', async ({ page }) => {
    const orders = await placeOldestOrders(4);
    const [one, two, three, held] = orders as [PlacedOrder, PlacedOrder, PlacedOrder, PlacedOrder];
    await openAs(page, 'fulfiller', '/fulfilment');
    await expect(rowOf(page, held)).toBeVisible();
    // One is put on hold in the meantime.
    await rpcAs('fulfiller', 'update_order_status', {
      ...{ order_id: held.order_id, to_state: 'hold' },
      details: { reason: 'The customer is away until Monday' },
    });
    await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
    for (const { number } of orders) {
      await page.keyboard.press('j');
      await expect(page.getByRole('link', { name: number })).toBeFocused();
      await page.keyboard.press('x');
    }
    await expect(page.getByText(/^4 of \d+ selected$/)).toBeVisible();
    await expectAccessible(page);
    await inBulk(page, 'Start packing');
    const outcome = page.getByRole('alert').filter({ hasText: '3 of 4 orders are being packed.' });
    await expect(outcome).toBeFocused();
    await expect(outcome.getByRole('listitem')).toHaveText(
      `${held.number}: A colleague changed this order a moment ago. Check it again before you decide.`,
    );

    await expect(page.getByLabel(`Select ${held.number}`)).toHaveCount(0);
    for (const order of [one, two, three]) await page.getByLabel(`Select ${order.number}`).check();
    await inBulk(page, 'Mark as packed');
    await expect(feedback(page, '3 orders are packed and ready to ship.')).toBeVisible();
    for (const order of [one, two, three])
      expect(await readOrder(order)).toMatchObject({ state: 'ready_for_shipment' });

    await page.getByRole('link', { name: /^On hold/ }).click();
    await expect(rowOf(page, held)).toContainText('The customer is away until Monday');
    await expect(rowOf(page, held).getByRole('button')).toHaveCount(0);
    await page.goto(adminUrl(`/fulfilment/pick-list?orders=${held.number}`));
    await expect(
      page.getByText(`Left out because this order is on hold or not waiting to be shipped: ${held.number}`),
    ).toBeVisible();
    await expectAccessible(page);
    await page.goBack();

    await page.getByRole('link', { name: /^To ship/ }).click();
    await page.getByLabel(`Carrier, ${one.number}`).fill('GIG Logistics');
    await tracking(page, one).focus();
    await page.keyboard.type('GIG 1');
    await page.keyboard.press('Enter');
    await expect(tracking(page, two)).toBeFocused();
    await page.keyboard.type('GIG 2');
    await page.keyboard.press('Enter');
    await expect(tracking(page, three)).toBeFocused();
    await page.keyboard.type('GIG 3');
    await page.keyboard.press('Enter');
    await expect(feedback(page, `${three.number}: Shipped.`)).toBeVisible();
    await expect(rowOf(page, three)).toHaveCount(0);
    const parcels = await sql()`
      select carrier, tracking_number from shipments join orders on orders.id = order_id
      where order_id = any (${[one, two, three].map(({ order_id }) => order_id)}) order by confirmed_at`;
    expect(parcels.map((parcel) => Object.values(parcel))).toEqual([
      ['GIG Logistics', 'GIG 1'],
      ['GIG Logistics', 'GIG 2'],
      ['GIG Logistics', 'GIG 3'],
    ]);
  });

  test('ships an order in two parcels @mobile', async ({ page }) => {
    const [order] = (await placeOldestOrders(1, 3)) as [PlacedOrder];
    await rpcAs('fulfiller', 'update_order_status', {
      order_id: order.order_id,
      to_state: 'ready_for_shipment',
    });
    await openAs(page, 'fulfiller', '/fulfilment?stage=to_ship');
    await rowOf(page, order).getByRole('button', { name: 'Split shipment' }).click();
    const dialog = page.getByRole('dialog', { name: `Ship items of ${order.number}` });
    await dialog.getByLabel('Carrier').fill('Kwik Delivery');
    await dialog.getByLabel('Tracking number').fill('KW 1');
    await dialog.getByLabel('Tracking link').fill('https://track.example/KW1');
    await dialog.getByRole('spinbutton').fill('2');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Mark as shipped' }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, order)).toContainText('2 shipped before');
    expect(await readOrder(order)).toMatchObject({ status: 'partially_shipped' });

    await expect(page.getByLabel(`Carrier, ${order.number}`)).not.toHaveValue('');
    await tracking(page, order).fill('KW 2');
    await tracking(page, order).press('Enter');
    await expect(rowOf(page, order)).toHaveCount(0);
    const parcels = await sql()`
      select sum(quantity)::int as units from shipments join shipment_items on shipment_id = shipments.id
      where order_id = ${order.order_id} group by shipments.id, shipped_at order by shipped_at`;
    expect(parcels.map(({ units }) => units)).toEqual([2, 1]);
    expect(await readOrder(order)).toMatchObject({ state: 'shipped' });
    await expectNoHorizontalScroll(page);
  });

  test('staff who confirmed a payment cannot ship the order', async ({ page }) => {
    const order = await placeOrder('bank_transfer');
    await rpcAs('owner', 'verify_payment', {
      ...{ order_id: order.order_id, decision: 'confirm' },
      seen: { amount_minor: order.total_minor, bank_reference: order.number, received_at: '2026-01-05' },
    });
    await rpcAs('owner', 'update_order_status', { order_id: order.order_id, to_state: 'ready_for_shipment' });
    await makeOldest([order]);
    await openAs(page, 'owner', '/fulfilment?stage=to_ship');
    await expect(rowOf(page, order)).toContainText(
      'You confirmed the payment, so a colleague has to ship this order.',
    );
    await expect(tracking(page, order)).toHaveCount(0);
    await openAs(page, 'fulfiller', '/fulfilment?stage=to_ship');
    await expect(tracking(page, order)).toBeVisible();
    await expect(rowOf(page, order)).not.toContainText('a colleague has to ship');
  });
});

test.describe('parcels on the way', () => {
  test('a failed delivery is tried again and succeeds @mobile', async ({ page }) => {
    const order = await shipOldestOrder();
    await openAs(page, 'fulfiller', '/fulfilment?stage=on_the_way');
    await expect(rowOf(page, order).getByRole('link', { name: 'KW 7' })).toHaveAttribute(
      'href',
      /track\.example/,
    );
    await rowOf(page, order).getByRole('button', { name: 'Record failed delivery' }).click();
    const dialog = page.getByRole('dialog', { name: `Why could ${order.number} not be delivered?` });
    await dialog.getByRole('button', { name: 'Nobody at home' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Record failed delivery' }).click();
    await expect(feedback(page, `${order.number}: Delivery attempt failed.`)).toBeVisible();
    await expect(rowOf(page, order)).toHaveCount(0);

    await page.getByRole('link', { name: /^Delivery problems/ }).click();
    await expect(rowOf(page, order)).toContainText('Delivery attempt failed');
    await rowOf(page, order).getByRole('button', { name: 'Try again' }).click();
    await expect(rowOf(page, order)).toHaveCount(0);
    await page.getByRole('link', { name: /^On the way/ }).click();
    await rowOf(page, order)
      .getByRole('button', { name: /^Delivered/ })
      .click();
    await expect(feedback(page, `${order.number}: Delivered.`)).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'delivered' });
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
  });

  test('after a refused delivery, undamaged items go back in stock and a damaged one is written off', async ({
    page,
  }) => {
    const order = await shipOldestOrder(3);
    await openAs(page, 'fulfiller', `/orders/${order.number}`);
    await press(page, 'Record refused delivery');
    await page.getByRole('dialog').getByLabel('Reason').fill('Changed their mind');
    await page.getByRole('dialog').getByRole('button', { name: 'Record refused delivery' }).click();
    await expect(commandStatus(page)).toContainText('Delivery refused.');
    await expect(page.getByText('The customer refused the delivery.')).toBeVisible();
    await expectAccessible(page);

    expect(await restocked(order)).toBe(0);
    await openAs(page, 'fulfiller', '/fulfilment?stage=came_back');
    await rowOf(page, order).getByRole('button', { name: 'Record return' }).click();
    const dialog = page.getByRole('dialog', { name: `Which items of ${order.number} were returned?` });
    await expect(dialog.getByLabel('Back in stock')).toHaveValue('3');
    await dialog.getByLabel('Written off').fill('1');
    await expect(dialog.getByLabel('Back in stock')).toHaveValue('2');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Record return' }).click();
    await expect(rowOf(page, order)).toContainText('The order closes once the money is refunded.');
    await expect(rowOf(page, order).getByRole('button', { name: 'Try again' })).toHaveCount(0);
    expect(await restocked(order)).toBe(2);
    expect(await readOrder(order)).toMatchObject({ state: 'shipped', status: 'returned' });
  });
});

test.describe('printed documents', () => {
  test('each order has a packing slip with any cash to collect, and the pick list totals all items', async ({
    page,
  }) => {
    const paid = await placeOrder('paystack', 2);
    await pay(paid);
    const cash = await placeOrder('cod', 3);
    await makeOldest([paid, cash]);
    await openAs(page, 'fulfiller', '/fulfilment');
    await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
    for (const { number } of [paid, cash]) await page.getByLabel(`Select ${number}`).check();

    const slips = await inTab(page, 'Packing slips');
    await expect(slips.getByRole('heading', { level: 2 })).toHaveText([paid.number, cash.number]);
    const slip = slips.getByRole('region', { name: `Packing slip of ${cash.number}` });
    await expect(slip).toContainText('12 Herbert Macaulay Way');
    await expect(slip).toContainText(cash.phone);
    await expect(slip).toContainText('Collect in cash');
    await expect(slips.getByRole('region', { name: `Packing slip of ${paid.number}` })).not.toContainText(
      'Collect',
    );
    await expectAccessible(slips);
    await slips.emulateMedia({ media: 'print' });
    await expect(slips.getByRole('banner')).toHaveCount(0);
    await expect(slips.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(slip).toBeVisible();
    // One sheet for each order.
    const pdf = (await slips.pdf({ format: 'A5' })).toString('latin1');
    expect(/\/Count (\d+)/.exec(pdf)?.[1]).toBe('2');
    await slips.close();

    const picks = await inTab(page, 'Pick list');
    await expect(picks.getByText('5 items for 2 orders')).toBeVisible();
    await expect(picks.getByRole('checkbox')).toHaveCount(1);
    await expect(picks.getByRole('checkbox')).toHaveAccessibleName(
      new RegExp(`^5 .*2 × ${paid.number}, 3 × ${cash.number}`),
    );
    await expectAccessible(picks);
  });
});

const rowOf = (page: Page, { number }: PlacedOrder) =>
  page
    .getByRole('region')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: number, exact: true }) });

const tracking = (page: Page, { number }: PlacedOrder) => page.getByLabel(`Tracking number, ${number}`);

const bulk = (page: Page) => page.getByRole('form', { name: 'Selected orders' });
const inBulk = (page: Page, name: string) => bulk(page).getByRole('button', { name }).click();

/** Presses a bulk button and returns the new tab that it opens. */
async function inTab(page: Page, name: string): Promise<Page> {
  const [tab] = await Promise.all([page.waitForEvent('popup'), inBulk(page, name)]);
  return tab;
}

/**
 * Makes these orders the oldest in the queue, because other tests leave orders in it. A call that comes a second later gets times
 * a minute earlier. The orders of a call are one second apart.
 */
async function makeOldest(orders: PlacedOrder[]) {
  const since = new Date(Date.UTC(2020, 0) - ((Date.now() - Date.UTC(2026, 0)) / 1000) * 60_000);
  for (const [seconds, { order_id }] of orders.entries()) {
    await sql()`
      update orders set confirmed_at = ${since}::timestamptz + make_interval(secs => ${seconds}) where id = ${order_id}`;
  }
}

async function placeOldestOrders(count: number, quantity = 1): Promise<PlacedOrder[]> {
  const orders: PlacedOrder[] = [];
  for (let index = 0; index < count; index++) orders.push(await placeOrder('cod', quantity));
  await makeOldest(orders);
  return orders;
}

/** A paid order that was shipped. */
async function shipOldestOrder(quantity = 1): Promise<PlacedOrder> {
  const order = await placeOrder('paystack', quantity);
  await pay(order);
  await makeOldest([order]);
  const { order_id } = order;
  await rpcAs('fulfiller', 'update_order_status', { order_id, to_state: 'ready_for_shipment' });
  const details = {
    carrier: 'Kwik Delivery',
    tracking_number: 'KW 7',
    tracking_url: 'https://track.example/KW7',
  };
  await rpcAs('fulfiller', 'update_order_status', { order_id, to_state: 'shipped', details });
  return order;
}

/** The units of this order that went back in stock. The stock itself also changes with the orders of other tests. */
async function restocked({ order_id }: PlacedOrder): Promise<number> {
  const [row] = await sql()<{ units: number }[]>`
    select coalesce(sum(on_hand_delta), 0)::int as units from stock_movements
    where order_id = ${order_id} and reason = 'return'`;
  return row?.units ?? 0;
}
