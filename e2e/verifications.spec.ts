import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, mailTo, setting, sql, test } from './fixtures';
import { type PlacedOrder, readOrder, rpc } from './orders';
import { adminUrl, enter, enterOrder, expectNoSidewaysScroll, panel, press, typeSeen, url } from './staff';
import { anyPicture, placeWaitingOrder, showProof } from './waiting';

const queuePath = '/verifications';

/** Puts an order at the top of the queue: its first proof came long ago, and its time is nearly over. */
async function hurry({ order_id }: PlacedOrder, minutes = 20) {
  await sql()`update payment_proofs set submitted_at = now() - interval '23 hours' where order_id = ${order_id}`;
  await sql()`update orders set expires_at = now() + make_interval(mins => ${minutes}) where id = ${order_id}`;
}

async function waiting(...shown: Parameters<typeof placeWaitingOrder>): Promise<PlacedOrder> {
  const order = await placeWaitingOrder(...shown);
  await hurry(order);
  return order;
}

const row = (page: Page, { number }: PlacedOrder) => page.getByRole('listitem').filter({ hasText: number });
const picture = (page: Page, number = 1) =>
  page.getByRole('img', { name: new RegExp(`^Proof of payment ${number} `) });

/** The review page of an order, once this person has claimed it. */
async function open(page: Page, { number }: PlacedOrder) {
  await enter(page, 'verifier', `${queuePath}?order=${number}`);
  await expect(page.getByText(/^Yours until/)).toBeVisible();
}

/** The feedback once the next order is shown, or the queue is empty. */
async function expectDecided(page: Page, { number }: PlacedOrder, outcome: string, words: string) {
  await expect(page).toHaveURL(new RegExp(`done=${outcome}&of=${number}$`));
  const feedback = page.locator('[role=status], [role=alert]').filter({ hasText: words });
  await expect(feedback).toContainText(number);
  await expect(feedback).toBeFocused();
}

test('who works by keyboard alone takes a transfer, looks at its proofs and confirms it', async ({
  page,
}) => {
  const order = await waiting();
  await showProof(order, { picture: null, bank_reference: 'FT-0105 99' });
  await enter(page, 'verifier', queuePath);
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

  // the newest proof has no picture, the older one has
  await expect(page.getByText('Proof without a picture')).toBeVisible();
  await page.keyboard.press(']');
  await expect(picture(page, 2)).toBeVisible();
  await expect.poll(() => picture(page, 2).evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
  await expectAccessible(page);
  const turned = () => picture(page, 2).evaluate(({ style }) => style.rotate);
  await page.keyboard.press('r');
  await expect.poll(turned).toBe('90deg');
  await page.keyboard.press('+');
  await expect(page.getByText('140%', { exact: true })).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByText('100%', { exact: true })).toBeVisible();

  await page.keyboard.press('[');
  await page.keyboard.press('c');
  const [amount, day, reference] = seenFields(page);
  await expect(amount).toBeFocused();
  // what is typed into a field is no command
  await page.keyboard.type('x');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(String(order.total_minor / 100));
  await expect(page.getByText('The order goes to packing, and we notify the customer.')).toBeVisible();
  // day and reference are still to be seen
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
  await expect(page.getByText('The money is confirmed.'), 'told once').toBeHidden();
});

/** What has to be typed before a transfer is confirmed. */
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

