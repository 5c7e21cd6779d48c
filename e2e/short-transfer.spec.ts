import { type Browser, devices, type Page } from '@playwright/test';
import { expect, expectAccessible, sql, test, waitForEmail } from './fixtures';
import { type PlacedOrder, placeOrder, readOrder, rpc } from './orders';
import { ownShop } from './shop';
import { expectNoHorizontalScroll, payWith, url } from './shopper';
import { adminUrl, feedback, openAs, openOrderAs, panel, pay, press, rpcAs } from './staff';
import { expectChecking, phonePhoto, placeTransferOrder, uploadProof } from './transfer';
import { submitProof } from './waiting';

/*
 * An underpaid order: a verifier records the amount, finance decides to ask for the rest, and the shopper sends it.
 */

test.describe.configure({ timeout: 180_000 });

type Order = Pick<PlacedOrder, 'order_id' | 'number' | 'total_minor'>;

const money = '/money';
const naira = (minor: number) => `₦${(minor / 100).toLocaleString('en')}`;
const title = (page: Page) => page.getByRole('heading', { level: 1 });
const rowOf = (page: Page, { number }: Order) => page.getByRole('listitem').filter({ hasText: number });
const newPage = async (browser: Browser) => (await browser.newContext()).newPage();
const today = () => new Date().toISOString().slice(0, 10);

/** Opens the review page as a verifier and fills in the payment seen on the account. */
async function fillSeenPayment(staffPage: Page, { number }: Order, minor: number, reference: string) {
  await openAs(staffPage, 'verifier', `/verifications?order=${number}`);
  await expect(staffPage.getByText(/^Yours until/)).toBeVisible();
  await staffPage.getByLabel(/^Seen on the account/).fill(String(minor / 100));
  await staffPage.getByLabel(/^Arrived on/).fill(today());
  await staffPage.getByLabel(/^(Bank’s r|R)eference/).fill(reference);
}

/** The result of the last decision, shown above the next order of the queue. */
const decisionStatus = (staffPage: Page, hasText: string) =>
  staffPage.locator('[role=status], [role=alert]').filter({ hasText });

/** Moves the order's payment issues to the top of the queue, above those of other tests. */
const makeMostUrgent = ({ order_id }: Order) =>
  sql()`update money_exceptions set deadline = now() - interval '200 days' where order_id = ${order_id} and resolved_at is null`;

/** Resolves an exception as finance, without a browser. */
async function decide({ order_id }: Order, decision: string, kind = 'amount_mismatch') {
  const [exception] = await sql()<{ id: string }[]>`
    select id from money_exceptions where order_id = ${order_id} and kind = ${kind} and resolved_at is null`;
  await rpcAs('finance', 'resolve_exception', {
    ...{ exception_id: exception?.id, decision, note: 'A part is missing' },
  });
}

/** An order by bank transfer with ₦1,000 missing, which finance asked for. */
async function orderWithRestRequested(): Promise<PlacedOrder> {
  const order = await placeOrder('bank_transfer');
  await submitProof(order, { picture: null });
  await rpcAs('verifier', 'verify_payment', {
    ...{ order_id: order.order_id, decision: 'confirm' },
    seen: {
      amount_minor: order.total_minor - 100_000,
      bank_reference: `FT-${order.number}`,
      received_at: today(),
    },
  });
  await decide(order, 'ask_rest');
  return order;
}

