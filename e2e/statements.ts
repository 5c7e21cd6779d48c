import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, sql } from './fixtures';
import { ownShop } from './shop';
import { openAs } from './staff';

/** Actions with bank statements, in a browser. */

export const statementsPath = '/verifications/statements';

/** The column mapping for the files of `csvOf`. */
const mapping = {
  ...{ date: 'Date', description: ['Narration'], reference: 'Ref', amount: 'Amount' },
  ...{ dateFormat: 'YMD', decimal: '.' },
};

/** Creates a bank account that is no longer shown to customers. With `isKnown` it has a mapping, as after a first import. */
export async function createAccount({ isKnown = true } = {}): Promise<string> {
  const number = String(Math.floor(Math.random() * 1e10)).padStart(10, '0');
  const [account] = await sql()<{ id: string }[]>`
    insert into bank_accounts (shop_id, bank, account_name, account_number, shown_from, shown_until, statement_mapping)
    select id, 'Zenith', 'Ìtànná', ${number}, now() - interval '1 day', now(), ${isKnown ? sql().json(mapping) : null}
    from shops where slug = ${ownShop()} returning id`;
  return account?.id ?? '';
}

export const today = () => new Date().toISOString().slice(0, 10);

export type Row = [narration: string, minor: number];

export const csvOf = (rows: Row[]) =>
  ['Date,Narration,Ref,Amount']
    .concat(rows.map(([text, minor]) => `${today()},${text},${randomUUID().slice(0, 8)},${minor / 100}`))
    .join('\n');

/** Chooses an account and a file in the import form. */
export async function chooseFile(page: Page, account: string, csv: string | Buffer) {
  const form = page.getByRole('form', { name: 'Import a statement' });
  await form.getByLabel('Account').selectOption(account);
  await form
    .getByLabel(/CSV file/)
    .setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
}

export const pressImport = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click();

/** Opens the statements as a verifier and waits for the page's scripts. */
export async function openStatements(page: Page) {
  await openAs(page, 'verifier', statementsPath);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

export const rowOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
