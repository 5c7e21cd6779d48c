import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, setting, sql, test, waitForEmail } from './fixtures';
import { type PlacedOrder, readOrder, rpc } from './orders';
import {
  adminUrl,
  expectNoHorizontalScroll,
  fillBankEntry,
  openAs,
  openOrderAs,
  panel,
  press,
  url,
} from './staff';
import { placeOrderWithProof, randomPictureHash, submitProof } from './waiting';

const queuePath = '/verifications';

/** Puts an order at the top of the queue: its proof is old and its deadline is near. */
async function makeUrgent({ order_id }: PlacedOrder, minutes = 20) {
  await sql()`update payment_proofs set submitted_at = now() - interval '23 hours' where order_id = ${order_id}`;
  await sql()`update orders set expires_at = now() + make_interval(mins => ${minutes}) where id = ${order_id}`;
}

async function urgentOrder(...proof: Parameters<typeof placeOrderWithProof>): Promise<PlacedOrder> {
  const order = await placeOrderWithProof(...proof);
  await makeUrgent(order);
  return order;
}

const row = (page: Page, { number }: PlacedOrder) => page.getByRole('listitem').filter({ hasText: number });
const picture = (page: Page, number = 1) =>
  page.getByRole('img', { name: new RegExp(`^Proof of payment ${number} `) });

/** Opens the review page of an order as a verifier and waits until it is claimed. */
async function openReview(page: Page, { number }: PlacedOrder) {
  await openAs(page, 'verifier', `${queuePath}?order=${number}`);
  await expect(page.getByText(/^Yours until/)).toBeVisible();
}

/** Expects the status message of a decision, shown with the next order or the empty queue. */
async function expectDecided(page: Page, { number }: PlacedOrder, outcome: string, text: string) {
  await expect(page).toHaveURL(new RegExp(`done=${outcome}&of=${number}$`));
  const feedback = page.locator('[role=status], [role=alert]').filter({ hasText: text });
  await expect(feedback).toContainText(number);
  await expect(feedback).toBeFocused();
}

