import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import {
  emailsTo,
  expect,
  expectAccessible,
  expectNoHorizontalScroll,
  runCron,
  sql,
  test,
  waitForEmail,
} from './fixtures';
import { type PlacedOrder, placeOrder, readOrder } from './orders';
import { feedback, openAs, openOrderAs, panel, rpcAs, url } from './staff';
import { submitProof } from './waiting';

test.describe.configure({ timeout: 180_000 });

/** Differs from the shop's own accounts, whose numbers are in every order's email. */
const ACCOUNT = '3141592653';
const naira = (minor: number) => `₦${(minor / 100).toLocaleString('en')}`;

/** An order that was paid by transfer and then cancelled by staff, so that its refund is paid out by hand. */
async function orderToRefund(): Promise<PlacedOrder> {
  const order = await placeOrder('bank_transfer');
  const { order_id, total_minor } = order;
  await submitProof(order);
  const seen = { amount_minor: total_minor, bank_reference: order.number, received_at: '2026-01-05' };
  await rpcAs('verifier', 'verify_payment', { order_id, decision: 'confirm', seen });
  await rpcAs('verifier', 'cancel_order', { order_id, reason: 'The last jar broke' });
  const { refund_id, state } = await refundOf(order);
  if (state === 'requested') await rpcAs('finance', 'decide_refund', { refund_id, approve: true });
  return order;
}

async function refundOf({ order_id }: PlacedOrder) {
  const [refund] = await sql()<{ refund_id: string; state: string }[]>`
    select id as refund_id, state from refunds where order_id = ${order_id}`;
  if (!refund) throw new Error(`no refund of ${order_id}`);
  return refund;
}

/** The link in the newest email to the order's address whose subject matches. */
async function linkIn(order: PlacedOrder, subject: RegExp): Promise<string> {
  await runCron();
  const { html = '' } = await waitForEmail(order.email, subject);
  const link = /href="([^"]*\/orders\/[^"]*\/open\/[^"]*)"/.exec(html)?.[1];
  if (!link) throw new Error(`no link in the email ${subject}`);
  return link;
}

async function fillDetails(page: Page, details: { bank?: string; number?: string; name?: string }) {
  if (details.bank !== undefined) await page.getByLabel('Bank or wallet').fill(details.bank);
  if (details.number !== undefined) await page.getByLabel('Account number').fill(details.number);
  if (details.name !== undefined) await page.getByLabel('Name on the account').fill(details.name);
  await page.getByRole('button', { name: 'Save bank details' }).click();
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });
const requestSubject = /Where should we send your/;

