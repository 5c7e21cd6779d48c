import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, sql, test } from './fixtures';
import { expectNoHorizontalScroll, feedback } from './staff';
import { chooseFile, createAccount, csvOf, openStatements, pressImport, rowOf, today } from './statements';

test.describe('a statement', () => {
  test('an account’s first statement is previewed, later ones are imported directly @mobile', async ({
    page,
  }) => {
    const account = await createAccount({ isKnown: false });
    const payer = `ZAINAB ${randomUUID().slice(0, 8)}`;
    const [year, month, day] = today().split('-');
    const booked = `${day}.${month}.${year}`;
    const csv = [
      'Account statement;;;',
      'Account;0123456789;;',
      '',
      'Booking date;Details;Branch;Amount',
      `${booked};${payer} ONE;Ikeja;1.250,50`,
      `${booked};${payer} TWO;Ikeja;99,00`,
      `${booked};AIRTIME;Ikeja;-500,00`,
      'Total;;;849,50',
    ].join('\r\n');
    await openStatements(page);
    await chooseFile(page, account, csv);
    await pressImport(page);
    const heading = page.getByRole('heading', { name: 'Check how the file is read' });
    await expect(heading).toBeFocused();
    await expect(feedback(page, '2 credits, 1 debit, 1 line skipped')).toBeVisible();
    const examples = page.getByRole('form', { name: 'Import a statement' }).getByRole('listitem');
    await expect(examples.filter({ hasText: '₦1,250.50' })).toContainText(`${payer} ONE`);
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);

    await page.getByLabel('Amount format').selectOption('.');
    await expect(feedback(page, '0 credits')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
    await page.getByLabel('Amount format').selectOption(',');
    await page.getByLabel('Branch').check();
    await expect(examples.filter({ hasText: '₦99' })).toContainText(`${payer} TWO Ikeja`);
    await page.getByRole('button', { name: 'Import 2 credits' }).click();
    await expect(feedback(page, '2 new credits.')).toBeFocused();
    await expect(rowOf(page, `${payer} TWO Ikeja`)).toContainText('No order number');
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);

    await chooseFile(page, account, csv);
    await pressImport(page);
    await expect(feedback(page, 'Nothing new: 2 credits already recorded.')).toContainText(
      '1 line could not be read and was skipped',
    );
    const [stored] =
      await sql()`select count(*)::int as lines from statement_lines where bank_account_id = ${account}`;
    expect(stored).toEqual({ lines: 2 });
  });

  test('refuses a file that is not a statement, and previews one whose columns changed', async ({ page }) => {
    const account = await createAccount();
    await openStatements(page);
    const refused: [string | Buffer, string][] = [
      [Buffer.from('PK\x03\x04 a workbook'), 'This is not a CSV file.'],
      ['', 'This file is empty.'],
      ['hello', 'We found no line that names the columns'],
    ];
    for (const [csv, message] of refused) {
      await chooseFile(page, account, csv);
      await pressImport(page);
      await expect(page.getByText(message)).toBeVisible();
      await expect(page.getByLabel('CSV file')).toBeFocused();
    }
    await expectAccessible(page);

    await chooseFile(page, account, csvOf([['ADA', 500_000]]).replace('Ref,Amount', 'Ref,Sum Amount'));
    await pressImport(page);
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

test.describe('a file with changed or unclear values', () => {
  test('refuses a file that a spreadsheet has rewritten @mobile', async ({ page }) => {
    const account = await createAccount();
    const csv = csvOf([['CHIDI EZE', 900_000]]).replace(/,[0-9a-f]{8},/, ',1.00004E+29,');
    await openStatements(page);
    await chooseFile(page, account, csv);
    await pressImport(page);
    const alert = page.getByRole('alert').filter({ hasText: 'A spreadsheet has rewritten this file' });
    await expect(alert).toContainText('Line 2 says 1.00004E+29 under “Ref”');
    await expect(alert).toContainText('Day and month may have been swapped');
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoHorizontalScroll(page);
    const stored = await sql()`select 1 from statement_lines where bank_account_id = ${account}`;
    expect(stored).toHaveLength(0);
  });

  test('skips an amount without a direction until the user chooses what that means', async ({ page }) => {
    const account = await createAccount({ isKnown: false });
    const row = (text: string, amount: string) => `${today()},${text},${amount}`;
    const csv = [
      'Date,Narration,Amount',
      row('ADA', '5000.00 CR'),
      row('FEE', '20.00 DR'),
      row('BOLA', '70.00'),
    ];
    await openStatements(page);
    await chooseFile(page, account, csv.join('\n'));
    await pressImport(page);
    await expect(feedback(page, '1 credit, 1 debit, 1 line skipped')).toBeVisible();
    await expect(page.getByText('1 line does not say whether the money came in or went out')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Amounts without a direction').selectOption('The money came in');
    await expect(feedback(page, '2 credits, 1 debit')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Import 2 credits' })).toBeVisible();
  });
});
