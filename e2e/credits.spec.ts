import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, sql, test } from './fixtures';
import { type PlacedOrder, placeOrder, readOrder } from './orders';
import { adminUrl, expectNoHorizontalScroll, feedback, openAs, openOrderAs, panel, rpcAs } from './staff';
import {
  chooseFile,
  createAccount,
  csvOf,
  openStatements,
  pressImport,
  rowOf,
  statementsPath,
  today,
} from './statements';

test.describe('credits', () => {
  test('confirms all matched credits at once and shows why the others need review', async ({ page }) => {
    const account = await createAccount();
    const orders = [await placeOrder('bank_transfer'), await placeOrder('bank_transfer')] as const;
    const short = await placeOrder('bank_transfer');
    await openStatements(page);
    await chooseFile(
      page,
      account,
      csvOf([
        [`TRF ${orders[0].number} ADA OBI`, orders[0].total_minor],
        [`nip/${orders[1].number.replace('-', '').toLowerCase()}/ada`, orders[1].total_minor],
        [`TRF ${short.number}`, short.total_minor - 50_000],
      ]),
    );
    await pressImport(page);
    await expect(feedback(page, '3 new credits.')).toBeVisible();
    const matched = page.getByRole('region', { name: 'Matched' });
    for (const { number } of orders) {
      await expect(matched.getByRole('checkbox', { name: `Confirm ${number}` })).toBeChecked();
    }
    const others = page.getByRole('region', { name: 'Needs review' });
    await expect(others.getByRole('listitem').filter({ hasText: short.number })).toContainText(
      '₦500 less than is owed',
    );
    await expect(others.getByRole('checkbox', { name: `Confirm ${short.number}` })).not.toBeChecked();
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Confirm \d+ orders, / }).click();
    await expect(feedback(page, 'orders confirmed. We’ve notified the customers.')).toBeFocused();
    for (const order of orders) {
      expect(await readOrder(order)).toMatchObject({
        state: 'confirmed',
        payment_status: 'paid',
        payments: 1,
      });
    }
    expect(await readOrder(short)).toMatchObject({ state: 'pending_payment', payments: 0 });
    await page.getByRole('link', { name: 'Done', exact: true }).click();
    await expect(rowOf(page, orders[0].number)).toContainText('Ngozi Eze');
    await rowOf(page, orders[1].number).getByRole('link', { name: orders[1].number }).click();
    await expect(page.getByRole('heading', { name: orders[1].number })).toBeVisible();
  });

  test('a credit that pays no order is ignored with a reason, then reopened', async ({ page }) => {
    const account = await createAccount();
    const rent = `RENT ${randomUUID()}`;
    await openStatements(page);
    await chooseFile(page, account, csvOf([[rent, 777_702]]));
    await pressImport(page);
    await rowOf(page, rent)
      .getByRole('button', { name: /^Ignore/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Ignore ₦7,777.02?' });
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('Rent of the flat above');
    await dialog.getByRole('button', { name: 'Ignore' }).click();
    await expect(feedback(page, 'Ignored with your reason.')).toBeVisible();
    await expect(rowOf(page, rent)).toHaveCount(0);
    await page.getByRole('link', { name: 'Done', exact: true }).click();
    await expect(rowOf(page, rent)).toContainText('Ignored: Rent of the flat above');
    await expectAccessible(page);
    await rowOf(page, rent)
      .getByRole('button', { name: /^Reopen/ })
      .click();
    await expect(feedback(page, 'The credit is open again.')).toBeVisible();
    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await expect(rowOf(page, rent)).toContainText('No order number');
  });
});

/** A random name of letters only, as in a bank's text. */
const randomName = (first: string) =>
  `${first} ${Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')}`;

/** A bank's text for a transfer from this person. */
const bankText = (name: string) => `NIP/${name.toUpperCase().split(' ').reverse().join(' ')}/SOAP`;