test('a transfer can be reviewed and confirmed with the keyboard alone', async ({ page }) => {
  const order = await urgentOrder();
  await submitProof(order, { picture: null, bank_reference: 'FT-0105 99' });
  await openAs(page, 'verifier', queuePath);
  await expect(row(page, order)).toContainText(/\d+ min left · almost over/);
  await expect(row(page, order)).toContainText('waiting 23 h');
  await expect(row(page, order)).toContainText('2 proofs');
  await expect(page.getByRole('button', { name: 'Turn keys off' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('j');
  await expect(page.locator('[data-row]').first()).toBeFocused();
  await page.getByRole('link', { name: order.number }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: order.number })).toBeFocused();
  await expect(page.getByText(/^Yours until/)).toBeVisible();

  // The newest proof has no picture, the older one has.
  await expect(page.getByText('Proof without a picture')).toBeVisible();
  await page.keyboard.press(']');
  await expect(picture(page, 2)).toBeVisible();
  await expect.poll(() => picture(page, 2).evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
  await expectAccessible(page);
  const rotation = () => picture(page, 2).evaluate(({ style }) => style.rotate);
  await page.keyboard.press('r');
  await expect.poll(rotation).toBe('90deg');
  await page.keyboard.press('+');
  await expect(page.getByText('140%', { exact: true })).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByText('100%', { exact: true })).toBeVisible();

  await page.keyboard.press('[');
  await page.keyboard.press('c');
  const [amount, day, reference] = seenFields(page);
  await expect(amount).toBeFocused();
  // Keys typed into a field are not shortcuts.
  await page.keyboard.type('x');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(String(order.total_minor / 100));
  await expect(page.getByText('The order goes to packing, and we notify the customer.')).toBeVisible();
  // Date and reference are still missing.
  await page.keyboard.press('Enter');
  await expect(day).toBeFocused();
  await page.keyboard.type('06062026');
  await page.keyboard.press('Enter');
  await expect(reference).toBeFocused();
  await expectUnconfirmed(page, order);
  await page.keyboard.type('ft-010599');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expectDecided(page, order, 'confirmed', 'The money is confirmed.');
  expect(await readOrder(order)).toMatchObject({ status: 'paid', payments: 1, exceptions: 0 });
  const [proof] = await sql()`select state from payment_proofs where order_id = ${order.order_id} limit 1`;
  expect(proof?.state).toBe('accepted');

  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await expect(page.getByRole('searchbox', { name: 'Search orders' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/done=confirmed/);
  await expect(page.getByRole('heading', { name: 'Bank transfers', level: 1 })).toBeVisible();
  await expect(page.getByText('The money is confirmed.'), 'shown once').toBeHidden();
});

/** The fields that a verifier must fill in to confirm a transfer. */
const seenFields = (where: Page | Locator) =>
  [
    where.getByLabel(/^Seen on the account/),
    where.getByLabel('Arrived on'),
    where.getByLabel('Bank’s reference'),
  ] as const;

async function expectUnconfirmed(page: Page, order: PlacedOrder) {
  expect(page.url()).not.toContain('done=');
  expect(await readOrder(order)).toMatchObject({ state: 'awaiting_verification', payments: 0 });
}

test('the customer’s claims do not prefill the fields, so nobody confirms a transfer without checking the account @mobile', async ({
  page,
}) => {
  const order = await urgentOrder({ bank_reference: 'FT-0105' });
  await openReview(page, order);
  const form = page.getByRole('region', { name: 'Is the money on the account?' });
  for (const field of seenFields(form)) await expect(field).toHaveValue('');
  const claims = form.locator('div:has(> span:text-is("Customer says"))');
  await expect(claims).toHaveText([/₦[\d,.]+$/, /5 Jan 2026$/, /FT-0105$/]);
  for (const field of seenFields(form)) {
    await field.press('Enter');
    await expect(seenFields(form)[0]).toBeFocused();
  }
  await form.getByRole('button', { name: 'Confirm', exact: true }).press('Enter');
  for (const key of ['c', 'Enter', 'Enter']) await page.keyboard.press(key);
  await expectUnconfirmed(page, order);

  await fillBankEntry(form, {
    amount_minor: order.total_minor - 100,
    day: '2026-01-06',
    reference: 'FT-9999',
  });
  await expect(claims).toHaveText([/differs$/, /differs$/, /differs$/]);
  await expect(form.getByText('₦1 less than is owed').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await fillBankEntry(form, { amount_minor: order.total_minor, day: '2026-01-05', reference: 'ft 0105' });
  await expect(claims).toHaveText([/same$/, /same$/, /same$/]);
  await form.getByLabel('The bank shows no reference').check();
  await expect(seenFields(form)[2]).toBeDisabled();
  await form.getByRole('button', { name: /^Confirm ₦/ }).click();
  await expectDecided(page, order, 'confirmed', 'The money is confirmed.');
  await openOrderAs(page, 'verifier', order);
  await expect(panel(page, 'Proof of payment').getByRole('region', { name: 'The bank shows' })).toContainText(
    /Referencenone/,
  );
});

test('a payment confirmed on the order’s page is shown to staff and the customer', async ({ page }) => {
  const order = await urgentOrder({ bank_reference: 'FT-0105' });
  await openOrderAs(page, 'verifier', order);
  await press(page, 'Confirm payment');
  const dialog = page.getByRole('dialog');
  for (const field of seenFields(dialog)) await expect(field).toHaveValue('');
  await expect(seenFields(dialog)[0]).toBeFocused();
  await page.keyboard.press('Enter');
  await expectUnconfirmed(page, order);
  await fillBankEntry(dialog, { amount_minor: order.total_minor, day: '2026-01-06', reference: 'NIP-77' });
  await expect(dialog.locator('div:has(> span:text-is("Customer says"))')).toHaveText([
    /same$/,
    /5 Jan 2026differs$/,
    /FT-0105differs$/,
  ]);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Confirmed. The order can be packed')).toBeVisible();

  const card = panel(page, 'Proof of payment');
  await expect(card.getByRole('region', { name: 'Customer says' })).toContainText('5 Jan 2026');
  const shown = card.getByRole('region', { name: 'The bank shows' });
  for (const fact of ['6 Jan 2026', 'NIP-77', 'Seen by Ngozi Eze']) await expect(shown).toContainText(fact);
  // A bank transfer has a date but no time.
  const money = panel(page, 'Payments').getByText('6 Jan 2026');
  await expect(money).toHaveText('6 Jan 2026');
  await expect(panel(page, 'Timeline')).toContainText('Payment received · transfer of 6 Jan 2026');
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto(url(`/orders/${order.number}/open/${order.access_token}`));
  await expect(page.getByText('We confirmed your transfer of 6 Jan 2026')).toBeVisible();
  await page.getByText('Your proof of payment').click();
  await expect(page.getByText(/^We received ₦.* on 6 Jan 2026, reference NIP-77\.$/)).toBeVisible();
});

test('rejecting an unreadable proof sends the reason to the customer @mobile', async ({ page }) => {
  const order = await urgentOrder();
  await openAs(page, 'verifier', queuePath);
  await expectNoHorizontalScroll(page);
  await page.getByRole('link', { name: order.number }).click();
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  await expect(picture(page)).toBeVisible();
  await expectNoHorizontalScroll(page);
  await page.getByRole('button', { name: 'Reject proof' }).click();
  const dialog = page.getByRole('dialog', { name: `Why can ${order.number} not be confirmed?` });
  await dialog.getByRole('button', { name: 'Reject proof' }).click();
  await expect(dialog.getByText('Choose a reason, or write one.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: /^Cannot be read/ }).check();
  await dialog.getByLabel(/^In your own words/).fill('The date is cut off.');
  await dialog.getByRole('button', { name: 'Reject proof' }).click();
  await expectDecided(page, order, 'rejected', 'The proof is rejected.');
  expect(await readOrder(order)).toMatchObject({ state: 'pending_payment', payments: 0 });
  const message = await waitForEmail(order.email, /proof|transfer/i);
  expect(message.text ?? message.html).toContain('The date is cut off.');
});

test('a claimed transfer cannot be decided by a colleague until it is released', async ({
  page,
  browser,
}) => {
  const order = await urgentOrder();
  await openReview(page, order);
  const context = await browser.newContext();
  const colleague = await context.newPage();
  await openAs(colleague, 'admin', queuePath);
  await expect(row(colleague, order)).toContainText('Ngozi Eze is verifying');
  await colleague.goto(adminUrl(`${queuePath}?order=${order.number}`));
  await expect(colleague.getByText(/^Ngozi Eze is verifying this transfer until/)).toBeVisible();
  await expect(picture(colleague)).toBeVisible();
  await expect(colleague.getByRole('button', { name: /^(Confirm|Reject)/ })).toHaveCount(0);
  await expectAccessible(colleague);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: order.number })).toBeFocused();
  const claims = () => sql()`select 1 from verification_claims where order_id = ${order.order_id}`;
  await expect.poll(async () => (await claims()).length).toBe(0);
  await colleague.reload();
  await expect(colleague.getByText(/^Yours until/)).toBeVisible();
  await expect(colleague.getByRole('button', { name: /^Confirm/ })).toBeVisible();
  // Closing the window also releases the claim.
  await colleague.close({ runBeforeUnload: false });
  await context.close();
});

test('an owner takes over the claim of a crashed browser, even with a clock that is an hour ahead', async ({
  page,
  browser,
}) => {
  const order = await urgentOrder();
  await openReview(page, order);
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  // A crashed browser releases no claim.
  await page.route('**/verifications/claims/**', (route) => route.abort());
  const context = await browser.newContext();
  const owner = await context.newPage();
  await owner.clock.setSystemTime(Date.now() + 3600_000);
  await openAs(owner, 'owner', `${queuePath}?order=${order.number}`);
  await expect(owner.getByText(/^Ngozi Eze is verifying this transfer until/)).toBeVisible();
  await owner.getByRole('button', { name: 'Take over from Ngozi Eze' }).click();
  await expect(owner.getByText(/^Yours until/)).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Confirm/ })).toBeVisible();
  await expectAccessible(owner);
  await owner.waitForTimeout(1_500);
  await expect(owner.getByText(/^Yours until/)).toBeVisible();
  await context.close();
});

