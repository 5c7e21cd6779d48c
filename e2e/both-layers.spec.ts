import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, runCron, sql, test, waitForEmail } from './fixtures';
import { readOrder } from './orders';
import { ownShop } from './shop';
import { addToCart, fillCheckout, ordersOf, placeButton, url } from './shopper';
import { commandStatus, fillBankEntry, openAs, openOrderAs, press } from './staff';
import { expectChecking, phonePhoto, placeTransferOrder, type TransferOrder, uploadProof } from './transfer';

/*
 * A guest and two staff members handle one order, each in their own browser. A verifier verifies the payment, a fulfiller packs
 * and ships, and the guest sees each step on the order's page.
 */

test.describe.configure({ timeout: 180_000 });

type Order = { order_id: string; number: string };

const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** Reloads the guest's order page and expects this title. */
async function expectTitle(page: Page, { number }: Order, text: RegExp | string) {
  await page.goto(url(`/orders/${number}`));
  await expect(title(page)).toHaveText(text);
}

/** The units of an order that are reserved, committed and shipped. */
async function stockOf({ order_id }: Order) {
  const [stock] = await sql()<{ reserved: number; committed: number; shipped: number }[]>`
    select (select coalesce(sum(quantity), 0)::int from inventory_locks where order_id = ${order_id} and expires_at > now()) as reserved,
      (select coalesce(sum(committed_quantity), 0)::int from order_items where order_id = ${order_id}) as committed,
      (select coalesce(-sum(on_hand_delta), 0)::int from stock_movements where order_id = ${order_id}) as shipped`;
  return stock;
}

const newPage = async (browser: Browser) => (await browser.newContext()).newPage();

/** The verifier decides on the review page. */
async function verify(staffPage: Page, { number, total_minor }: TransferOrder, decide: 'confirm' | 'reject') {
  await openAs(staffPage, 'verifier', `/verifications?order=${number}`);
  await expect(staffPage.getByText(/^Yours until/)).toBeVisible();
  const picture = staffPage.getByRole('img', { name: /^Proof of payment 1 / });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  if (decide === 'confirm') {
    await fillBankEntry(staffPage, { amount_minor: total_minor, reference: number });
    await staffPage.getByRole('button', { name: /^Confirm/ }).click();
  } else {
    await staffPage.getByRole('button', { name: 'Reject proof' }).click();
    const dialog = staffPage.getByRole('dialog');
    await dialog.getByLabel(/^In your own words/).fill('It went to another account.');
    await dialog.getByRole('button', { name: 'Reject proof' }).click();
  }
  await expect(staffPage).toHaveURL(new RegExp(`of=${number}`));
}

/** The fulfiller packs and ships on the order's page. */
async function packAndShip(staffPage: Page, order: Order, carrier = 'GIG Logistics') {
  await openOrderAs(staffPage, 'fulfiller', order);
  await press(staffPage, 'Start packing');
  await expect(commandStatus(staffPage)).toBeVisible();
  await press(staffPage, 'Mark as packed');
  await expect(staffPage.getByLabel('Carrier')).toBeVisible();
  await staffPage.getByLabel('Carrier').fill(carrier);
  await staffPage.getByLabel('Tracking number').fill('TRK-7');
  await press(staffPage, 'Mark as shipped');
  await expect(commandStatus(staffPage)).toContainText('Shipped');
}

test('a bank transfer: proof uploaded, payment confirmed, order shipped and delivered', async ({
  page,
  browser,
}) => {
  const order: TransferOrder = await placeTransferOrder(page);
  expect(await stockOf(order), 'reserved, not committed').toEqual({ reserved: 1, committed: 0, shipped: 0 });
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  expect(await stockOf(order)).toEqual({ reserved: 1, committed: 0, shipped: 0 });

  const staffPage = await newPage(browser);
  await verify(staffPage, order, 'confirm');
  expect(await stockOf(order), 'committed').toEqual({ reserved: 0, committed: 1, shipped: 0 });
  await expectTitle(page, order, 'Thank you, Ada');
  await runCron();
  await waitForEmail(order.email, /Payment received/);

  await packAndShip(staffPage, order);
  expect(await stockOf(order), 'shipped').toEqual({ reserved: 0, committed: 0, shipped: 1 });
  await expectTitle(page, order, /way/);
  await expect(page.getByText('TRK-7').first()).toBeVisible();
  await press(staffPage, 'Mark as delivered');
  await expect(commandStatus(staffPage)).toContainText('Delivered');
  await expectTitle(page, order, /arrived|delivered/i);
  await expectAccessible(page);
  expect(await readOrder(order)).toMatchObject({ state: 'delivered', payments: 1, exceptions: 0 });
  await staffPage.context().close();
});