test.describe('a credit without an order number', () => {
  test('is compared by name before it is confirmed, and can be moved to another order @mobile', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const account = await createAccount();
    const [payer, other] = [randomName('Chidi'), randomName('Bola')];
    const right = await placeOrder('bank_transfer', 1, payer);
    const wrong = await placeOrder('bank_transfer', 1, other);
    const text = bankText(payer);
    await openStatements(page);
    await chooseFile(page, account, csvOf([[text, right.total_minor]]));
    await pressImport(page);
    const row = rowOf(page, text);
    await expect(row).toContainText(/No order number\. (500 or more|\d+) orders have this total\./);
    await expect(row.getByRole('checkbox')).toHaveCount(0);
    const likeliest = row.getByRole('listitem').first();
    await expect(likeliest).toContainText(right.number);
    await expect(likeliest).toContainText('Name matches');
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);

    // The verifier chooses the wrong order.
    await row.getByRole('button', { name: /^Find order/ }).click();
    const search = page.getByRole('dialog', { name: 'Which order does it pay?' });
    const first = search.getByRole('listitem').first();
    await expect(first).toContainText(right.number);
    await search.getByLabel('Find order by number, name, phone or email').fill(other.toUpperCase());
    await page.keyboard.press('Enter');
    await expect(search.getByRole('status')).toContainText('1 order for');
    await expectAccessible(page);
    await search.getByRole('button', { name: `Choose ${wrong.number}, ${other}` }).click();
    const compare = page.getByRole('dialog', { name: 'Is this the same person?' });
    await expect(compare.getByRole('region', { name: 'The bank wrote' })).toContainText(text);
    await expect(compare.getByRole('region', { name: 'The order' })).toContainText(other);
    await expect(compare).toContainText(`The name ${other} is not in the bank’s text.`);
    await expectAccessible(page);

    await expect(compare.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(compare).toBeHidden();
    expect(await readOrder(wrong)).toMatchObject({ state: 'pending_payment', payments: 0 });

    await row.getByRole('button', { name: /^Find order/ }).click();
    await search.getByLabel('Find order by number, name, phone or email').fill(wrong.number.toLowerCase());
    await search.getByRole('button', { name: 'Search' }).click();
    await expect(search.getByRole('status')).toContainText('1 order for');
    await search.getByRole('button', { name: `Choose ${wrong.number}, ${other}` }).click();
    await compare.getByRole('button', { name: 'Confirm payment' }).click();
    await expect(feedback(page, 'The money is confirmed.')).toBeFocused();
    await expect(row).toHaveCount(0);
    expect(await readOrder(wrong)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });

    await page.getByRole('link', { name: 'Done', exact: true }).click();
    await row.getByRole('button', { name: /^Move to another order/ }).click();
    const target = page.getByRole('dialog', { name: 'Which order is the payment for?' });
    await expect(target.getByRole('listitem').first()).toContainText(right.number);
    await target.getByRole('button', { name: `Choose ${right.number}, ${payer}` }).click();
    const move = page.getByRole('dialog', { name: 'Move the payment?' });
    await expect(move).toContainText(
      `${wrong.number} (${other}) loses this payment. The order is put on hold`,
    );
    await expect(move).toContainText(`${right.number} (${payer}) gets`);
    await expectAccessible(page);
    await move.getByRole('button', { name: 'The bank names another payer' }).click();
    await move.getByLabel('Reason').press('Enter');
    await expect(move).toBeVisible();
    await move.getByRole('button', { name: 'Move payment' }).click();
    await expect(feedback(page, 'Payment moved. The money is confirmed.')).toBeFocused();
    await expect(row).toContainText(`Paid ${right.number}`);
    expect(await readOrder(wrong)).toMatchObject({ status: 'on_hold', payment_status: 'not_paid' });
    expect(await readOrder(right)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });

    await openOrderAs(page, 'finance', wrong);
    await expect(panel(page, 'Payments')).toContainText(`Moved to ${right.number}`);
    await expect(panel(page, 'Refunds')).toContainText(`Moved to order ${right.number}`);
    await expectAccessible(page);
    await openAs(page, 'finance', '/money/refunds?view=all');
    await expect(page.getByRole('region', { name: 'Refunds', exact: true })).toBeVisible();
    await expect(page.getByText(wrong.number)).toHaveCount(0);
    await openOrderAs(page, 'finance', right);
    await expect(panel(page, 'Payments')).toContainText(`“${text}”`);
    await expect(panel(page, 'Payments')).toContainText(`Moved from order ${wrong.number}`);
    await panel(page, 'Payments').getByRole('link', { name: 'Bank statement' }).click();
    // The credit is first in the list.
    await expect(page.getByRole('region', { name: 'Statements' }).locator('ol > li').first()).toContainText(
      text,
    );
  });

  test('warns before it is recorded as a second payment of an order', async ({ page }) => {
    const account = await createAccount();
    const payer = randomName('Ngozi');
    const order = await placeOrder('bank_transfer', 1, payer);
    await rpcAs('verifier', 'verify_payment', {
      order_id: order.order_id,
      decision: 'confirm',
      seen: { amount_minor: order.total_minor, bank_reference: order.number, received_at: today() },
    });
    // Not the confirmed amount, because the same amount would count as the same payment.
    const text = bankText(payer);
    await openStatements(page);
    await chooseFile(page, account, csvOf([[text, 123_400]]));
    await pressImport(page);
    await rowOf(page, text)
      .getByRole('button', { name: /^Find order/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Find order by number, name, phone or email').fill(payer);
    await dialog.getByRole('button', { name: 'Search' }).click();
    await dialog.getByRole('button', { name: `Choose ${order.number}` }).click();
    await dialog.getByRole('button', { name: 'Confirm payment' }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      `${order.number}: This order has been paid with other money.`,
    );
    await expectAccessible(page);
    expect(await readOrder(order)).toMatchObject({ payments: 1 });
    await dialog.getByRole('button', { name: 'Record as second payment' }).click();
    await expect(feedback(page, 'It is more than was owed, and the extra is refunded.')).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ payments: 2 });
  });

  test('that paid a packed order is moved only after a second person approves it', async ({ page }) => {
    test.setTimeout(120_000);
    const account = await createAccount();
    const [payer, other] = [randomName('Chidi'), randomName('Bola')];
    const right = await placeOrder('bank_transfer', 1, payer);
    const wrong = await placeOrder('bank_transfer', 1, other);
    const text = bankText(payer);
    await rpcAs('verifier', 'import_statement', {
      bank_account_id: account,
      lines: [{ booked_on: today(), amount_minor: wrong.total_minor, description: text }],
    });
    await confirmAndPack(text, wrong);

    const row = rowOf(page, text);
    const requestMove = async () => {
      await openAs(page, 'verifier', `${statementsPath}?view=done`);
      await row.getByRole('button', { name: /^Move to another order/ }).click();
      await page.getByRole('button', { name: `Choose ${right.number}, ${payer}` }).click();
      const move = page.getByRole('dialog', { name: 'Move the payment?' });
      await expect(move).toContainText('a second person has to approve the move first');
      await move.getByLabel('Reason').fill('The customer says it is not their payment');
      await move.getByRole('button', { name: 'Move payment' }).click();
      await expect(feedback(page, 'so a second person has to approve this')).toBeVisible();
      await expect(row).toContainText('“The customer says it is not their payment” · requested by you');
    };
    await requestMove();
    await expect(row.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    await expect(row.getByRole('button', { name: /^Move to another/ })).toHaveCount(0);
    await expectAccessible(page);
    await row.getByRole('button', { name: /^Withdraw/ }).click();
    await expect(feedback(page, 'Request withdrawn.')).toBeVisible();
    await requestMove();

    await openAs(page, 'owner', `${statementsPath}?view=done`);
    await row.getByRole('button', { name: /^Decline/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Decline the move of/ });
    await dialog.getByLabel('Reason').fill('The names are the same');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await expect(feedback(page, 'Move declined.')).toBeVisible();
    expect(await readOrder(wrong)).toMatchObject({ status: 'ready_for_shipment', payment_status: 'paid' });
    await requestMove();

    // The second person finds it through the list of open credits.
    await openAs(page, 'owner', statementsPath);
    await feedback(page, 'to be moved').getByRole('link').last().click();
    await expect(row).toContainText(right.number);
    await expectAccessible(page);
    await row.getByRole('button', { name: /^Approve move/ }).click();
    await expect(feedback(page, 'Payment moved. The money is confirmed.')).toBeVisible();
    expect(await readOrder(wrong)).toMatchObject({ status: 'on_hold', payment_status: 'not_paid' });
    expect(await readOrder(right)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });
  });
});

/** Confirms an order with a credit as a verifier, and packs it. */
async function confirmAndPack(description: string, { order_id }: PlacedOrder) {
  const [line] = await sql()<
    { id: string }[]
  >`select id from statement_lines where description = ${description}`;
  await rpcAs('verifier', 'confirm_statement_lines', {
    picks: [{ line_id: line?.id, order_id, names_compared: true }],
  });
  for (const to_state of ['processing', 'ready_for_shipment']) {
    await rpcAs('fulfiller', 'update_order_status', { order_id, to_state });
  }
}

test('finance can read the credits but not change them, and a fulfiller cannot see them', async ({
  page,
}) => {
  await openAs(page, 'finance', statementsPath);
  await expect(page.getByRole('region', { name: 'Statements' })).toBeVisible();
  await expect(page.locator('main form')).toHaveCount(0);
  await expectAccessible(page);
  await openAs(page, 'fulfiller', statementsPath);
  await expect(page.getByRole('heading', { name: 'Statements are not part of your role' })).toBeVisible();
  expect(page.url()).toBe(adminUrl(statementsPath));
});
