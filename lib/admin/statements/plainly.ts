import type { Route } from 'next';
import { z } from 'zod';
import { isReason, refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { shopStatementsPath } from '@/lib/staff/paths';
import type { Imported, ImportOutcome, Preview } from './outcome';
import { isSkipReason } from './words';

/*
 * Where scripts are off, what became of a form is told in the address of the page that comes next. No line of the bank's is put
 * there: addresses are remembered.
 */

type Query = Record<string, unknown>;

/** Where an import leads to. */
export function pathAfterImport(shop: string, outcome: ImportOutcome): Route {
  if (!outcome.ok) return shopStatementsPath(shop, { refused: outcome.reason, of: 'file' });
  const { data } = outcome;
  if (data.step === 'preview') return shopStatementsPath(shop, { look: JSON.stringify(lookOf(data)) });
  const { imported, known, skipped } = data;
  return shopStatementsPath(shop, {
    done: 'imported',
    imported: `${imported}_${known}_${skipped.count}`,
    skipped: skipped.first.map(({ line, reason }) => `${line}.${reason}`).join(','),
  });
}

/** The way back; null for an address that tells of no import. */
export function importOutcomeIn(query: Query): ImportOutcome | null {
  const { refused, of } = query;
  if (of === 'file' && typeof refused === 'string' && isReason(refused)) return refuse(refused);
  const data = importedIn(query) ?? previewIn(query);
  return data && done(data);
}

function importedIn(query: Query): Imported | null {
  const [, imported, known, count] = /^(\d{1,6})_(\d{1,6})_(\d{1,6})$/.exec(String(query.imported)) ?? [];
  if (query.done !== 'imported' || count === undefined) return null;
  const skipped = String(query.skipped ?? '').split(',');
  return {
    step: 'imported',
    imported: Number(imported),
    known: Number(known),
    skipped: {
      count: Number(count),
      first: skipped.flatMap((text) => {
        const [line = '', reason = ''] = text.split('.');
        return isSkipReason(reason) ? [{ line: Number(line), reason, value: '' }] : [];
      }),
    },
  };
}

const names = z.array(z.string().max(110)).max(100);
const name = z.string().max(110).optional();

const look = z.object({
  account_id: z.uuid(),
  header: names,
  choice: z.object({
    money: z.enum(['amount', 'credit']),
    date: name,
    description: names,
    reference: name,
    amount: name,
    direction: name,
    credit: name,
    debit: name,
    unmarked: z.enum(['in', 'out']).optional(),
    dateFormat: z.enum(['DMY', 'MDY', 'YMD']),
    decimal: z.enum(['.', ',']),
  }),
  problems: z.record(z.string(), z.string().max(200)),
  refused: z.enum(['wrong_columns', 'wrong_dates', 'statement_rewritten']).nullable(),
  missing: names,
  rewritten: z
    .object({ count: z.int(), first: z.object({ line: z.int(), column: z.string().max(110) }) })
    .optional(),
  /** credits, debits, skipped */
  counts: z.tuple([z.int(), z.int(), z.int()]).nullable(),
  unmarked: z.int().optional(),
});

function lookOf({ account_id, header, choice, problems, refused, missing, rewritten, read }: Preview) {
  const { line = 0, column = '' } = rewritten?.first ?? {};
  const counts = read && [read.credits, read.debits, read.skipped.count];
  return {
    account_id,
    header: fitting(header),
    choice,
    problems,
    refused,
    missing: fitting(missing),
    ...(rewritten && { rewritten: { count: rewritten.count, first: { line, column } } }),
    counts,
    unmarked: read?.unmarked,
  };
}

/** As many names as an address may hold. */
function fitting(header: string[]): string[] {
  let length = 0;
  return header.filter((one) => {
    length += encodeURIComponent(one).length + 10;
    return length < 4000;
  });
}

/** A preview without the rows. */
function previewIn(query: Query): Preview | null {
  if (typeof query.look !== 'string') return null;
  const read = look.safeParse(parseJson(query.look));
  if (!read.success) return null;
  const { counts, unmarked, ...preview } = read.data;
  const [credits = 0, debits = 0, count = 0] = counts ?? [];
  return {
    ...preview,
    step: 'preview',
    rows: [],
    read: counts && { credits, debits, examples: [], skipped: { count, first: [] }, unmarked },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
