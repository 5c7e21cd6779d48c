import { type AmountProblem, amountReader, directionOf, hasDirectionMark } from './amount';
import { type DateProblem, provenDateFormat, readDate } from './date';
import type { Refusal } from './refusal';
import type { Mapping } from './schema';
import { rewrittenCells } from './spreadsheet';
import type { Table } from './table';

/** An incoming payment. Two equal lines of a statement are two credits. */
export type Credit = {
  /** `2026-01-31` */
  bookedOn: string;
  /** Above zero, in minor units of the requested currency. */
  amountMinor: number;
  /** Up to 300 characters; may be empty. */
  description: string;
  /** Up to 100 characters. */
  reference: string | null;
  /** Line number in the file, from 1. */
  line: number;
};

export type SkippedLine = {
  line: number;
  /** The unreadable part; `line` if it is not a single cell. */
  field: 'date' | 'amount' | 'line';
  reason: SkipReason;
  /** The original text, up to 60 characters. */
  value: string;
};

export type SkipReason =
  | DateProblem
  | AmountProblem
  | 'date_in_future'
  | 'direction_missing'
  | 'amount_zero'
  | 'two_amounts'
  | 'too_many_cells'
  | 'broken_quotes';

/** Each line of the table is a credit, is counted as a debit, or is skipped with a reason. */
export type Statement = { credits: Credit[]; debits: number; skipped: SkippedLine[] };

/**
 * Reads the incoming payments. It never guesses and never throws: an ambiguous line is skipped.
 * @param today as `2026-01-31`; later dates than the next day are skipped (banks may be in another time zone)
 */
export function readCredits(
  table: Table,
  mapping: Mapping,
  currency: string,
  today: string,
): Statement | Refusal {
  const missing = columnsOf(mapping).filter((name) => !table.header.includes(name));
  if (missing.length > 0) return { refused: 'wrong_columns', missing };
  const columns = new Set(columnsOf(mapping));
  if (rewrittenCells(table).some(({ column }) => columns.has(column))) {
    return { refused: 'statement_rewritten' };
  }
  const dates = table.rows.map((row) => row[table.header.indexOf(mapping.date)] ?? '');
  // Otherwise 03/04 would silently become the wrong day, and the same line in tomorrow's file would become a second payment.
  const proven = provenDateFormat(dates);
  if (proven && proven !== mapping.dateFormat) return { refused: 'wrong_dates' };

  const readLine = lineReader(table, mapping, currency, dayAfter(today));
  const lines = table.rows.map((row, index) => readLine(row, table.lines[index] ?? 0));
  const broken = table.broken.map((line) => skip(line, 'line', 'broken_quotes', ''));
  return {
    credits: lines.filter((line) => typeof line === 'object' && 'bookedOn' in line),
    debits: lines.filter((line) => line === 'debit').length,
    skipped: [...lines.filter((line) => typeof line === 'object' && 'reason' in line), ...broken].sort(
      (a, b) => a.line - b.line,
    ),
  };
}

function columnsOf(mapping: Mapping): string[] {
  const money = 'amount' in mapping ? [mapping.amount, mapping.direction] : [mapping.credit, mapping.debit];
  const names = [mapping.date, ...money, ...mapping.description, mapping.reference];
  return [...new Set(names.filter((name) => name !== undefined))];
}

const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10);

function lineReader(table: Table, mapping: Mapping, currency: string, lastDay: string) {
  const readMoney = moneyReader(table, mapping, currency);

  return (row: string[], line: number): Credit | SkippedLine | 'debit' => {
    const cell = (name?: string) => (name === undefined ? '' : (row[table.header.indexOf(name)] ?? ''));
    // An unquoted amount such as 1,250.00 splits into two cells; the first alone would be wrong.
    const extra = row.slice(table.header.length).find(Boolean);
    if (extra) return skip(line, 'line', 'too_many_cells', extra);
    const money = readMoney(cell);
    if (money === 'debit') return money;
    const date = readDate(cell(mapping.date), mapping.dateFormat);
    if ('problem' in date) return skip(line, 'date', date.problem, cell(mapping.date));
    if ('problem' in money) return skip(line, 'amount', money.problem, money.value);
    if (date.day > lastDay) return skip(line, 'date', 'date_in_future', cell(mapping.date));
    return {
      bookedOn: date.day,
      amountMinor: money.minor,
      description: cut(mapping.description.map(cell).join(' '), 300),
      reference: cut(cell(mapping.reference), 100) || null,
      line,
    };
  };
}

type Money = { minor: number } | { problem: SkipReason; value: string } | 'debit';

function moneyReader(
  table: Table,
  mapping: Mapping,
  currency: string,
): (cell: (name?: string) => string) => Money {
  const read = amountReader(currency, mapping.decimal);
  if ('amount' in mapping) {
    const column = table.header.indexOf(mapping.amount);
    const isMarked = table.rows.some(
      ({ [column]: value = '' }) => !('problem' in read(value)) && hasDirectionMark(value),
    );
    // if other amounts have a mark, only a person can tell what an unmarked one means
    const unmarked = isMarked ? (mapping.unmarked ?? null) : 'in';
    return (cell) => {
      const value = cell(mapping.amount);
      const amount = read(value);
      if ('problem' in amount) return { problem: amount.problem, value };
      if (amount.minor === 0) return { problem: 'amount_zero', value };
      const beside = directionOf(cell(mapping.direction));
      const direction = amount.direction ?? beside ?? (mapping.direction ? null : unmarked);
      if (!direction && !mapping.direction) return { problem: 'direction_missing', value };
      if (!direction || (beside && beside !== direction)) {
        return { problem: 'direction_unclear', value: `${value} ${cell(mapping.direction)}` };
      }
      return direction === 'in' ? { minor: amount.minor } : 'debit';
    };
  }
  return (cell) => {
    const [value, out] = [cell(mapping.credit), cell(mapping.debit)];
    const [amount, spent] = [read(value), read(out)];
    const empty = 'problem' in amount ? amount.problem === 'amount_missing' : amount.minor === 0;
    const nothingSpent = 'problem' in spent ? spent.problem === 'amount_missing' : spent.minor === 0;
    if (empty && !(mapping.debit && nothingSpent)) return 'debit';
    if ('problem' in amount) return { problem: amount.problem, value };
    if (amount.minor === 0) return { problem: 'amount_zero', value };
    if (!nothingSpent) return { problem: 'two_amounts', value: `${value} ${out}` };
    return amount.direction === 'out' ? 'debit' : { minor: amount.minor };
  };
}

const skip = (line: number, field: SkippedLine['field'], reason: SkipReason, value: string): SkippedLine => ({
  line,
  field,
  reason,
  value: cut(value, 60),
});

/** Counts code points like Postgres, and never splits one. */
const cut = (text: string, length: number) =>
  [...text.replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, length).join('').trim();
