import { expect, test } from 'vitest';
import { roleOf } from './header';
import { guessMapping } from './mapping';
import { mappingSchema } from './schema';

test.each([
  ['Trans. Date', 'date'],
  ['PostingDate', 'date'],
  ['Tanggal', 'date'],
  ['Tarikh', 'date'],
  ['Narration', 'description'],
  ['Description 2', 'description'],
  ['Keterangan', 'description'],
  ['Receipt No.', 'reference'],
  ['Credit Reference', 'reference'],
  ['Credit Amount', 'credit'],
  ['Lodgements', 'credit'],
  ['MoneyIn(R)', 'credit'],
  ['Mutasi Kredit', 'credit'],
  ['Uang Masuk', 'credit'],
  ['Withdrawal (DR)', 'debit'],
  ['Debet', 'debit'],
  ['Payments', 'debit'],
  ['Amount (NGN)', 'amount'],
  ['Mutasi', 'amount'],
  ['Credit Balance', 'balance'],
  ['Saldo', 'balance'],
  ['Debit/Credit', 'direction'],
  ['DR/CR', 'direction'],
  ['D/K', 'direction'],
  ['Branch', null],
  ['', null],
])('recognizes %j as %s', (name, role) => {
  expect(roleOf(name)).toBe(role);
});

test('leaves a mapping incomplete if the header is unknown', () => {
  const table = { header: ['Tarehe', 'Kiasi'], rows: [], lines: [], broken: [], delimiter: ',' as const };
  const guessed = guessMapping(table);
  expect(guessed).toEqual({ description: [], dateFormat: 'DMY', decimal: '.' });
  expect(mappingSchema.safeParse(guessed).success).toBe(false);
});

test('prefers the booking date to the value date', () => {
  const table = { rows: [], lines: [], broken: [], delimiter: ',' as const };
  expect(guessMapping({ ...table, header: ['Value Date', 'Trans Date'] }).date).toBe('Trans Date');
  expect(guessMapping({ ...table, header: ['Value Date', 'Details'] }).date).toBe('Value Date');
});

test('accepts exactly one layout for incoming amounts', () => {
  const shared = { date: 'Date', description: ['Details'], dateFormat: 'DMY', decimal: '.' };
  const accepts = (more: object) => mappingSchema.safeParse({ ...shared, ...more }).success;
  expect(accepts({ amount: 'Amount' })).toBe(true);
  expect(accepts({ credit: 'In', debit: 'Out', reference: 'Ref' })).toBe(true);
  expect(accepts({})).toBe(false);
  expect(accepts({ amount: 'Amount', credit: 'In' })).toBe(false);
  expect(accepts({ credit: 'In', debit: 'In' })).toBe(false);
  expect(accepts({ amount: 'Amount', description: [] })).toBe(false);
  expect(accepts({ amount: 'Amount', dateFormat: 'YDM' })).toBe(false);
});