test('the shopper enters bank details through the email’s link, and finance pays the refund out to them @mobile', async ({
  page,
  context,
}) => {
  const order = await orderToRefund();
  const amount = naira(order.total_minor);

  // The link from the checkout does not prove that the email address belongs to the shopper.
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(title(page, `Where should we send your ${amount}?`)).toBeVisible();
  await expect(page.getByText(`Open the link that we sent to ${order.email}`)).toBeVisible();
  await expect(page.getByLabel('Account number')).toHaveCount(0);
  // Before the page's scripts have loaded, submitting the form would open another page.
  await page.waitForLoadState('networkidle');
  const again = page.getByRole('button', { name: 'Email me the link again' });
  await again.click();
  await expect(page.getByRole('alert').filter({ hasText: 'a short while ago' })).toBeFocused();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await sql()`update notification_queue set created_at = created_at - interval '6 minutes'
    where order_id = ${order.order_id}`;
  await again.click();
  await expect(page.getByRole('status').filter({ hasText: 'We’ve sent the link' })).toBeFocused();

  await runCron();
  const links = async () =>
    (await emailsTo(order.email)).filter(({ subject }) => requestSubject.test(subject)).length;
  // The email that the button requested may still be being sent.
  await expect.poll(links, { timeout: 20_000 }).toBe(2);
  await page.goto(await linkIn(order, requestSubject));
  await expect(page.getByText('Tell us below where to send your money.')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await fillDetails(page, { bank: 'GTBank', number: '12', name: 'Ada Obi' });
  await expect(page.getByText('Enter the account number: 4 to 40 digits or letters.')).toBeVisible();
  await expect(page.getByLabel('Account number')).toBeFocused();
  await expect(page.getByLabel('Name on the account')).toHaveValue('Ada Obi');
  await expectAccessible(page);
  const address = `**/orders/${order.number}*`;
  await page.route(address, (route, request) =>
    request.method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  );
  await fillDetails(page, { number: '9876 543 210' });
  await expect(page.getByRole('alert').filter({ hasText: 'could not reach the shop' })).toBeVisible();
  await expect(page.getByLabel('Account number')).toHaveValue('9876 543 210');
  await expect(page.getByLabel('Name on the account')).toHaveValue('Ada Obi');
  await page.unroute(address);
  await fillDetails(page, {});
  await expect(page.getByRole('status').filter({ hasText: 'received your bank details' })).toBeFocused();
  await expect(title(page, `We’ll send ${amount} to your account`)).toBeVisible();
  await expect(page.getByText('Account number ending in 3210')).toBeVisible();
  expect(await page.content()).not.toContain('9876543210');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);

  await page.locator('summary').filter({ hasText: 'Change bank details' }).click();
  await fillDetails(page, { bank: 'Kuda', number: ACCOUNT, name: 'Ada Obi' });
  await expect(page.getByText('Account number ending in 2653')).toBeVisible();
  await runCron();
  await waitForEmail(order.email, /We have your bank details/);
  expect((await waitForEmail(order.email, /Your bank details were changed/)).text).toContain(
    'If this wasn’t you',
  );

  // Finance sees the account only in the payout dialog.
  const [stored] = await sql()`select ciphertext from payout_details where order_id = ${order.order_id}`;
  expect(stored?.ciphertext).not.toContain(ACCOUNT);
  await openAs(page, 'finance', '/money/refunds?view=under_way');
  const row = page.getByRole('listitem').filter({ hasText: order.number });
  await expect(row).toContainText(/Bank details given .*, changed /);
  expect(await page.content()).not.toContain(ACCOUNT);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await row.getByRole('button', { name: /^Record payout/ }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`pay out .* for ${order.number}`) });
  await expect(dialog.getByText('Kuda')).toBeVisible();
  await expect(dialog.getByText('Ada Obi')).toBeVisible();
  await expect(dialog.getByRole('alert')).toContainText('These details were changed on');
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await dialog.getByRole('button', { name: 'Copy the account number' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(ACCOUNT);
  // as on plain http
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const prompts: string[] = [];
  page.once('dialog', (prompt) => {
    prompts.push(prompt.message(), prompt.defaultValue());
    return prompt.dismiss();
  });
  await dialog.getByRole('button', { name: 'Copy the account number' }).click();
  await expect
    .poll(() => prompts)
    .toEqual(['The browser does not allow copying. Copy the account number from here:', ACCOUNT]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect.poll(() => page.content(), 'removed with the dialog').not.toContain(ACCOUNT);

  await row.getByRole('button', { name: /^Record payout/ }).click();
  await dialog.getByLabel('Reference').fill('GTB 20261125-18');
  await dialog.getByRole('button', { name: 'Record payout' }).click();
  await expect(feedback(page, 'the money is back')).toBeVisible();
  expect(await page.content()).not.toContain(ACCOUNT);
  expect(await readOrder(order)).toMatchObject({ payment_status: 'refunded', exceptions: 0 });

  await openOrderAs(page, 'auditor', order);
  await expect(page.getByText('Bank details viewed')).toHaveCount(2);
  await expect(page.getByText('Bank details changed')).toBeVisible();
  expect(await page.content()).not.toContain(ACCOUNT);

  await page.context().clearCookies();
  await page.goto(await linkIn(order, /^Refund of .* sent/));
  await expect(page.getByText(`Refund sent: ${amount}`).first()).toBeVisible();
  await expect(page.getByLabel('Account number')).toHaveCount(0);
  for (const { subject, html, text } of await emailsTo(order.email)) {
    expect(`${html} ${text}`, subject).not.toMatch(/3141592653|9876543210|ending in/);
  }
});

test('staff who cannot pay out refunds see that bank details exist, but not the details', async ({
  page,
}) => {
  const order = await orderToRefund();
  await page.goto(await linkIn(order, requestSubject));
  await fillDetails(page, { bank: 'GTBank', number: ACCOUNT, name: 'Ada Obi' });
  await expect(page.getByText('Account number ending in 2653')).toBeVisible();
  for (const role of ['auditor', 'verifier'] as const) {
    await openOrderAs(page, role, order);
    await expect(panel(page, 'Refunds')).toContainText('Bank details given');
    await expect(page.getByRole('button', { name: 'Record payout' })).toHaveCount(0);
    expect(await page.content()).not.toContain(ACCOUNT);
    await openAs(page, role, '/money/refunds?view=under_way');
    await expect(page.getByRole('listitem').filter({ hasText: order.number })).toContainText(
      'Bank details given',
    );
    expect(await page.content()).not.toContain(ACCOUNT);
  }
});

test('staff see that bank details are missing, and can pay out in another way @mobile', async ({ page }) => {
  const order = await orderToRefund();
  await openOrderAs(page, 'finance', order);
  await expect(panel(page, 'Refunds')).toContainText('Waiting for the customer’s bank details');
  await page.getByRole('button', { name: 'Record payout' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paid out by hand?' });
  await expect(dialog.getByText('We have asked for them by email.')).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await dialog.getByLabel('Reference').fill('Cash, handed over in the shop');
  await dialog.getByRole('button', { name: 'Record payout' }).click();
  await expect(feedback(page, 'the money is back')).toBeVisible();
  await expect(page.getByText('Bank details viewed'), 'no details were viewed').toHaveCount(0);
});

test('the doctor reports bank details whose encryption key is missing', async ({ page }) => {
  const order = await orderToRefund();
  await page.goto(await linkIn(order, requestSubject));
  await fillDetails(page, { bank: 'GTBank', number: ACCOUNT, name: 'Ada Obi' });
  await expect(page.getByText('Account number ending in 2653')).toBeVisible();
  const key = process.env.PAYOUT_ENCRYPTION_KEY;
  const otherKey = 'ab'.repeat(32);
  const examine = async (PAYOUT_ENCRYPTION_KEY: string) => {
    const env = { ...process.env, PAYOUT_ENCRYPTION_KEY };
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'doctor'], { env }).catch(
      (error: { stdout: string }) => error,
    );
    return stdout;
  };
  expect(await examine(otherKey)).toContain('✗ All bank details can be read');
  expect(await examine(`${otherKey},${key}`)).toContain('✓ All bank details can be read');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a shopper enters bank details, and invalid input is kept in the form', async ({ page }) => {
    const order = await orderToRefund();
    await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
    await page.getByRole('button', { name: 'Email me the link again' }).click();
    await expect(page.getByText('We sent you the link a short while ago.')).toBeVisible();

    await page.goto(await linkIn(order, requestSubject));
    await fillDetails(page, { bank: 'GTBank', number: 'ask my sister!', name: 'Ada Obi' });
    await expect(page.getByText('Enter the account number: 4 to 40 digits or letters.')).toBeVisible();
    await expect(page.getByLabel('Bank or wallet')).toHaveValue('GTBank');
    await expect(page.getByLabel('Account number')).toHaveValue('ask my sister!');
    for (const { name, value } of await page.context().cookies()) {
      expect(decodeURIComponent(value), name).not.toContain('sister');
    }
    await fillDetails(page, { number: ACCOUNT });
    await expect(page.getByText('Thank you, we’ve received your bank details.')).toBeVisible();
    await expect(page.getByText('Account number ending in 2653')).toBeVisible();
    await expect(page.getByLabel('Account number'), 'collapsed and empty').toHaveValue('');

    await page.locator('summary').filter({ hasText: 'Change bank details' }).click();
    await fillDetails(page, { bank: 'Kuda', number: '1111222233', name: 'Ada Obi' });
    await expect(page.getByText('Account number ending in 2233')).toBeVisible();

    // The refund is paid out while the shopper fills in the form.
    await page.locator('summary').filter({ hasText: 'Change bank details' }).click();
    const { refund_id } = await refundOf(order);
    await rpcAs('finance', 'pay_out_refund', { refund_id, reference: 'GTB 20261125-19' });
    await fillDetails(page, { bank: 'Kuda', number: '4444555566', name: 'Ada Obi' });
    await expect(page.getByText('No refund of this order needs bank details.')).toBeVisible();
    await expect(page.getByLabel('Account number')).toHaveCount(0);
  });
});
