import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, expectAccessible, runCron, setting, sql, staff, test, waitForEmail } from './fixtures';
import { openCheckout, type PlacedOrder, placeOrder, readOrder, rpc, simulator } from './orders';
import { ownShop } from './shop';
import { adminUrl, expectNoHorizontalScroll, openAs, pay, rpcAs, saveSettings } from './staff';

const money = '/money';

const rowOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
const feedback = (page: Page) => page.getByRole('status').filter({ hasText: /./ });

/** An order that was paid at the simulated gateway. */
async function paidOrder(): Promise<PlacedOrder> {
  const order = await placeOrder();
  const reference = await openCheckout(order);
  await simulator('/pay', { reference });
  await expect.poll(async () => (await readOrder(order)).payment_status, { timeout: 20_000 }).toBe('paid');
  return order;
}

/**
 * Requests a refund that waits for a second person's approval. Lowers the shop's limit only in this transaction, so that other
 * tests are not affected.
 */
async function refundToApprove(order: PlacedOrder, role: 'admin' | 'finance'): Promise<string> {
  const key = randomUUID();
  return sql().begin(async (tx) => {
    const [settings] = await tx<{ shop_id: string; before: string | null; user_id: string }[]>`
      select settings.shop_id, refund_approval_above_minor as before, users.id as user_id
      from shop_settings as settings join orders using (shop_id), auth.users
      where orders.id = ${order.order_id} and users.email = ${staff(role).email}`;
    if (!settings) throw new Error(`no settings of the shop of ${order.number}`);
    const { shop_id, before, user_id } = settings;
    await tx`update shop_settings set refund_approval_above_minor = 0 where shop_id = ${shop_id}`;
    const claims = JSON.stringify({ sub: user_id, role: 'authenticated' });
    await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    const [refund] = await tx<{ id: string }[]>`
      select issue_refund(${order.order_id}, 50000, ${`Arrived broken (${order.number})`}, ${key}) ->> 'refund_id' as id`;
    await tx`reset role`;
    await tx`update shop_settings set refund_approval_above_minor = ${before} where shop_id = ${shop_id}`;
    return refund?.id ?? '';
  });
}

const refundState = async (id: string) =>
  (await sql()<{ state: string }[]>`select state from refunds where id = ${id}`)[0]?.state;

test.describe('payment issues', () => {
  test('finance starts on the payment issues @mobile', async ({ page }) => {
    const order = await placeOrder();
    await pay(order, order.total_minor - 5000);
    await sql()`update money_exceptions set deadline = now() - interval '100 days' where order_id = ${order.order_id}`;
    await openAs(page, 'finance', '');
    await expect(page).toHaveURL(adminUrl(money));
    const row = rowOf(page, order.number);
    await expect(row).toContainText('Amount doesn’t match');
    await expect(row).toContainText('Ada Obi');
    await expect(row).toContainText('For finance');
    await expect(row).toContainText('Overdue by 100 d');
    await expect(page.getByRole('link', { name: /^Money\s*\d/ })).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await row.getByRole('link', { name: order.number }).click();
    await expect(page.getByRole('heading', { name: order.number })).toBeVisible();
    await expect(page.getByText('Amount doesn’t match').first()).toBeVisible();
  });

  test('are filtered by kind, and a verifier’s first tab shows only those assigned to verifiers', async ({
    page,
  }) => {
    const order = await placeOrder();
    await pay(order, order.total_minor - 5000);
    await sql()`update money_exceptions set deadline = now() - interval '101 days' where order_id = ${order.order_id}`;
    await openAs(page, 'finance', money);
    await page.getByLabel('Kind of payment issue').selectOption({ label: 'Amount doesn’t match' });
    await expect(page).toHaveURL(/kind=amount_mismatch/);
    await expect(rowOf(page, order.number)).toBeVisible();
    await page.getByLabel('Kind of payment issue').selectOption({ label: 'Refunds don’t match' });
    await expect(page).toHaveURL(/kind=refund_mismatch/);
    await expect(rowOf(page, order.number)).toHaveCount(0);

    await openAs(page, 'verifier', money);
    await expect(page.getByRole('link', { name: 'Assigned to me' })).toHaveAttribute('aria-current', 'page');
    await expect(rowOf(page, order.number)).toHaveCount(0);
    await page.getByRole('link', { name: 'All open' }).click();
    await expect(rowOf(page, order.number)).toBeVisible();
    await expectAccessible(page);
  });

  test('can be opened with the keyboard alone', async ({ page }) => {
    const orders = [await placeOrder(), await placeOrder()] as const;
    for (const [index, order] of orders.entries()) {
      await pay(order, order.total_minor - 5000);
      await sql()`update money_exceptions set deadline = now() - ${`${300 - index} days`}::interval
        where order_id = ${order.order_id}`;
    }
    await openAs(page, 'finance', money);
    await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
    const link = ({ number }: PlacedOrder) => page.getByRole('link', { name: number });
    await expect(link(orders[0])).toBeVisible();
    await page.keyboard.press('j');
    await expect(page.locator('[data-row]').first()).toBeFocused();
    await page.keyboard.press('j');
    await expect(page.locator('[data-row]').nth(1)).toBeFocused();
    await page.keyboard.press('k');
    await expect(page.locator('[data-row]').first()).toBeFocused();
    await link(orders[0]).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: orders[0].number })).toBeVisible();
  });
});

