import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, sql, test } from './fixtures';
import { expectNoSidewaysScroll, feedback } from './staff';
import { choose, csvOf, open, openAccount, press, rowOf, today } from './statements';

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
    const heading = page.getByRole('heading', { name: 'Check how the file is read' });
    await expect(heading).toBeFocused();
    await expect(feedback(page, '2 credits, 1 debit, 1 line skipped')).toBeVisible();
    const examples = page.getByRole('form', { name: 'Import a statement' }).getByRole('listitem');
    await expect(examples.filter({ hasText: '₦1,250.50' })).toContainText(`${who} ONE`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.getByLabel('Amount format').selectOption('.');
    await expect(feedback(page, '0 credits')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
    await page.getByLabel('Amount format').selectOption(',');
    await page.getByLabel('Branch').check();
    await expect(examples.filter({ hasText: '₦99' })).toContainText(`${who} TWO Ikeja`);
    await page.getByRole('button', { name: 'Import 2 credits' }).click();
    await expect(feedback(page, '2 new credits.')).toBeFocused();
    await expect(rowOf(page, `${who} TWO Ikeja`)).toContainText('No order number');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await choose(page, account, csv);
    await press(page);
    await expect(feedback(page, 'Nothing new: 2 credits already recorded.')).toContainText(
      '1 line could not be read and was skipped',
    );
    const [stored] =
      await sql()`select count(*)::int as lines from statement_lines where bank_account_id = ${account}`;
    expect(stored).toEqual({ lines: 2 });
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
    await expect(page.getByRole('alert').filter({ hasText: 'Columns are missing' })).toContainText(
      'Missing: Amount.',
    );
    await expect(page.getByRole('alert').filter({ hasText: 'No money going out was found' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Import 1 credit' })).toBeVisible();
    await expectAccessible(page);
    const [stored] =
      await sql()`select count(*)::int as lines from statement_lines where bank_account_id = ${account}`;
    expect(stored).toEqual({ lines: 0 });
  });
});

test.describe('a file that does not say all', () => {
  test('one that a spreadsheet has saved is not imported, and the bank’s own is asked for @mobile', async ({
    page,
  }) => {
    const account = await openAccount();
    const csv = csvOf([['CHIDI EZE', 900_000]]).replace(/,[0-9a-f]{8},/, ',1.00004E+29,');
    await open(page);
    await choose(page, account, csv);
    await press(page);
    const alert = page.getByRole('alert').filter({ hasText: 'A spreadsheet has rewritten this file' });
    await expect(alert).toContainText('Line 2 says 1.00004E+29 under “Ref”');
    await expect(alert).toContainText('Day and month may have been swapped');
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    const stored = await sql()`select 1 from statement_lines where bank_account_id = ${account}`;
    expect(stored).toHaveLength(0);
  });

  test('an amount without a mark where others have one is left out, until somebody says what that means', async ({
    page,
  }) => {
    const account = await openAccount({ isKnown: false });
    const row = (text: string, amount: string) => `${today()},${text},${amount}`;
    const csv = [
      'Date,Narration,Amount',
      row('ADA', '5000.00 CR'),
      row('FEE', '20.00 DR'),
      row('BOLA', '70.00'),
    ];
    await open(page);
    await choose(page, account, csv.join('\n'));
    await press(page);
    await expect(feedback(page, '1 credit, 1 debit, 1 line skipped')).toBeVisible();
    await expect(page.getByText('1 line does not say whether the money came in or went out')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Amounts without a direction').selectOption('The money came in');
    await expect(feedback(page, '2 credits, 1 debit')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Import 2 credits' })).toBeVisible();
  });
});