test('a bank transfer: first proof rejected with a reason, second proof confirmed', async ({
  page,
  browser,
}) => {
  const order = await placeTransferOrder(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  const staffPage = await newPage(browser);
  await verify(staffPage, order, 'reject');
  await expectTitle(page, order, 'We could not find your transfer');
  await expect(page.getByText('It went to another account.').first()).toBeVisible();
  expect(await stockOf(order), 'not reserved any more').toMatchObject({ reserved: 0, committed: 0 });

  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  await verify(staffPage, order, 'confirm');
  await expectTitle(page, order, 'Thank you, Ada');
  const proofs =
    await sql()`select state from payment_proofs where order_id = ${order.order_id} order by submitted_at`;
  expect(proofs.map(({ state }) => state)).toEqual(['rejected', 'accepted']);
  await staffPage.context().close();
});

test('with stock deducted on confirmation, no stock is reserved before a verifier confirms', async ({
  page,
  browser,
}) => {
  const policy = (stock_policy: string, lock_for: string | null) => sql()`
    update payment_methods set stock_policy = ${stock_policy}, lock_for = ${lock_for}
    where method = 'bank_transfer' and shop_id = (select id from shops where slug = ${ownShop()})`;
  await policy('deduct_on_confirm', null);
  // An order keeps the policy that was set when it was placed.
  const order = await placeTransferOrder(page).finally(() => policy('lock_until_verified', '2 hours'));
  expect(await stockOf(order)).toEqual({ reserved: 0, committed: 0, shipped: 0 });
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);
  expect(await stockOf(order)).toEqual({ reserved: 0, committed: 0, shipped: 0 });
  const staffPage = await newPage(browser);
  await verify(staffPage, order, 'confirm');
  expect(await stockOf(order)).toEqual({ reserved: 0, committed: 1, shipped: 0 });
  await staffPage.context().close();
});

test.describe('cash on delivery', () => {
  async function orderForCash(page: Page): Promise<Order> {
    await addToCart(page, 'harmattan-balm');
    const email = await fillCheckout(page, /Pay on delivery/);
    await placeButton(page).click();
    await expect(title(page)).toHaveText('Thank you, Ada');
    const [order] = await ordersOf(email);
    if (!order) throw new Error(`no order of ${email}`);
    return order;
  }

  test('is collected: the order is delivered and paid, and the courier holds the cash', async ({
    page,
    browser,
  }) => {
    const order = await orderForCash(page);
    const staffPage = await newPage(browser);
    await packAndShip(staffPage, order, 'Kwik Delivery');
    await expectTitle(page, order, /way/);
    await staffPage.getByRole('button', { name: /^Delivered, cash collected/ }).click();
    await staffPage.getByRole('dialog').getByRole('button', { name: 'Record cash' }).click();
    await expect(commandStatus(staffPage)).toContainText('paid in full');
    await expectTitle(page, order, /arrived|delivered/i);
    expect(await readOrder(order)).toMatchObject({
      state: 'delivered',
      payment_status: 'paid',
      exceptions: 0,
    });
    expect(
      await sql()`select courier, handover_id from cash_collections join payments on payments.id = payment_id
        where order_id = ${order.order_id}`,
    ).toMatchObject([{ courier: 'Kwik Delivery', handover_id: null }]);
    await staffPage.context().close();
  });

  test('is refused: the parcel is returned and its items go back in stock', async ({ page, browser }) => {
    const order = await orderForCash(page);
    const staffPage = await newPage(browser);
    await packAndShip(staffPage, order);
    await press(staffPage, 'Record refused delivery');
    const dialog = staffPage.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Had no cash');
    await dialog.getByRole('button', { name: 'Record refused delivery' }).click();
    await expect(dialog).toBeHidden();
    expect(await stockOf(order)).toMatchObject({ shipped: 1 });
    await page.goto(url(`/orders/${order.number}`));
    await expectAccessible(page);

    await openAs(staffPage, 'fulfiller', '/fulfilment?stage=came_back');
    const row = staffPage
      .getByRole('listitem')
      .filter({ has: staffPage.getByRole('link', { name: order.number, exact: true }) });
    await row.getByRole('button', { name: 'Record return' }).click();
    const back = staffPage.getByRole('dialog', { name: `Which items of ${order.number} were returned?` });
    await expect(back.getByLabel('Back in stock')).toHaveValue('1');
    await back.getByRole('button', { name: 'Record return' }).click();
    await expect(row).toHaveCount(0);
    expect(await stockOf(order)).toMatchObject({ shipped: 0 });
    expect(await readOrder(order)).toMatchObject({
      state: 'completed',
      status: 'returned',
      payments: 0,
      exceptions: 0,
    });
    await staffPage.context().close();
  });
});
