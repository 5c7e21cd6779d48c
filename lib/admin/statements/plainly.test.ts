import { expect, test } from 'vitest';
import { refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { readAsBefore, readerOf } from './choice';
import { type ImportOutcome, type Preview, previewOf, seemsUnsigned } from './outcome';
import { importOutcomeIn, pathAfterImport } from './plainly';
import { readTable } from './table';

const account = '00000000-0000-4000-8000-000000000001';

function previewed(text: string): Preview {
  const table = readTable(text);
  if ('refused' in table) throw new Error(table.refused);
  return previewOf(account, table, readAsBefore(table, null, readerOf('NGN', '2026-01-31')));
}

/** There and back again, through the address. */
const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://x').searchParams);
const carried = (outcome: ImportOutcome) => {
  const path = pathAfterImport('itanna', outcome);
  return { path, outcome: importOutcomeIn(queryOf(path)) };
};

test('without scripts, how a statement is read comes back by its address, and no line of the bank’s with it', () => {
  const preview = previewed(
    'Tarikh,Butiran,Jumlah\n13/01/2026,SECRET NAME,"5,000.00"\n14/01/2026,Fee,-5.00\n,x,\n',
  );
  const { path, outcome } = carried(done(preview));
  expect(path).not.toContain('SECRET');
  expect(outcome).toEqual(
    done({
      ...preview,
      rows: [],
      read: { credits: 1, debits: 1, examples: [], skipped: { count: 1, first: [] } },
    }),
  );
});

test('without scripts, too, one is told of a spreadsheet and of amounts without a mark, in no words of the bank', () => {
  const { path, outcome } = carried(
    done(
      previewed('Date,Details,Amount,Serial\n13/01/2026,Ada,5.00 CR,7.00004E+29\n13/01/2026,Ada,5.00,1\n'),
    ),
  );
  expect(path).not.toContain('7.00004');
  expect(outcome).toMatchObject({
    data: {
      rewritten: { count: 1, first: { line: 2, column: 'Serial' } },
      read: { credits: 1, unmarked: 1 },
    },
  });
});

test('a statement of a hundred columns does not make an address too long', () => {
  const names = Array.from({ length: 97 }, (_, index) => `Спалучэнне нумар ${index}`);
  const header = ['Date', 'Details', 'Amount', ...names];
  const { path, outcome } = carried(done(previewed(`${header}\n13/01/2026,Ada,5.00\n`)));
  expect(path.length).toBeLessThan(8000);
  expect(outcome?.ok && outcome.data.step === 'preview' && outcome.data.header.slice(0, 3)).toEqual(
    header.slice(0, 3),
  );
});

test('what was imported, and what was refused, comes back by its address', () => {
  const imported = {
    ...{ step: 'imported' as const, imported: 34, known: 12 },
    skipped: { count: 30, first: [{ line: 7, reason: 'amount_zero' as const, value: '' }] },
  };
  expect(carried(done(imported)).outcome).toEqual(done(imported));
  expect(carried(refuse('not_a_csv')).outcome).toEqual(refuse('not_a_csv'));
});

test.each([
  {},
  { done: 'imported' },
  { done: 'imported', imported: '1_2' },
  { look: 'x' },
  { look: '{"account_id":1}' },
  { look: ['{}'] },
  { refused: 'not_a_csv' },
  { refused: 'nothing', of: 'file' },
])('an address that tells of no import, or was tampered with (%j), says nothing', (query) => {
  expect(importOutcomeIn(query)).toBeNull();
});

test('amounts of which none goes out are asked about, unless a column says the direction', () => {
  const unsigned = previewed('Date,Details,Amount\n13/01/2026,Ada,"5,000.00"\n');
  expect(seemsUnsigned(unsigned)).toBe(true);
  expect(seemsUnsigned(previewed('Date,Details,Amount,Type\n13/01/2026,Ada,"5,000.00",CR\n'))).toBe(false);
  expect(seemsUnsigned(previewed('Date,Details,Credit,Debit\n13/01/2026,Ada,"5,000.00",\n'))).toBe(false);
});
