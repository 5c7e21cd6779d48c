import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, sql, test } from './fixtures';
import { placeOrder, readOrder } from './orders';
import { enter, expectNoSidewaysScroll, news, url } from './staff';

const statements = '/admin/itanna/verifications/statements';

/** How the statements of `csvOf` are read. */
const mapping = {
  ...{ date: 'Date', description: ['Narration'], reference: 'Ref', amount: 'Amount' },
  ...{ dateFormat: 'YMD', decimal: '.' },
};

/** An account that customers are no longer shown; with `isKnown` one of which a statement was imported before. */
async function openAccount({ isKnown = true } = {}): Promise<string> {
  const number = String(Math.floor(Math.random() * 1e10)).padStart(10, '0');
  const [account] = await sql()<{ id: string }[]>`
    insert into bank_accounts (shop_id, bank, account_name, account_number, shown_from, shown_until, statement_mapping)
    select id, 'Zenith', 'Ìtànná', ${number}, now() - interval '1 day', now(), ${isKnown ? sql().json(mapping) : null}
    from shops where slug = 'itanna' returning id`;
  return account?.id ?? '';
}

const today = () => new Date().toISOString().slice(0, 10);

type Row = [narration: string, minor: number];

const csvOf = (rows: Row[]) =>
  ['Date,Narration,Ref,Amount']
    .concat(rows.map(([text, minor]) => `${today()},${text},${randomUUID().slice(0, 8)},${minor / 100}`))
    .join('\n');

/** Chooses an account and its file. */
async function choose(page: Page, account: string, csv: string | Buffer) {
  const form = page.getByRole('form', { name: 'Import a statement' });
  await form.getByLabel('Account').selectOption(account);
  await form
    .getByLabel(/CSV file/)
    .setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
}

const press = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click();