test('what the customer says fills no field: nobody confirms it who has not looked at the account @mobile', async ({
  page,
}) => {
  const order = await waiting({ bank_reference: 'FT-0105' });
  await open(page, order);
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

  await typeSeen(form, { amount_minor: order.total_minor - 100, day: '2026-01-06', reference: 'FT-9999' });
  await expect(claims).toHaveText([/differs$/, /differs$/, /differs$/]);
  await expect(form.getByText('₦1 less than is owed').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await typeSeen(form, { amount_minor: order.total_minor, day: '2026-01-05', reference: 'ft 0105' });
  await expect(claims).toHaveText([/same$/, /same$/, /same$/]);
  await form.getByLabel('The bank shows no reference').check();
  await expect(seenFields(form)[2]).toBeDisabled();
  await form.getByRole('button', { name: /^Confirm ₦/ }).click();
  await expectDecided(page, order, 'confirmed', 'The money is confirmed.');
  await enterOrder(page, 'verifier', order);
  await expect(panel(page, 'Proof of payment').getByRole('region', { name: 'The bank shows' })).toContainText(
    /Referencenone/,
  );
});

test('on the order’s page, too, money is confirmed by what was seen, and its card and its buyer are told that', async ({
  page,
}) => {
  const order = await waiting({ bank_reference: 'FT-0105' });
  await enterOrder(page, 'verifier', order);
  await press(page, 'Confirm payment');
  const dialog = page.getByRole('dialog');
  for (const field of seenFields(dialog)) await expect(field).toHaveValue('');
  await expect(seenFields(dialog)[0]).toBeFocused();
  await page.keyboard.press('Enter');
  await expectUnconfirmed(page, order);
  await typeSeen(dialog, { amount_minor: order.total_minor, day: '2026-01-06', reference: 'NIP-77' });
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
  // of the money only the day is known
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

test('a proof that cannot be read is rejected, and the customer reads why @mobile', async ({ page }) => {
  const order = await waiting();
  await enter(page, 'verifier', queuePath);
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: order.number }).click();
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  await expect(picture(page)).toBeVisible();
  await expectNoSidewaysScroll(page);
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
  const mail = await mailTo(order.email, /proof|transfer/i);
  expect(mail.text ?? mail.html).toContain('The date is cut off.');
});

test('nobody decides on what a colleague has taken, and it is free once that one leaves', async ({
  page,
  browser,
}) => {
  const order = await waiting();
  await open(page, order);
  const context = await browser.newContext();
  const colleague = await context.newPage();
  await enter(colleague, 'admin', queuePath);
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
  // a window that is closed lets go, too
  await colleague.close({ runBeforeUnload: false });
  await context.close();
});

test('an owner takes over what a closed browser has, with a clock that is an hour ahead', async ({
  page,
  browser,
}) => {
  const order = await waiting();
  await open(page, order);
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  // a browser that crashes gives nothing back
  await page.route('**/verifications/claims/**', (route) => route.abort());
  const context = await browser.newContext();
  const owner = await context.newPage();
  await owner.clock.setSystemTime(Date.now() + 3600_000);
  await enter(owner, 'owner', `${queuePath}?order=${order.number}`);
  await expect(owner.getByText(/^Ngozi Eze is verifying this transfer until/)).toBeVisible();
  await owner.getByRole('button', { name: 'Take over from Ngozi Eze' }).click();
  await expect(owner.getByText(/^Yours until/)).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Confirm/ })).toBeVisible();
  await expectAccessible(owner);
  await owner.waitForTimeout(1_500);
  await expect(owner.getByText(/^Yours until/)).toBeVisible();
  await context.close();
});

test('another amount than what is owed is a question for finance, and is said to be one', async ({
  page,
}) => {
  const order = await waiting({ quantity: 2 });
  await open(page, order);
  await typeSeen(page, { amount_minor: order.total_minor - 500_00, reference: 'FT-1' });
  await expect(page.getByText('That is ₦500 less than is owed.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Record ₦.* and ask finance$/ }).click();
  await expectDecided(page, order, 'mismatch', 'It is not what was owed');
  expect(await readOrder(order)).toMatchObject({ status: 'on_hold', payments: 1, exceptions: 1 });
  await page.goto(adminUrl(queuePath));
  await expect(row(page, order)).toContainText('Waiting for finance');
});

test('money for goods that are gone names them and asks what is to be done', async ({ page }) => {
  const order = await waiting();
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
  await open(page, order);
  await expect(page.getByText('Items are no longer reserved')).toBeVisible();
  try {
    await count(stock?.committed);
    await typeSeen(page, { amount_minor: order.total_minor, reference: 'FT-1' });
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

test('a picture that was shown before is put beside the other one @mobile', async ({ page }) => {
  const seen = anyPicture();
  const first = await placeWaitingOrder({ picture: seen });
  const order = await waiting({ picture: seen });
  await enter(page, 'verifier', queuePath);
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

test('who may not see money sees neither the queue nor a picture, and an auditor decides nothing', async ({
  page,
}) => {
  const order = await waiting();
  await enter(page, 'fulfiller', queuePath);
  await expect(page.getByRole('heading', { name: 'Transfers are not part of your role' })).toBeVisible();
  const [file] = await sql()<{ path: string }[]>`
    select path from proof_files where order_id = ${order.order_id}`;
  const answer = await page.request.get(adminUrl(`${queuePath}/picture?file=${file?.path}`), {
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(404);

  await enter(page, 'auditor', `${queuePath}?order=${order.number}`);
  await expect(picture(page)).toBeVisible();
  await expect(page.getByText('Your role (Auditor) can’t decide on transfers.')).toBeVisible();
  await expect(page.locator('main form')).toHaveCount(0);
});
