import { formList, formValue } from '@/lib/text';
import type { Statement } from './credits';
import { readCredits } from './credits';
import { type GuessedMapping, guessMapping } from './mapping';
import type { Refusal } from './refusal';
import { type Mapping, mappingSchema } from './schema';
import { type RewrittenCell, rewrittenCells } from './spreadsheet';
import type { Table } from './table';

/**
 * What somebody has chosen so far of how a statement is read. `money`: whether one column holds both directions, or money that
 * came in has a column to itself.
 */
export type Choice = GuessedMapping & { money: 'amount' | 'credit' };

export type ChoiceField = Exclude<keyof Choice, 'money'>;

/** A table as it is read by a choice. */
export type Reading = {
  choice: Choice;
  /** Null while the choice says too little, or names columns that are not there. */
  statement: (Statement & { mapping: Mapping }) | null;
  /** The fields in which the choice says too little. */
  problems: ChoiceField[];
  /** Why it is not read as this account's statements were, or as was chosen. */
  refused: 'wrong_columns' | 'wrong_dates' | 'statement_rewritten' | null;
  /** With `wrong_columns`: which. */
  missing: string[];
  /** What a spreadsheet has rewritten, in whichever column: the file is not the bank's own any more. */
  rewritten: RewrittenCell[];
  /** This account's statements are read so, and it fits. */
  isKnown: boolean;
};

type Read = (table: Table, choice: Choice) => Reading;

/** What a form sent of its choice; null where it had none to make. */
export function choiceOf(form: FormData): Choice | null {
  if (!form.has('money')) return null;
  const one = (name: string) => formValue(form, name) || undefined;
  const money = one('money') === 'credit' ? 'credit' : 'amount';
  return {
    money,
    date: one('date'),
    description: formList(form, 'description'),
    reference: one('reference'),
    ...(money === 'credit'
      ? { credit: one('credit'), debit: one('debit') }
      : {
          amount: one('amount'),
          direction: one('direction'),
          unmarked: one('unmarked') as Choice['unmarked'],
        }),
    dateFormat: one('date_format') as Choice['dateFormat'],
    decimal: one('decimal') as Choice['decimal'],
  };
}

/** Makes what reads tables of amounts in a currency. `today` as in `readCredits`. */
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
      refused: isOfReading(statement.refused) ? statement.refused : 'wrong_columns',
      missing: 'missing' in statement ? statement.missing : [],
    };
  };
}

/**
 * Reads a table as this account's statements were read before, if that fits, and else as it seems to be meant. `remembered` is
 * what the account holds, if anything.
 */
export function readAsBefore(table: Table, remembered: unknown, read: Read): Reading {
  const guess = withMoney(guessMapping(table));
  const before = mappingSchema.safeParse(remembered);
  if (!before.success) return read(table, guess);
  const choice = withMoney({ ...before.data });
  const reading = read(table, choice);
  const { refused, missing, statement, rewritten } = reading;
  // another choice would make it no better
  if (refused === 'statement_rewritten') return reading;
  if (refused === 'wrong_dates') {
    return { ...read(table, { ...choice, dateFormat: guess.dateFormat }), refused };
  }
  if (refused) return { ...read(table, guess), refused, missing };
  const isUnderstood = statement !== null && (statement.credits.length > 0 || statement.skipped.length === 0);
  return { ...reading, isKnown: isUnderstood && rewritten.length === 0 };
}

const isOfReading = (refused: Refusal['refused']) =>
  refused === 'wrong_dates' || refused === 'statement_rewritten';

const withMoney = (mapping: GuessedMapping): Choice => ({
  ...mapping,
  money: mapping.credit ? 'credit' : 'amount',
});

function mappingOf({ money, ...choice }: Choice): Mapping | { problems: ChoiceField[] } {
  const [signed, parted] = mappingSchema.options;
  const parsed = (money === 'amount' ? signed : parted).safeParse(choice);
  if (parsed.success) return parsed.data;
  // the schema knows no other keys than those of a choice
  return { problems: [...new Set(parsed.error.issues.map(({ path }) => path[0] as ChoiceField))] };
}