test('a payment of another amount is recorded and goes to finance', async ({ page }) => {
  const order = await urgentOrder({ quantity: 2 });
  await openReview(page, order);
  await fillBankEntry(page, { amount_minor: order.total_minor - 500_00, reference: 'FT-1' });
  await expect(page.getByText('That is ₦500 less than is owed.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Record ₦.* and ask finance$/ }).click();
  await expectDecided(page, order, 'mismatch', 'It is not what was owed');
  expect(await readOrder(order)).toMatchObject({ status: 'on_hold', payments: 1, exceptions: 1 });
  await page.goto(adminUrl(queuePath));
  await expect(row(page, order)).toContainText('Waiting for finance');
});

test('asks before recording a transfer for items that are out of stock', async ({ page }) => {
  const order = await urgentOrder();
  await sql()`update inventory_locks set expires_at = now() where order_id = ${order.order_id}`;
  const [stock] = await sql()<{ variant_id: string; on_hand: number; committed: number; name: string }[]>`
    select i.variant_id, on_hand, committed, items.name
    from inventory i join order_items items using (variant_id) where order_id = ${order.order_id}`;
  const count = (on_hand?: number) =>
    rpc(
      'adjust_stock',
      { variant_id: stock?.variant_id, on_hand, reason: 'Counted again' },
      setting('SUPABASE_SECRET_KEY'),
    );
  await openReview(page, order);
  await expect(page.getByText('Items are no longer reserved')).toBeVisible();
  try {
    await count(stock?.committed);
    await fillBankEntry(page, { amount_minor: order.total_minor, reference: 'FT-1' });
    await page.getByRole('button', { name: /^Confirm ₦/ }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Items of this order are out of stock' });
    await expect(alert).toContainText(`${stock?.name}: 1 ordered, none in stock`);
    await expect(alert).toBeFocused();
    expect(await readOrder(order)).toMatchObject({ state: 'awaiting_verification', payments: 0 });
    await page.getByRole('button', { name: 'Record the payment anyway' }).click();
    await expectDecided(page, order, 'paid_short', 'items are out of stock');
  } finally {
    await count(stock?.on_hand);
  }
  expect(await readOrder(order)).toMatchObject({ status: 'on_hold', payments: 1, exceptions: 1 });
});

test('a picture that was used for another order is shown beside the other order’s picture @mobile', async ({
  page,
}) => {
  const hash = randomPictureHash();
  const first = await placeOrderWithProof({ picture: hash });
  const order = await urgentOrder({ picture: hash });
  await openAs(page, 'verifier', queuePath);
  await expect(row(page, order)).toContainText('Same picture');
  await page.getByRole('link', { name: order.number }).click();
  await expect(page.getByText(`The same picture was sent for ${first.number}`)).toBeVisible();
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  await page.getByRole('button', { name: 'Compare side by side' }).click();
  const dialog = page.getByRole('dialog', { name: `${order.number} and ${first.number}` });
  for (const number of [order.number, first.number]) {
    const image = dialog.getByRole('img', { name: new RegExp(number) });
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
  }
  await expectAccessible(page);
});

test('a fulfiller sees neither the queue nor a picture, and an auditor cannot decide', async ({ page }) => {
  const order = await urgentOrder();
  await openAs(page, 'fulfiller', queuePath);
  await expect(page.getByRole('heading', { name: 'Transfers are not part of your role' })).toBeVisible();
  const [file] = await sql()<{ path: string }[]>`
    select path from proof_files where order_id = ${order.order_id}`;
  const answer = await page.request.get(adminUrl(`${queuePath}/picture?file=${file?.path}`), {
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(404);

  await openAs(page, 'auditor', `${queuePath}?order=${order.number}`);
  await expect(picture(page)).toBeVisible();
  await expect(page.getByText('Your role (Auditor) can’t decide on transfers.')).toBeVisible();
  await expect(page.locator('main form')).toHaveCount(0);
});