/** The page of a verifier, once its scripts have arrived. */
async function open(page: Page) {
  await enter(page, 'verifier', statements);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

const rowOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

test.describe('a statement', () => {
  test('the first of an account is shown before it is imported, the next ones are imported at once @mobile', async ({
    page,
  }) => {
    const account = await openAccount({ isKnown: false });
    const who = `ZAINAB ${randomUUID().slice(0, 8)}`;
    const [year, month, day] = today().split('-');
    const booked = `${day}.${month}.${year}`;
    const csv = [
      'Account statement;;;',
      'Account;0123456789;;',
      '',
      'Booking date;Details;Branch;Amount',
      `${booked};${who} ONE;Ikeja;1.250,50`,
      `${booked};${who} TWO;Ikeja;99,00`,
      `${booked};AIRTIME;Ikeja;-500,00`,
      'Total;;;849,50',
    ].join('\r\n');
    await open(page);
    await choose(page, account, csv);
    await press(page);
    const heading = page.getByRole('heading', { name: 'Check how it is read' });
    await expect(heading).toBeFocused();
    await expect(news(page, '2 credits, 1 debit, 1 line not understood')).toBeVisible();
    const examples = page.getByRole('form', { name: 'Import a statement' }).getByRole('listitem');
    await expect(examples.filter({ hasText: '₦1,250.50' })).toContainText(`${who} ONE`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.getByLabel('Amounts are written').selectOption('.');
    await expect(news(page, '0 credits')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
    await page.getByLabel('Amounts are written').selectOption(',');
    await page.getByLabel('Branch').check();
    await expect(examples.filter({ hasText: '₦99' })).toContainText(`${who} TWO Ikeja`);
    await page.getByRole('button', { name: 'Import 2 credits' }).click();
    await expect(news(page, '2 new credits.')).toBeFocused();
    await expect(rowOf(page, `${who} TWO Ikeja`)).toContainText('It names no order');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await choose(page, account, csv);
    await press(page);
    await expect(news(page, 'Nothing new: 2 credits known already.')).toContainText(
      '1 line was not understood',
    );
    const [kept] =
      await sql()`select count(*)::int as lines from statement_lines where bank_account_id = ${account}`;
    expect(kept).toEqual({ lines: 2 });
  });

  test('one that is no statement, or another than before, is refused and says why', async ({ page }) => {
    const account = await openAccount();
    await open(page);
    const refused: [string | Buffer, string][] = [
      [Buffer.from('PK\x03\x04 a workbook'), 'This is not a CSV file.'],
      ['', 'This file is empty.'],
      ['hello', 'We found no line that names the columns'],
    ];
    for (const [csv, words] of refused) {
      await choose(page, account, csv);
      await press(page);
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByLabel('CSV file')).toBeFocused();
    }
    await expectAccessible(page);

    await choose(page, account, csvOf([['ADA', 500_000]]).replace('Ref,Amount', 'Ref,Sum Amount'));
    await press(page);
    await expect(page.getByRole('alert').filter({ hasText: 'lacks columns' })).toContainText(
      'Missing: Amount.',
    );
    await expect(page.getByRole('alert').filter({ hasText: 'No money went out' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Import 1 credit' })).toBeVisible();
    await expectAccessible(page);
    const [kept] =
      await sql()`select count(*)::int as lines from statement_lines where bank_account_id = ${account}`;
    expect(kept).toEqual({ lines: 0 });
  });
});

test.describe('credits', () => {
  test('those that fit are confirmed with one press, and the others say what they lack', async ({ page }) => {
    const account = await openAccount();
    const orders = [await placeOrder('bank_transfer'), await placeOrder('bank_transfer')] as const;
    const short = await placeOrder('bank_transfer');
    await open(page);
    await choose(
      page,
      account,
      csvOf([
        [`TRF ${orders[0].number} ADA OBI`, orders[0].total_minor],
        [`nip/${orders[1].number.replace('-', '').toLowerCase()}/ada`, orders[1].total_minor],
        [`TRF ${short.number}`, short.total_minor - 50_000],
      ]),
    );
    await press(page);
    await expect(news(page, '3 new credits.')).toBeVisible();
    const fits = page.getByRole('region', { name: 'These fit' });
    for (const { number } of orders) {
      await expect(fits.getByRole('checkbox', { name: `Confirm ${number}` })).toBeChecked();
    }
    const others = page.getByRole('region', { name: 'These want a look' });
    await expect(others.getByRole('listitem').filter({ hasText: short.number })).toContainText(
      '₦500 less than is owed',
    );
    await expect(others.getByRole('checkbox', { name: `Confirm ${short.number}` })).not.toBeChecked();
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Confirm \d+ orders, / }).click();
    await expect(news(page, 'orders confirmed. The customers are being told.')).toBeFocused();
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

  test('one that names nothing is given its order by hand, and one that pays none is put aside', async ({
    page,
  }) => {
    const account = await openAccount();
    const order = await placeOrder('bank_transfer', 2);
    const [hers, rent] = [`MRS OKORO ${randomUUID()}`, `RENT ${randomUUID()}`];
    await open(page);
    // an amount that no order owes, so that nothing is offered
    await choose(
      page,
      account,
      csvOf([
        [hers, 777_701],
        [rent, 777_702],
      ]),
    );
    await press(page);
    const row = rowOf(page, hers);
    await row.getByLabel('It pays order').fill('1111-1111');
    await row.getByRole('button', { name: /^Confirm/ }).click();
    await expect(row.getByText('There is no order 1111-1111 here.')).toBeVisible();
    await expectAccessible(page);
    await row.getByLabel('It pays order').fill(order.number.toLowerCase().replace('-', ' '));
    await row.getByRole('button', { name: /^Confirm/ }).click();
    await expect(news(page, 'It is not what the order costs')).toBeFocused();
    await expect(row).toHaveCount(0);
    expect(await readOrder(order)).toMatchObject({ payments: 1, exceptions: 1 });

    await rowOf(page, rent)
      .getByRole('button', { name: /^Put aside/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Put ₦7,777.02 aside?' });
    await expectAccessible(page);
    await dialog.getByLabel('Why').fill('Rent of the flat above');
    await dialog.getByRole('button', { name: 'Put aside' }).click();
    await expect(news(page, 'Put aside, with your reason.')).toBeVisible();
    await expect(rowOf(page, rent)).toHaveCount(0);
    await page.getByRole('link', { name: 'Done', exact: true }).click();
    await expect(rowOf(page, rent)).toContainText('Put aside: Rent of the flat above');
    await expectAccessible(page);
    await rowOf(page, rent)
      .getByRole('button', { name: /^Open again/ })
      .click();
    await expect(news(page, 'It is open again.')).toBeVisible();
    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await expect(rowOf(page, rent)).toContainText('It names no order');
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a statement is checked, imported, and an order confirmed with it', async ({ page }) => {
    const account = await openAccount({ isKnown: false });
    const order = await placeOrder('bank_transfer');
    const csv = csvOf([
      [`TRF ${order.number}`, order.total_minor],
      ['AIRTIME', -500],
    ]);
    await enter(page, 'verifier', statements);
    await choose(page, account, csv);
    await press(page);
    await expect(page.getByText('1 credit, 1 debit')).toBeVisible();
    await choose(page, account, csv);
    await page.getByRole('button', { name: 'Import 1 credit' }).click();
    await expect(page.getByText('1 new credit.')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: `Confirm ${order.number}` })).toBeChecked();
    await page.getByRole('button', { name: /^Confirm \d+ orders?, / }).click();
    await expect(page.getByText(/orders? confirmed\. The customers? (is|are) being told\./)).toBeVisible();
    expect(await readOrder(order)).toMatchObject({ state: 'confirmed' });
  });
});

test('finance looks at the credits and can change nothing; a fulfiller is told whose they are', async ({
  page,
}) => {
  await enter(page, 'finance', statements);
  await expect(page.getByRole('region', { name: 'Statements' })).toBeVisible();
  await expect(page.locator('main form')).toHaveCount(0);
  await expectAccessible(page);
  await enter(page, 'fulfiller', statements);
  await expect(page.getByRole('heading', { name: 'Statements are not part of your role' })).toBeVisible();
  expect(page.url()).toBe(url(statements));
});
