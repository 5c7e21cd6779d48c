import { expect, test } from 'vitest';
import { choiceOf, readerOf, readWithStoredMapping } from './choice';
import { readTable, type Table } from './table';

const read = readerOf('NGN', '2026-01-31');

function tableOf(text: string): Table {
  const table = readTable(text);
  if ('refused' in table) throw new Error(table.refused);
  return table;
}

const statement = tableOf('Date,Narration,Amount\n13/01/2026,Ada,"5,000.00"\n14/01/2026,Fee,-50.00\n');
const remembered = {
  date: 'Date',
  description: ['Narration'],
  amount: 'Amount',
  dateFormat: 'DMY',
  decimal: '.',
};

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return form;
};

test("guesses the mapping of an account's first statement and asks for confirmation", () => {
  for (const nothing of [null, {}, { date: 'Date' }, 'x']) {
    expect(readWithStoredMapping(statement, nothing, read)).toMatchObject({
      isKnown: false,
      refused: null,
      choice: { money: 'amount', ...remembered },
      statement: { credits: [{ amountMinor: 500_000 }], debits: 1 },
    });
  }
});

test('uses the remembered mapping for a statement that fits', () => {
  expect(readWithStoredMapping(statement, remembered, read)).toMatchObject({
    isKnown: true,
    statement: { mapping: remembered, credits: [{ bookedOn: '2026-01-13' }] },
  });
});

test('uses the remembered mapping for a statement without credits', () => {
  const quiet = tableOf('Date,Narration,Amount\n14/01/2026,Fee,-50.00\n');
  expect(readWithStoredMapping(quiet, remembered, read)).toMatchObject({
    isKnown: true,
    statement: { credits: [] },
  });
});

test('names a column that the bank renamed, and guesses the mapping again', () => {
  const renamed = tableOf('Date,Narration,Credit,Debit\n13/01/2026,Ada,"5,000.00",\n');
  expect(readWithStoredMapping(renamed, remembered, read)).toMatchObject({
    isKnown: false,
    refused: 'wrong_columns',
    missing: ['Amount'],
    choice: { money: 'credit', credit: 'Credit', debit: 'Debit' },
    statement: { credits: [{ amountMinor: 500_000 }] },
  });
});

test('keeps the columns and asks for the date format when the bank changes it', () => {
  const turned = tableOf('Date,Narration,Amount\n01/13/2026,Ada,"5,000.00"\n');
  expect(
    readWithStoredMapping(turned, { ...remembered, description: ['Narration', 'Amount'] }, read),
  ).toMatchObject({
    isKnown: false,
    refused: 'wrong_dates',
    choice: { dateFormat: 'MDY', description: ['Narration', 'Amount'] },
    statement: { credits: [{ bookedOn: '2026-01-13' }] },
  });
});

test('asks for confirmation when no line can be read', () => {
  const other = tableOf('Date,Narration,Amount\n13/01/2026,Ada,"5.000,00"\n');
  expect(readWithStoredMapping(other, remembered, read)).toMatchObject({ isKnown: false, refused: null });
});

test('asks for confirmation when a spreadsheet has saved the file', () => {
  const saved = (balance: string, ref = 'FT-1') =>
    tableOf(
      `Date,Narration,Ref,Amount,Balance\n13/01/2026,Ada,${ref},"5,000.00",${balance}\n14/01/2026,Fee,,-50.00,1\n`,
    );
  const reading = readWithStoredMapping(saved('1', '1.00004E+29'), { ...remembered, reference: 'Ref' }, read);
  expect(reading).toMatchObject({
    ...{ isKnown: false, refused: 'statement_rewritten', statement: null },
    choice: { reference: 'Ref' },
    rewritten: [{ line: 2, column: 'Ref', value: '1.00004E+29' }],
  });
  expect(
    readWithStoredMapping(saved('1.5E+11'), { ...remembered, reference: 'Ref' }, read),
    'in an unmapped column',
  ).toMatchObject({
    ...{ isKnown: false, refused: null, statement: { credits: [{ reference: 'FT-1' }] } },
    rewritten: [{ column: 'Balance' }],
  });
  expect(readWithStoredMapping(saved('1'), { ...remembered, reference: 'Ref' }, read)).toMatchObject({
    ...{ isKnown: true, rewritten: [] },
  });
});

test('lets a person choose the direction of unmarked amounts, and remembers it', () => {
  const table = tableOf('Date,Narration,Amount\n13/01/2026,Ada,"5,000.00 CR"\n14/01/2026,Bola,50.00\n');
  const form = (unmarked: string) =>
    formOf({
      ...{ money: 'amount', date: 'Date', description: 'Narration', amount: 'Amount', direction: '' },
      ...{ date_format: 'DMY', decimal: '.', unmarked },
    });
  const chosen = (unmarked: string) => {
    const choice = choiceOf(form(unmarked));
    return choice && read(table, choice).statement;
  };
  expect(chosen('')).toMatchObject({ credits: [{}], skipped: [{ reason: 'direction_missing' }] });
  expect(chosen('in')).toMatchObject({ credits: [{}, {}], skipped: [], mapping: { unmarked: 'in' } });
  expect(readWithStoredMapping(table, chosen('in')?.mapping, read)).toMatchObject({
    ...{ isKnown: true, statement: { credits: [{}, {}] } },
  });
});

test('reads the mapping from a form and ignores the columns of the other layout', () => {
  const fields = {
    ...{ date: 'Date', description: ['Narration', 'Date'], reference: '', date_format: 'DMY', decimal: '.' },
    ...{ amount: 'Amount', direction: '', credit: 'Narration', debit: 'Date' },
  };
  expect(choiceOf(formOf({}))).toBeNull();
  const choice = choiceOf(formOf({ ...fields, money: 'amount' }));
  expect(choice && read(statement, choice).statement?.mapping).toEqual({
    ...remembered,
    description: ['Narration', 'Date'],
  });
  expect(choiceOf(formOf({ ...fields, money: 'credit' }))).toMatchObject({
    money: 'credit',
    credit: 'Narration',
    debit: 'Date',
  });
});

test.each([
  [{ date: '' }, 'date'],
  [{ description: [] }, 'description'],
  [{ amount: '' }, 'amount'],
  [{ money: 'credit', credit: '' }, 'credit'],
  [{ money: 'credit', credit: 'Amount', debit: 'Amount' }, 'debit'],
  [{ date_format: 'YDM' }, 'dateFormat'],
  [{ decimal: '' }, 'decimal'],
])('reports what is missing or wrong in a choice (%j) at its field', (fields, field) => {
  const choice = choiceOf(
    formOf({
      ...{ money: 'amount', date: 'Date', description: 'Narration', amount: 'Amount' },
      ...{ date_format: 'DMY', decimal: '.' },
      ...fields,
    } as Record<string, string | string[]>),
  );
  const reading = choice && read(statement, choice);
  expect(reading?.statement).toBeNull();
  expect(reading?.problems).toEqual([field]);
});

test('names a chosen column that does not exist', () => {
  const choice = choiceOf(
    formOf({
      ...{ money: 'amount', date: 'Day', description: 'Narration', amount: 'Amount' },
      ...{ date_format: 'DMY', decimal: '.' },
    }),
  );
  expect(choice && read(statement, choice)).toMatchObject({
    statement: null,
    refused: 'wrong_columns',
    missing: ['Day'],
  });
});
