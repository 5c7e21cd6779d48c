import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, sql } from './fixtures';
import { ownShop } from './shop';
import { enter } from './staff';

/** What finance does with a bank's statement, in a browser. */

export const statements = '/verifications/statements';

/** How the statements of `csvOf` are read. */
const mapping = {
  ...{ date: 'Date', description: ['Narration'], reference: 'Ref', amount: 'Amount' },
  ...{ dateFormat: 'YMD', decimal: '.' },
};

/** An account that customers are no longer shown; with `isKnown` one of which a statement was imported before. */
export async function openAccount({ isKnown = true } = {}): Promise<string> {
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

/** Chooses an account and its file. */
export async function choose(page: Page, account: string, csv: string | Buffer) {
  const form = page.getByRole('form', { name: 'Import a statement' });
  await form.getByLabel('Account').selectOption(account);
  await form
    .getByLabel(/CSV file/)
    .setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
}

export const press = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click();

/** The page of a verifier, once its scripts have arrived. */
export async function open(page: Page) {
  await enter(page, 'verifier', statements);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

export const rowOf = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
