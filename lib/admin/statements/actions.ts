'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { currentMembership } from '@/lib/admin/staff/queries';
import { fieldMessage } from '@/lib/field-messages';
import type { Translator } from '@/lib/messages/messages';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused } from '@/lib/result';
import { defaultLocale } from '@/lib/shops/locales';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { choiceOf, readerOf, readWithStoredMapping } from './choice';
import { chunksOf } from './chunks';
import type { Credit } from './credits';
import { decodeStatement, MAX_BYTES } from './decode';
import { type ImportOutcome, previewOf, skippedOf } from './outcome';
import type { Mapping } from './schema';
import { readTable, type Table } from './table';

const importSchema = z.object({
  account_id: z.uuid(fieldMessage('fields.statementAccount')),
  /**
   * `import` with the chosen mapping, or `preview` first. Absent: imports if the account's remembered
   * mapping fits.
   */
  step: z.enum(['import', 'preview']).optional(),
});

/**
 * Reads a bank account's CSV with its remembered mapping or the chosen one, and stores the credits. If the mapping is
 * uncertain, it returns a preview instead. Importing the same lines again stores nothing twice. Refuses `forbidden`,
 * `account_not_found`, and unreadable files.
 */
export async function importStatement(_last: ImportOutcome | null, form: FormData): Promise<ImportOutcome> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop, permissions } = membership;
  if (!permissions.has('payments.verify')) return refuse('forbidden');
  const parsed = importSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  const { account_id, step } = parsed.data;
  const account = await findAccount(shop.id, account_id);
  const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.statements.import' });
  if (!account) return refuse('account_not_found', { fields: { account_id: t('chooseAccount') } });
  const table = await tableIn(t, form.get('file'));
  if ('ok' in table) return table;

  // in UTC like the database, which accepts no date after tomorrow
  const read = readerOf(shop.currency, new Date().toISOString().slice(0, 10));
  const chosen = choiceOf(form);
  const reading = chosen
    ? read(table, chosen)
    : readWithStoredMapping(table, account.statement_mapping, read);
  const { statement, isKnown } = reading;
  const isConfirmed = chosen ? step === 'import' : isKnown && step !== 'preview';
  if (!isConfirmed || !statement || (chosen && statement.credits.length === 0)) {
    return done(previewOf(account_id, table, reading));
  }
  const stored = await store(account_id, statement.credits, statement.mapping);
  if ('ok' in stored) return stored;
  refresh();
  return done({ step: 'imported', ...stored, skipped: skippedOf(statement.skipped) });
}

async function findAccount(shop_id: string, id: string) {
  const { data, error } = await (await sessionClient())
    .from('bank_accounts')
    .select('statement_mapping')
    .match({ shop_id, id })
    .maybeSingle();
  if (error) throw new Error(`bank_accounts: ${error.code} ${error.message}`);
  return data;
}

async function tableIn(t: Translator<'admin.statements.import'>, file: unknown): Promise<Table | Refused> {
  if (!(file instanceof File) || file.size === 0) {
    const isChosen = file instanceof File && file.name !== '';
    const words = isChosen ? (await refuse('statement_empty')).message : t('chooseFile');
    return refuse('invalid_input', { fields: { file: words } });
  }
  const text = file.size > MAX_BYTES ? TOO_LARGE : decodeStatement(new Uint8Array(await file.arrayBuffer()));
  const table = typeof text === 'string' ? readTable(text) : text;
  if (!('refused' in table)) return table;
  return refuse(table.refused, { field: 'file' });
}

const TOO_LARGE = { refused: 'statement_too_large' } as const;

const answer = z.object({ imported: z.int(), known: z.int() });

/** Stores credits chunk by chunk, and the mapping that read them. Without credits, it stores no mapping. */
async function store(bank_account_id: string, credits: Credit[], mapping: Mapping) {
  const chunks = chunksOf(credits);
  if (!chunks) return refuse('statement_too_large');
  const client = await sessionClient();
  const total = { imported: 0, known: 0 };
  for (const chunk of chunks) {
    const lines = chunk.map(({ bookedOn, amountMinor, description, reference }) => ({
      booked_on: bookedOn,
      amount_minor: amountMinor,
      ...{ description, reference },
    }));
    const args = { bank_account_id, lines, mapping };
    const stored = await resultOf(rpc(client, 'import_statement', args, answer));
    // its `fields` name parts of the file, not form fields
    if (!stored.ok) return { ...stored, fields: undefined };
    total.imported += stored.data.imported;
    total.known += stored.data.known;
  }
  return total;
}
