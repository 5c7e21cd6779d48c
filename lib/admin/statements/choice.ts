import { formList, formValue } from '@/lib/text';
import { readCredits, type Statement } from './credits';
import { type GuessedMapping, guessMapping } from './mapping';
import type { Refusal } from './refusal';
import { type Mapping, mappingSchema } from './schema';
import { type RewrittenCell, rewrittenCells } from './spreadsheet';
import type { Table } from './table';

/**
 * The choices made so far for reading a statement. `money`: whether one column holds both directions, or incoming
 * amounts have their own.
 */
export type Choice = GuessedMapping & { money: 'amount' | 'credit' };

export type ChoiceField = Exclude<keyof Choice, 'money'>;

/** The result of reading a table with a choice. */
export type Reading = {
  choice: Choice;
  /** Null while the choice is incomplete or does not fit the table. */
  statement: (Statement & { mapping: Mapping }) | null;
  /** The missing or wrong fields of the choice. */
  problems: ChoiceField[];
  /** Why the remembered or chosen mapping does not apply. */
  refused: 'wrong_columns' | 'wrong_dates' | 'statement_rewritten' | null;
  /** With `wrong_columns`: the missing columns. */
  missing: string[];
  /** Cells in any column that a spreadsheet has rewritten: the file is no longer the bank's original. */
  rewritten: RewrittenCell[];
  /** The account's remembered mapping was used, and it fits. */
  isKnown: boolean;
};

type Read = (table: Table, choice: Choice) => Reading;

/** The choice from a form; null if the form offered none. */
export function choiceOf(form: FormData): Choice | null {
  if (!form.has('money')) return null;
  const field = (name: string) => formValue(form, name) || undefined;
  const money = field('money') === 'credit' ? 'credit' : 'amount';
  return {
    money,
    date: field('date'),
    description: formList(form, 'description'),
    reference: field('reference'),
    ...(money === 'credit'
      ? { credit: field('credit'), debit: field('debit') }
      : {
          amount: field('amount'),
          direction: field('direction'),
          unmarked: field('unmarked') as Choice['unmarked'],
        }),
    dateFormat: field('date_format') as Choice['dateFormat'],
    decimal: field('decimal') as Choice['decimal'],
  };
}

/** Creates a reader for tables in a currency. `today` as in `readCredits`. */
export function readerOf(currency: string, today: string): Read {
  return (table, choice) => {
    const rewritten = rewrittenCells(table);
    const reading = {
      ...{ choice, statement: null, problems: [], refused: null, missing: [] },
      ...{ rewritten, isKnown: false },
    };
    const mapping = mappingOf(choice);
    if ('problems' in mapping) return { ...reading, problems: mapping.problems };
    const statement = readCredits(table, mapping, currency, today);
    if (!('refused' in statement)) return { ...reading, statement: { ...statement, mapping } };
    return {
      ...reading,
      refused: isReadingRefusal(statement.refused) ? statement.refused : 'wrong_columns',
      missing: 'missing' in statement ? statement.missing : [],
    };
  };
}

/**
 * Reads a table with the account's remembered mapping if it fits, else with a guess. `remembered` is what the account
 * stores, if anything.
 */
export function readWithStoredMapping(table: Table, remembered: unknown, read: Read): Reading {
  const guess = withMoney(guessMapping(table));
  const before = mappingSchema.safeParse(remembered);
  if (!before.success) return read(table, guess);
  const choice = withMoney({ ...before.data });
  const reading = read(table, choice);
  const { refused, missing, statement, rewritten } = reading;
  // no other choice would help
  if (refused === 'statement_rewritten') return reading;
  if (refused === 'wrong_dates') {
    return { ...read(table, { ...choice, dateFormat: guess.dateFormat }), refused };
  }
  if (refused) return { ...read(table, guess), refused, missing };
  const isUnderstood = statement !== null && (statement.credits.length > 0 || statement.skipped.length === 0);
  return { ...reading, isKnown: isUnderstood && rewritten.length === 0 };
}

const isReadingRefusal = (refused: Refusal['refused']) =>
  refused === 'wrong_dates' || refused === 'statement_rewritten';

const withMoney = (mapping: GuessedMapping): Choice => ({
  ...mapping,
  money: mapping.credit ? 'credit' : 'amount',
});

function mappingOf({ money, ...choice }: Choice): Mapping | { problems: ChoiceField[] } {
  const [signed, split] = mappingSchema.options;
  const parsed = (money === 'amount' ? signed : split).safeParse(choice);
  if (parsed.success) return parsed.data;
  // the schema has no keys other than those of a choice
  return { problems: [...new Set(parsed.error.issues.map(({ path }) => path[0] as ChoiceField))] };
}
