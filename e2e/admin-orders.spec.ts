import type { Page } from '@playwright/test';
import { type Email, expect, expectAccessible, runCron, sql, test, waitForEmail } from './fixtures';
import { placeOrder, readOrder, rpc } from './orders';
import {
  adminUrl,
  commandStatus,
  expectNoHorizontalScroll,
  feedback,
  openOrderAs,
  panel,
  pay,
  press,
} from './staff';

/** The link to the order in an email. */
function linkIn({ html = '' }: Email): string {
  const link = /href="([^"]*\/orders\/[^"]*\/open\/[^"]*)"/.exec(html)?.[1];
  if (!link) throw new Error('no link in the email');
  return link;
}

test.describe('an order', () => {
  test('does not repeat a command’s status message when staff return to the page', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'fulfiller', order);
    await press(page, 'Start packing');
    await expect(commandStatus(page)).toHaveText('Packing started.');
    await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
    await expect(page.getByRole('searchbox', { name: 'Search orders' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Mark as packed' })).toBeVisible();
    await expect(commandStatus(page)).toHaveCount(0);
  });

  test('a fulfiller takes a paid order from confirmed to delivered @mobile', async ({ page }) => {
    const order = await placeOrder();
    await pay(order);
    await openOrderAs(page, 'fulfiller', order);
    await expectAccessible(page);
    await press(page, 'Start packing');
    await expect(commandStatus(page)).toHaveText('Packing started.');
    await expect(commandStatus(page)).toBeFocused();
    await press(page, 'Mark as packed');
    await expect(commandStatus(page)).toHaveText('Packed and ready to ship.');

    await page.getByLabel('Carrier').fill('GIG Logistics');
    await page.getByLabel('Tracking number').fill('GIG 7700123');
    await page.getByLabel('Tracking link').fill('https://track.example/GIG7700123');
    await expectAccessible(page);
    await press(page, 'Mark as shipped');
    await expect(commandStatus(page)).toHaveText('Shipped. We’ve notified the customer.');
    await expect(page.getByRole('link', { name: 'GIG 7700123' })).toHaveAttribute(
      'href',
      'https://track.example/GIG7700123',
    );
    await press(page, 'Mark as delivered');
    await expect(commandStatus(page)).toHaveText('Delivered. We’ve notified the customer.');
    expect(await readOrder(order)).toMatchObject({ state: 'delivered', status: 'delivered' });
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: 'Shipped' })
        .getByText(/Musa Ibrahim, fulfiller/),
    ).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
  });

  test('an order on hold cannot be packed until it is released', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'fulfiller', order);
    await press(page, 'Put on hold');
    const dialog = page.getByRole('dialog', { name: `Put ${order.number} on hold?` });
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('The customer is away until Monday');
    await dialog.getByRole('button', { name: 'Put on hold' }).click();
    await expect(dialog).toBeHidden();
    await expect(commandStatus(page)).toContainText('On hold.');
    await expect(page.getByText('The customer is away until Monday').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start packing' })).toHaveCount(0);
    await press(page, 'Release hold');
    await expect(page.getByRole('button', { name: 'Start packing' })).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ status: 'confirmed' });
  });

  test('cancelling an order needs a reason and returns its items to stock', async ({ page }) => {
    const order = await placeOrder('cod');
    const committed = async () => {
      const [row] = await sql()<{ committed: number }[]>`
        select sum(committed_quantity)::int as committed from order_items where order_id = ${order.order_id}`;
      return row?.committed;
    };
    expect(await committed()).toBe(1);
    await openOrderAs(page, 'verifier', order);
    await press(page, 'Cancel order');
    const dialog = page.getByRole('dialog', { name: `Cancel ${order.number}?` });
    await dialog.getByRole('button', { name: 'Keep the order' }).click();
    await expect(dialog).toBeHidden();
    await press(page, 'Cancel order');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    // The reason is missing.
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Reason').fill('You asked us to cancel');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await expect(page.getByText('Cancelled by the shop: You asked us to cancel')).toBeVisible();
    await expect(page.getByText('The items are back in stock')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'cancelled' });
    expect(await committed()).toBe(0);
  });

  test('a note appears on the timeline with its author', async ({ page }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'finance', order);
    await page.getByLabel('Add a note').fill('Called her:\nshe is at home after six.');
    await press(page, 'Save note');
    await expect(page.getByText('she is at home after six.')).toBeVisible();
    await expect(page.getByText(/Chidi Nwosu, finance/)).toBeVisible();
    await expect(page.getByLabel('Add a note')).toHaveValue('');
  });

  test('sending a new link to the customer disables all earlier links', async ({ page, browser }) => {
    const order = await placeOrder('bank_transfer');
    await runCron();
    const old = linkIn(await waitForEmail(order.email, /How to pay/));
    const stranger = await browser.newPage();
    await stranger.goto(old);
    const expectOpen = (on: Page) => expect(on.getByRole('main')).toContainText(order.number);
    const closed = (on: Page) => on.getByRole('heading', { name: 'This order opens with its private link' });
    await expectOpen(stranger);

    await openOrderAs(page, 'verifier', order);
    await page.getByRole('button', { name: 'Send a new link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send a new link?' });
    await expect(dialog).toContainText(`We email a new link to ${order.email}.`);
    await expect(dialog).toContainText('All earlier links to this order stop working at once');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send a new link' }).click();
    await expect(page.getByText('The new link is on its way.')).toBeVisible();
    await expect(page.getByText('New link sent, earlier links stopped working')).toBeVisible();

    await stranger.reload();
    await expect(closed(stranger)).toBeVisible();
    await stranger.goto(old);
    await expect(closed(stranger)).toBeVisible();
    await runCron();
    const shopper = await browser.newPage();
    await shopper.goto(linkIn(await waitForEmail(order.email, /A new link/)));
    await expectOpen(shopper);
    await Promise.all([stranger.close(), shopper.close()]);
  });

  test('refuses a command on an outdated view of the order', async ({ page, browser }) => {
    const order = await placeOrder('cod');
    await openOrderAs(page, 'fulfiller', order);
    const colleague = await (await browser.newContext()).newPage();
    await openOrderAs(colleague, 'admin', order);
    await press(colleague, 'Start packing');
    await expect(commandStatus(colleague)).toHaveText('Packing started.');

    await press(page, 'Put on hold');
    await page.getByRole('dialog').getByLabel('Reason').fill('Looks odd');
    await page.getByRole('dialog').getByRole('button', { name: 'Put on hold' }).click();
    await expect(page.getByText('A colleague changed this order a moment ago.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Mark as packed' })).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ status: 'processing' });
    await colleague.context().close();
  });

  test('shows a payment of the wrong amount at the top of the page and in the list', async ({ page }) => {
    const order = await placeOrder();
    const reference = await pay(order, order.total_minor - 5000);
    await openOrderAs(page, 'finance', order);
    await expect(page.getByRole('alert').filter({ hasText: 'Amount doesn’t match' })).toContainText(
      'Finance decides by',
    );
    await expect(page.getByText(reference)).toBeVisible();
    await expectAccessible(page);
    await page.goto(adminUrl('/orders?view=attention'));
    await expect(page.getByRole('listitem').filter({ hasText: order.number })).toContainText(
      'Amount doesn’t match',
    );
  });
});