test('a verifier records a short transfer, finance asks for the rest, and the rest confirms the order @mobile', async ({
  page,
  browser,
  isMobile,
}) => {
  const order = await placeTransferOrder(page);
  const [part, rest] = [order.total_minor - 100_000, 100_000];
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);

  const staffPage = await (await browser.newContext(isMobile ? devices['Pixel 5'] : {})).newPage();
  await fillSeenPayment(staffPage, order, part, `FT-${order.number}-1`);
  await staffPage.getByRole('button', { name: `Record ${naira(part)} and ask finance` }).click();
  await expect(decisionStatus(staffPage, 'It is not what was owed')).toContainText(order.number);
  expect(await readOrder(order)).toMatchObject({ status: 'on_hold', payments: 1, exceptions: 1 });

  await makeMostUrgent(order);
  await openAs(staffPage, 'finance', money);
  await expect(rowOf(staffPage, order)).toContainText('₦1,000 short');
  await expect(rowOf(staffPage, order)).toContainText(
    `${naira(order.total_minor)} owed, ${naira(part)} received`,
  );
  await expect(rowOf(staffPage, order)).toContainText('For finance');
  await expectAccessible(staffPage);
  await expectNoHorizontalScroll(staffPage);
  await staffPage.getByRole('link', { name: order.number }).click();
  const issue = staffPage.getByRole('alert').filter({ hasText: 'Amount doesn’t match' });
  await expect(issue).toContainText('₦1,000 short');
  await expect(issue).toContainText(`${naira(order.total_minor)} owed, ${naira(part)} received`);
  await expect(staffPage.getByText(`₦1,000 of ${naira(order.total_minor)} is not paid.`)).toBeVisible();
  await expect(staffPage.getByRole('button', { name: 'Release hold' })).toHaveCount(0);
  await expect(staffPage.getByRole('radio')).toHaveCount(3);
  await expect(
    staffPage.getByRole('radio', { name: `Confirm with ${naira(part)} (₦1,000 stays unpaid)` }),
  ).toBeVisible();
  await expect(staffPage.getByRole('radio', { name: `Refund ${naira(part)}` })).toBeVisible();
  await staffPage.getByRole('radio', { name: /^Ask for the rest \(₦1,000\)/ }).check();
  await staffPage.getByLabel('Why?').fill('They forgot the delivery');
  await expectAccessible(staffPage);
  await press(staffPage, 'Decide');
  await expect(feedback(staffPage, 'We’ve asked the customer for the rest by email.')).toBeVisible();
  await expect(staffPage.getByText(/^Waiting for the customer: ₦1,000 by /)).toBeVisible();
  await expect(staffPage.getByText('We asked the customer for what is missing.')).toBeVisible();
  await expect(staffPage.getByText(/Pick and pack/)).toHaveCount(0);
  await expectAccessible(staffPage);
  await expectNoHorizontalScroll(staffPage);

  // While the customer can still pay, the issue is not assigned to staff.
  await staffPage.goto(adminUrl(money));
  await expect(staffPage.getByRole('link', { name: 'Assigned to me' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(rowOf(staffPage, order)).toHaveCount(0);
  await staffPage.goto(adminUrl('/orders?view=attention'));
  await expect(staffPage.getByRole('list').first()).toBeVisible();
  await expect(rowOf(staffPage, order)).toHaveCount(0);
  await staffPage.goto(adminUrl(`${money}?view=open&kind=amount_mismatch`));
  await expect(rowOf(staffPage, order)).toContainText('Waiting for customer');

  const message = await waitForEmail(order.email, /is missing for order/);
  expect(message.subject).toContain('₦1,000');
  for (const fact of [
    '0123456789',
    order.number,
    `We’ve received ${naira(part)} of ${naira(order.total_minor)}`,
  ])
    expect(message.text).toContain(fact);

  await page.goto(url(`/orders/${order.number}`));
  await expect(title(page)).toHaveText('Part of your payment is missing');
  await expect(
    page.getByText(
      new RegExp(
        `^We’ve received ${naira(part)} of ${naira(order.total_minor)}\\. Please send the remaining ₦1,000 by `,
      ),
    ),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Send the rest by bank transfer' })).toBeVisible();
  await expect(
    page
      .getByRole('definition')
      .filter({ hasText: /^₦1,000$/ })
      .first(),
  ).toBeVisible();
  await expect(page.getByLabel('Amount sent, in NGN')).toHaveValue('1000');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await uploadProof(page, await phonePhoto());
  await expectChecking(page);

  await fillSeenPayment(staffPage, order, rest, `FT-${order.number}-2`);
  await expect(staffPage.getByText('With the earlier payment, the order is paid in full.')).toBeVisible();
  await staffPage.getByRole('button', { name: 'Confirm ₦1,000' }).click();
  await expect(decisionStatus(staffPage, 'The money is confirmed.')).toContainText(order.number);
  expect(await readOrder(order)).toMatchObject({ status: 'paid', payments: 2, exceptions: 0 });
  await page.goto(url(`/orders/${order.number}`));
  await expect(title(page)).toHaveText('Thank you, Ada');
  await openOrderAs(staffPage, 'fulfiller', order);
  await expect(staffPage.getByText('The money is here. Pick and pack the order.')).toBeVisible();
  await staffPage.context().close();
});

test('the rest of a card payment is paid by card', async ({ page }) => {
  const order = await placeOrder();
  await pay(order, order.total_minor - 100_000);
  await decide(order, 'ask_rest');
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(title(page)).toHaveText('Part of your payment is missing');
  await expect(page.getByText(/Please pay the remaining ₦1,000 by /)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pay the remaining ₦1,000' }).click();
  await payWith(page, 'good');
  await expect(title(page)).toHaveText('Thank you, Ada', { timeout: 30_000 });
  expect(await readOrder(order)).toMatchObject({ status: 'paid', payments: 2, exceptions: 0 });
});

test('an order whose payment was moved to another order cannot be packed and asks for its full total', async ({
  page,
  browser,
}) => {
  const [wrong, right] = [await placeOrder('bank_transfer'), await placeOrder('bank_transfer')] as const;
  const [account] = await sql()<{ id: string }[]>`
    select id from bank_accounts
    where shop_id = (select id from shops where slug = ${ownShop()}) and shown_until is null limit 1`;
  const description = `TRF ${wrong.number} ${right.number}`;
  await rpcAs('verifier', 'import_statement', {
    bank_account_id: account?.id,
    lines: [{ booked_on: today(), amount_minor: wrong.total_minor, description }],
  });
  const [line] = await sql()<
    { id: string }[]
  >`select id from statement_lines where description = ${description}`;
  await rpcAs('verifier', 'confirm_statement_lines', {
    picks: [{ line_id: line?.id, order_id: wrong.order_id, names_compared: true }],
  });
  expect(await readOrder(wrong)).toMatchObject({ status: 'paid' });
  await rpcAs('verifier', 'reassign_statement_line', {
    ...{ line_id: line?.id, order_id: right.order_id, reason: 'The bank names another payer' },
  });
  expect(await readOrder(wrong)).toMatchObject({ status: 'on_hold', payment_status: 'not_paid' });

  const staffPage = await newPage(browser);
  await openOrderAs(staffPage, 'fulfiller', wrong);
  await expect(
    staffPage.getByText(
      /^On hold: Payment moved to another order\. A payment issue needs a decision first\. ₦.* is not paid\.$/,
    ),
  ).toBeVisible();
  await expect(
    staffPage.getByRole('button', { name: /Start packing|Mark as packed|Release hold/ }),
  ).toHaveCount(0);
  await expect(staffPage.getByText(/Pick and pack/)).toHaveCount(0);
  await expectAccessible(staffPage);
  await makeMostUrgent(wrong);
  await openAs(staffPage, 'finance', money);
  await expect(rowOf(staffPage, wrong)).toContainText(`${naira(wrong.total_minor)} short`);
  await openOrderAs(staffPage, 'finance', wrong);
  await expect(staffPage.getByRole('radio')).toHaveCount(2);
  await expect(staffPage.getByRole('radio', { name: /^Cancel order/ })).toBeVisible();
  await staffPage.getByRole('radio', { name: /^Ask for the money/ }).check();
  await staffPage.getByLabel('Why?').fill('They have not paid');
  await press(staffPage, 'Decide');
  await expect(staffPage.getByText(/^Waiting for the customer: ₦/)).toBeVisible();
  await staffPage.context().close();

  await page.goto(url(`/orders/${wrong.number}/open/${wrong.access_token}`));
  await expect(
    page.getByText(
      `We have not received a payment for your order. Please send ${naira(wrong.total_minor)} by `,
    ),
  ).toBeVisible();
  await expect(page.getByText('0123456789')).toBeVisible();
  await expect(page.getByLabel('Amount sent, in NGN')).toHaveValue(String(wrong.total_minor / 100));
  await expectAccessible(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page asks for the rest and accepts a proof of it', async ({ page, browser }) => {
    const order = await orderWithRestRequested();
    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await expect(title(page)).toHaveText('Part of your payment is missing');
    await expect(page.getByText(/Please send the remaining ₦1,000 by /)).toBeVisible();
    await expect(page.getByLabel('Amount sent, in NGN')).toHaveValue('1000');
    await uploadProof(page, await phonePhoto());
    await expect(title(page)).toHaveText('We are checking your transfer');
    const staffPage = await browser.newPage({ javaScriptEnabled: true });
    await openOrderAs(staffPage, 'finance', order);
    await expect(staffPage.getByText(/^Waiting for a verifier: ₦1,000 by /)).toBeVisible();
    await expect(panel(staffPage, 'Payments').getByText('Amount doesn’t match')).toBeVisible();
    await staffPage.close();
  });
});

test('a rest that is not paid in time goes back to finance for a decision', async ({ page }) => {
  const order = await orderWithRestRequested();
  await sql()`update money_exceptions set deadline = now() - interval '300 days' where order_id = ${order.order_id}`;
  await openAs(page, 'finance', money);
  await expect(rowOf(page, order)).toContainText('Overdue by 300 d');
  await expect(rowOf(page, order)).toContainText('For finance');
  await openOrderAs(page, 'finance', order);
  await expect(page.getByText(/^Not paid in time: ₦1,000 was due by /)).toBeVisible();
  await rpc('cancel_order', {
    ...{ order_id: order.order_id, reason: null, access_token: order.access_token },
  });
});