test.describe('refunds', () => {
  test('finance approves a colleague’s refund in the list, and it is sent to the gateway @mobile', async ({
    page,
  }) => {
    const order = await paidOrder();
    const refund = await refundToApprove(order, 'admin');
    await openAs(page, 'finance', `${money}/refunds`);
    await expect(rowOf(page, order.number)).toContainText('Tunde Bello, admin');
    await expect(rowOf(page, order.number).getByRole('button', { name: /^Decline/ })).toBeVisible();
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await rowOf(page, order.number)
      .getByRole('button', { name: /^Approve/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Approve ₦500 for / });
    await expect(dialog).toContainText('Arrived broken');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Approve refund' }).click();
    await expect(feedback(page)).toHaveText('Approved. The refund is on its way to the gateway.');
    await expect(feedback(page)).toBeFocused();
    await expect(rowOf(page, order.number)).toHaveCount(0);
    await expect.poll(() => refundState(refund)).toMatch(/processing|succeeded/);
    await page.goto(adminUrl(`${money}/refunds?view=all`));
    await expect(rowOf(page, order.number)).toContainText(/On its way|Refunded/);
  });

  test('staff cannot approve their own refund, and declining needs a reason', async ({ page }) => {
    const order = await placeOrder();
    await pay(order);
    const refund = await refundToApprove(order, 'finance');
    await openAs(page, 'finance', `${money}/refunds`);
    const row = rowOf(page, order.number);
    await expect(row).toContainText('You requested this refund, so a colleague has to approve it.');
    await expect(row.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

    await openAs(page, 'admin', `${money}/refunds`);
    await row.getByRole('button', { name: /^Decline/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Decline .* for / });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Decline' }).click();
    // The reason is missing.
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Reason').fill('The pictures show another bottle');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await expect(dialog).toBeHidden();
    await expect(feedback(page)).toContainText('Declined.');
    expect(await refundState(refund)).toBe('declined');
  });

  test('a failed refund is paid out by hand with a reference', async ({ page }) => {
    const order = await placeOrder();
    await pay(order);
    const refund = await refundToApprove(order, 'admin');
    await rpc(
      'settle_refund',
      {
        refund_id: refund,
        state: 'failed',
        gateway_refund_id: randomUUID(),
        raw: { reason: 'Account is closed' },
      },
      setting('SUPABASE_SECRET_KEY'),
    );
    await openAs(page, 'finance', `${money}/refunds?view=attention`);
    const row = rowOf(page, order.number);
    await expect(row).toContainText('Account is closed');
    await row.getByRole('button', { name: /^Record payout/ }).click();
    await page.getByRole('dialog').getByLabel('Reference').fill('GTB 20261125-17');
    await page.getByRole('dialog').getByRole('button', { name: 'Record payout' }).click();
    await expect(feedback(page)).toContainText('the money is back');
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await expect(row).toContainText('Paid out by hand: GTB 20261125-17');
    expect(await refundState(refund)).toBe('succeeded');
  });
});

test.describe('the inbox', () => {
  test('reprocesses a webhook that was given up, and the order is paid @mobile', async ({ page }) => {
    const order = await placeOrder();
    const reference = await openCheckout(order);
    await simulator('', { webhooks: { drop: { next: 1 } } });
    await simulator('/pay', { reference });
    const recorded = await rpc(
      'record_webhook_event',
      {
        gateway: 'paystack',
        dedupe_key: randomUUID(),
        event_type: 'charge.success',
        reference,
        payload: { event: 'charge.success', data: { reference } },
      },
      setting('SUPABASE_SECRET_KEY'),
    );
    const { id } = z.object({ id: z.uuid() }).parse(recorded);
    await sql()`update webhook_events set dead_at = now(), attempts = 12, last_error = 'the gateway could not be asked'
      where id = ${id}`;
    await openAs(page, 'finance', `${money}/inbox?view=dead`);
    const row = rowOf(page, reference);
    await expect(row).toContainText('the gateway could not be asked · 12 tries');
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    await row.getByRole('button', { name: /^Reprocess/ }).click();
    await expect(feedback(page)).toContainText('The webhook is being processed again.');
    await expect.poll(async () => (await readOrder(order)).payment_status).toBe('paid');
    await page.goto(adminUrl(`${money}/inbox`));
    await expect(row.first()).toContainText(/The order was confirmed.|Already recorded./);
  });

  test('resends an email that was given up', async ({ page }) => {
    const order = await placeOrder('cod');
    await runCron();
    await rpcAs('admin', 'cancel_order', { order_id: order.order_id, reason: 'The order was placed twice' });
    await sql()`update notification_queue set dead_at = now(), attempts = 8,
      last_error = 'the mailer did not answer' where order_id = ${order.order_id} and template = 'order_cancelled' and sent_at is null`;
    await openAs(page, 'finance', `${money}/inbox?view=emails`);
    const row = rowOf(page, order.number);
    await expect(row).toContainText('the mailer did not answer · 8 tries');
    await expectAccessible(page);
    await row.getByRole('button', { name: /^Send again/ }).click();
    await expect(feedback(page)).toHaveText('The email is on its way again.');
    await expect(row).toHaveCount(0);
    await waitForEmail(order.email, /cancel/i);
  });
});

test.describe('settings', () => {
  test('a change applies to the next order, and an error appears at its field @mobile', async ({ page }) => {
    await openAs(page, 'admin', '/settings');
    const method = page.locator('form').filter({ has: page.locator('[name=method][value=paystack]') });
    await expect(method.getByLabel('Reserve for', { exact: true })).toHaveValue('30');
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    try {
      await method.getByLabel('Reserve for', { exact: true }).fill('8');
      await method.getByLabel('Reserve for: unit').selectOption('days');
      await method.getByRole('button', { name: 'Save' }).click();
      await expect(method.getByText('Choose between 1 minute and 7 days.')).toBeVisible();
      await expect(method.getByLabel('Reserve for', { exact: true })).toBeFocused();
      await method.getByLabel('Reserve for: unit').selectOption('hours');
      await saveSettings(page, 'admin', method);
      const order = await placeOrder();
      const [lock] = await sql()<{ hours: number }[]>`
        select round(extract(epoch from l.expires_at - o.placed_at) / 3600)::int as hours
        from inventory_locks l join orders o on o.id = l.order_id where o.id = ${order.order_id}`;
      expect(lock?.hours).toBe(8);

      await method.getByLabel('Reserve for', { exact: true }).fill('');
      await method.getByLabel('Stock').selectOption({ label: 'Taken once it is paid' });
      await expect(method.getByLabel('Reserve for', { exact: true })).toBeHidden();
      await saveSettings(page, 'admin', method);
    } finally {
      await sql()`update payment_methods set lock_for = '30 minutes', stock_policy = 'lock_then_deduct'
        where method = 'paystack' and shop_id = (select id from shops where slug = ${ownShop()})`;
    }
  });

  test('the refund limit is entered as money and stored exactly', async ({ page }) => {
    await openAs(page, 'owner', '/settings');
    const limit = page.getByLabel(/^Refunds above this need a second person/);
    const form = page.locator('form').filter({ has: limit });
    const stored = async () =>
      (
        await sql()<{ minor: string | null }[]>`
          select refund_approval_above_minor as minor from shop_settings
          where shop_id = (select id from shops where slug = ${ownShop()})`
      )[0]?.minor;
    await limit.fill('12,50');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Enter an amount such as 12,500.50, or leave it empty.')).toBeVisible();
    await limit.fill('9,007,199,254.74');
    await saveSettings(page, 'owner', form);
    expect(await stored()).toBe('900719925474');
    await limit.fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect.poll(stored).toBeNull();
  });
});

test.describe('permissions', () => {
  test('a fulfiller has no links to the money pages and settings, and cannot open their URLs', async ({
    page,
  }) => {
    const order = await placeOrder();
    await pay(order, order.total_minor - 5000);
    await openAs(page, 'fulfiller', '');
    await expect(page).toHaveURL(adminUrl('/fulfilment'));
    const nav = page.getByRole('navigation', { name: 'Admin' });
    await expect(nav.getByRole('link')).toHaveText(['Orders', /^Packing/, /^Products/]);
    for (const path of [money, `${money}/refunds`, `${money}/inbox`, `${money}/health`]) {
      await page.goto(adminUrl(path));
      await expect(page.getByRole('heading', { name: 'Money is not part of your role' })).toBeVisible();
      await expect(page.getByText(order.number)).toHaveCount(0);
    }
    await page.goto(adminUrl('/settings'));
    await expect(page.getByRole('heading', { name: 'Settings are not part of your role' })).toBeVisible();
    await expectAccessible(page);
  });

  test('an auditor can read all money pages and change nothing', async ({ page }) => {
    await openAs(page, 'auditor', money);
    await expect(page.getByRole('navigation', { name: 'Admin' }).getByRole('link')).toHaveText([
      'Orders',
      /^Transfers/,
      /^Packing/,
      'Money',
      /^Products/,
      'Settings',
    ]);
    await expect(page.getByRole('link', { name: 'Assigned to me' })).toHaveCount(0);
    for (const path of ['refunds?view=all', 'inbox', 'inbox?view=emails']) {
      await page.goto(adminUrl(`${money}/${path}`));
      await expect(page.getByRole('region', { name: /^(Refunds|Webhooks & emails)$/ })).toBeVisible();
      await expect(page.locator('main form')).toHaveCount(0);
    }
    await page.goto(adminUrl('/settings'));
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await expect(page.getByLabel('Time to pay for an order', { exact: true })).toBeDisabled();
    await expectAccessible(page);
  });

  test('only the owner sees the results of the health checks', async ({ page }) => {
    await openAs(page, 'owner', `${money}/health`);
    await expect(page.getByText('No item is sold twice')).toBeVisible();
    await expect(page.getByText('All money belongs to an order or waits for a decision')).toBeVisible();
    await expectAccessible(page);
    await openAs(page, 'finance', `${money}/health`);
    await expect(page.getByText('Only the owner sees the checks')).toBeVisible();
  });
});