test.describe('items of an order', () => {
  test('a part is shipped, and the rest is removed and refunded @mobile', async ({ page }) => {
    const order = await placeOrder('paystack', 3);
    await pay(order);
    await openOrderAs(page, 'owner', order);
    await press(page, 'Start packing');
    await expect(feedback(page, 'Packing started.')).toBeVisible();
    await press(page, 'Mark as packed');
    await expect(feedback(page, 'Packed and ready to ship.')).toBeVisible();
    await page.getByLabel('Carrier').fill('GIG Logistics');
    await page.getByLabel('Tracking number').fill('GIG 1');
    await page.getByText('Split shipment').click();
    await page.getByRole('spinbutton').fill('9');
    await page.getByText('Split shipment').click();
    await expect(page.getByRole('spinbutton')).toHaveCount(0);
    await press(page, 'Mark as shipped');
    await expect(page.getByRole('spinbutton'), 'shows why it was not submitted').toBeVisible();
    await page.getByRole('spinbutton').fill('2');
    await expectAccessible(page);
    await press(page, 'Mark as shipped');
    await expect(page.getByText('2 shipped')).toBeVisible();
    await expect(page.getByText('1 to ship')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ status: 'partially_shipped' });

    await press(page, 'Remove items');
    const dialog = page.getByRole('dialog', { name: `Remove items from ${order.number}?` });
    await dialog.getByLabel('Reason').fill('An item is damaged');
    await dialog.getByRole('button', { name: 'Remove items' }).click();
    await expect(dialog.getByText('Choose at least one item.')).toBeVisible();
    await expect(dialog.getByLabel('Reason')).toHaveValue('An item is damaged');
    await expectAccessible(page);
    await dialog.getByRole('spinbutton').fill('1');
    await dialog.getByRole('button', { name: 'Remove items' }).click();
    await expect(dialog).toBeHidden();
    await expect(feedback(page, 'Items removed.')).toBeVisible();
    await expect(page.getByText('1 removed')).toBeVisible();
    await expect(panel(page, 'Refunds')).toContainText('Items were removed from the order');
    expect(await readOrder(order)).toMatchObject({ state: 'shipped' });
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
  });

  test('returned items go back in stock unless they are written off', async ({ page }) => {
    const order = await placeOrder('cod', 2);
    await openOrderAs(page, 'fulfiller', order);
    await press(page, 'Start packing');
    await expect(feedback(page, 'Packing started.')).toBeVisible();
    await press(page, 'Mark as packed');
    await page.getByLabel('Carrier').fill('GIG');
    await page.getByLabel('Tracking number').fill('2');
    await press(page, 'Mark as shipped');
    await expect(feedback(page, 'Shipped.')).toBeVisible();
    const returns = async () => {
      const [row] = await sql()<{ units: number }[]>`
        select coalesce(sum(on_hand_delta), 0)::int as units from stock_movements
        where order_id = ${order.order_id} and reason = 'return'`;
      return row?.units;
    };
    const recordReturn = async (isRestocked: boolean) => {
      await press(page, 'Record return');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(isRestocked ? 'Back in stock' : 'Written off').fill('1');
      await dialog.getByLabel('Reason').fill('Did not fit');
      await dialog.getByRole('button', { name: 'Record return' }).click();
      await expect(dialog).toBeHidden();
    };
    await recordReturn(false);
    await expect(page.getByText('1 returned')).toBeVisible();
    expect(await returns()).toBe(0);
    await recordReturn(true);
    await expect(page.getByText('2 returned')).toBeVisible();
    expect(await returns()).toBe(1);
    expect(await readOrder(order)).toMatchObject({ status: 'returned' });
  });

  test('“Order again” places one copy of a cancelled order', async ({ page }) => {
    const order = await placeOrder('cod', 2);
    await rpc('cancel_order', { order_id: order.order_id, reason: '', access_token: order.access_token });
    await openOrderAs(page, 'verifier', order);
    await press(page, 'Order again');
    await expect(page.getByText('Placed again, at today’s prices.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(order.number);
    await expect(page.getByText('2 items').first()).toBeVisible();
    const orders = await sql()`select 1 from orders where email = ${order.email}`;
    expect(orders).toHaveLength(2);
  });

  test('“Order again” after a lost response and a refresh places one copy', async ({ page }) => {
    const order = await placeOrder('cod', 2);
    await rpc('cancel_order', { order_id: order.order_id, reason: '', access_token: order.access_token });
    await openOrderAs(page, 'verifier', order);
    const address = `**/orders/${order.number}*`;
    await page.route(address, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await press(page, 'Order again');
    await expect(page.getByText('We could not reach the shop')).toBeVisible();
    await page.unroute(address);
    const orders = () => sql()`select 1 from orders where email = ${order.email}`;
    expect(await orders()).toHaveLength(2);
    // any other command refreshes the page
    await page.getByLabel('Add a note').fill('Wants it again');
    await press(page, 'Save note');
    await expect(page.getByRole('list').getByText('Wants it again')).toBeVisible();
    await press(page, 'Order again');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(order.number);
    expect(await orders()).toHaveLength(2);
  });
});
