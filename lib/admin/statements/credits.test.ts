import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCredits, type Statement } from './credits';
import { guessMapping } from './mapping';
import { type Mapping, mappingSchema } from './schema';
import { readTable, type Table } from './table';

const TODAY = '2026-01-31';

function tableOf(text: string): Table {
  const table = readTable(text);
  if ('refused' in table) throw new Error(table.refused);
  return table;
}

function read(text: string, mapping: Mapping, currency = 'NGN'): Statement {
  const statement = readCredits(tableOf(text), mapping, currency, TODAY);
  if ('refused' in statement) throw new Error(statement.refused);
  return statement;
}

const signed: Mapping = {
  date: 'Date',
  description: ['Details'],
  amount: 'Amount',
  dateFormat: 'DMY',
  decimal: '.',
};
const { amount: _, ...rest } = signed;
const split: Mapping = { ...rest, credit: 'In', debit: 'Out' };

const lines = (...text: string[]) => ['Date,Details,Amount', ...text].join('\n');
const splitLines = (...text: string[]) => ['Date,Details,Out,In', ...text].join('\n');

/** Any code points, including lone surrogates. */
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
});

test('reads two equal lines as two credits', () => {
  const { credits } = read(lines('03/01/2026,From Ada,5000', '03/01/2026,From Ada,5000'), signed);
  expect(credits.map(({ line, amountMinor }) => [line, amountMinor])).toEqual([
    [2, 5000_00],
    [3, 5000_00],
  ]);
});

test('counts debits without reading them as credits', () => {
  const out = ['-500.00', '500.00 DR', '"(1,200.00)"', '500-'].map((amount) => `03/01/2026,Rent,${amount}`);
  expect(read(lines(...out, 'not even a date,Rent,-5'), signed)).toEqual({
    credits: [],
    debits: 5,
    skipped: [],
  });
});

test.each([
  [',From Ada,5000', 'date', 'date_missing', ''],
  ['Total,,5000', 'date', 'date_unreadable', 'Total'],
  ['03/01,From Ada,5000', 'date', 'date_without_year', '03/01'],
  ['31/02/2026,From Ada,5000', 'date', 'date_impossible', '31/02/2026'],
  ['02/02/2026,From Ada,5000', 'date', 'date_in_future', '02/02/2026'],
  ['03/01/2026,Opening balance,', 'amount', 'amount_missing', ''],
  ['03/01/2026,From Ada,five', 'amount', 'amount_unreadable', 'five'],
  ['03/01/2026,From Ada,0.00', 'amount', 'amount_zero', '0.00'],
  ['03/01/2026,From Ada,5000.005', 'amount', 'too_many_decimals', '5000.005'],
  ['03/01/2026,From Ada,99999999999999.00', 'amount', 'amount_too_large', '99999999999999.00'],
  ['03/01/2026,From Ada,USD 50', 'amount', 'other_currency', 'USD 50'],
  ['03/01/2026,From Ada,-50 CR', 'amount', 'direction_unclear', '-50 CR'],
  ['03/01/2026,From Ada,1,250.00', 'line', 'too_many_cells', '250.00'],
  ['03/01/2026,"From Ada,50', 'line', 'broken_quotes', ''],
])('skips the line %j: %s %s', (text, field, reason, value) => {
  const { credits, debits, skipped } = read(lines('03/01/2026,From Ada,1', text), signed);
  expect(credits).toHaveLength(1);
  expect(debits).toBe(0);
  expect(skipped).toEqual([{ line: 3, field, reason, value }]);
});

test("accepts tomorrow's date, because a bank may be a day ahead", () => {
  expect(read(lines('01/02/2026,From Ada,5'), signed).credits).toMatchObject([{ bookedOn: '2026-02-01' }]);
});

describe('separate columns for incoming and outgoing amounts', () => {
  test.each([
    ['', '"5,000.00"', 5000_00],
    ['0.00', '"5,000.00"', 5000_00],
    ['-', '"5,000.00 CR"', 5000_00],
    ['500', '', 'debit'],
    ['500', '0.00', 'debit'],
    ['-500.00', '', 'debit'],
    ['', '-500.00', 'debit'],
    ['', '', 'amount_missing'],
    ['0.00', '0.00', 'amount_zero'],
    ['500', '500', 'two_amounts'],
    ['five', '500', 'two_amounts'],
    ['', 'five', 'amount_unreadable'],
  ])('%j out and %j in gives %s', (out, money, answer) => {
    const { credits, debits, skipped } = read(splitLines(`03/01/2026,x,${out},${money}`), split);
    const found = [
      ...credits.map(({ amountMinor }) => amountMinor),
      ...skipped.map(({ reason }) => reason),
      ...(debits ? ['debit'] : []),
    ];
    expect(found).toEqual([answer]);
  });

  test('treat a line without an incoming amount as a debit', () => {
    const text = splitLines('03/01/2026,x,500,', '03/01/2026,x,500,0.00', '03/01/2026,x,,5');
    expect(read(text, { ...rest, credit: 'In' })).toMatchObject({
      credits: [{ amountMinor: 500 }],
      debits: 2,
    });
  });
});

test('trusts a direction column unless the amount contradicts it', () => {
  const text = `Date,Details,Amount,Type
03/01/2026,a,500,CR
03/01/2026,b,500,DR
03/01/2026,c,-500,D
03/01/2026,d,-500,C
03/01/2026,e,500,
03/01/2026,f,500,POS
03/01/2026,g,500 CR,`;
  const { credits, debits, skipped } = read(text, { ...signed, direction: 'Type' });
  expect(credits.map(({ description }) => description)).toEqual(['a', 'g']);
  expect(debits).toBe(2);
  expect(skipped.map(({ line, reason }) => [line, reason])).toEqual([
    [5, 'direction_unclear'],
    [6, 'direction_unclear'],
    [7, 'direction_unclear'],
  ]);
});

describe('when only some amounts have a direction mark, an unmarked one is not a credit', () => {
  const way = (mark: string, amounts: string[], unmarked?: 'in' | 'out') => {
    const text = amounts.map((amount) => `03/01/2026,${mark},"${amount}"`);
    const { credits, debits, skipped } = read(lines(...text), { ...signed, unmarked });
    return {
      in: credits.map(({ amountMinor }) => amountMinor / 100),
      out: debits,
      skipped: skipped.map(({ reason, value }) => [reason, value]),
    };
  };

  test.each([
    ['CR and DR', ['5,000.00 CR', '200.00 DR', '300.00']],
    ['CR alone', ['5,000.00 CR', '-200.00', '300.00']],
    ['C and D', ['5,000.00C', '200.00D', '300.00']],
    ['plus and minus', ['+5,000.00', '-200.00', '300.00']],
    ['a plus behind it', ['5,000.00+', '200.00-', '300.00']],
    ['words', ['5,000.00 Credit', '200.00 Debit', '300.00']],
  ])('as with %s', (mark, amounts) => {
    const skipped = [['direction_missing', '300.00']];
    expect(way(mark, amounts)).toEqual({ in: [5000], out: 1, skipped });
    expect(way(mark, amounts, 'in')).toEqual({ in: [5000, 300], out: 1, skipped: [] });
    expect(way(mark, amounts, 'out')).toEqual({ in: [5000], out: 2, skipped: [] });
  });

  test('also when the bank marks only outgoing amounts', () => {
    expect(way('DR alone', ['200.00 DR', '300.00'])).toEqual({
      ...{ in: [], out: 1 },
      skipped: [['direction_missing', '300.00']],
    });
  });

  test('except with plain minus signs: positive numbers need no sign', () => {
    expect(way('signed', ['-200.00', '(50.00)', '300.00'])).toEqual({ in: [300], out: 2, skipped: [] });
  });

  test('and an unreadable amount does not count as marked', () => {
    expect(way('unclear', ['-50 CR', 'five DR', '300.00'])).toMatchObject({ in: [300] });
  });
});

describe('a file saved by a spreadsheet', () => {
  const saved = `Date,Narration,Reference,Credit,Debit,Balance
1/3/2026,TRF FROM CHIDI EZE,1.00004E+29,9000,,71500
1/3/2026,TRF FROM ADA OKO,1.00004E+29,9000,,62500
`;
  const known: Mapping = {
    ...{ date: 'Date', description: ['Narration'], credit: 'Credit', debit: 'Debit' },
    ...{ dateFormat: 'DMY', decimal: '.' },
  };

  test.each([
    ['reference', { ...known, reference: 'Reference' }],
    ['description', { ...known, description: ['Narration', 'Reference'] }],
    ['date', { ...known, date: 'Reference' }],
  ] as const)('is refused when a truncated column is read as the %s', (_, mapping) => {
    expect(readCredits(tableOf(saved), mapping as Mapping, 'NGN', TODAY)).toEqual({
      refused: 'statement_rewritten',
    });
  });

  test('is read without that column, and then has no reference', () => {
    expect(readCredits(tableOf(saved), known, 'NGN', '2026-11-20')).toMatchObject({
      credits: [{ reference: null }, { reference: null }],
    });
  });
});

test("refuses another bank's mapping and names the missing columns", () => {
  const mapping: Mapping = { ...split, description: ['Details', 'Remarks'], reference: 'Ref' };
  expect(readCredits(tableOf(lines('03/01/2026,x,5')), mapping, 'NGN', TODAY)).toEqual({
    refused: 'wrong_columns',
    missing: ['In', 'Out', 'Remarks', 'Ref'],
  });
});

test('refuses a file with a different date order instead of misreading dates', () => {
  const table = tableOf(lines('01/03/2026,x,5', '01/13/2026,x,5'));
  expect(readCredits(table, signed, 'NGN', TODAY)).toEqual({ refused: 'wrong_dates' });
});

test('truncates long texts between characters', () => {
  const text = `Date,Details,More,Ref,Amount\n03/01/2026," a\n\u00a0 b",${'😀'.repeat(400)},${'r'.repeat(101)},5`;
  const mapping = { ...signed, description: ['Details', 'More'], reference: 'Ref' };
  expect(read(text, mapping).credits).toEqual([
    {
      bookedOn: '2026-01-03',
      amountMinor: 500,
      description: `a b ${'😀'.repeat(296)}`,
      reference: 'r'.repeat(100),
      line: 2,
    },
  ]);
});

test('counts every line as a credit, a debit or skipped, and never throws', () => {
  const cell = fc.oneof(fc.constantFrom('03/01/2026', '5', '-5', '"', '', 'x', '\n', 'Date'), anything);
  const file = fc.array(fc.array(cell).map((cells) => cells.join(',')));
  fc.assert(
    fc.property(file, fc.constantFrom('NGN', 'IDR'), (text, currency) => {
      const table = tableOf(lines(...text));
      const mapping = mappingSchema.parse(guessMapping(table));
      const statement = readCredits(table, mapping, currency, TODAY);
      if ('refused' in statement) return;
      expect(statement.credits.length + statement.debits + statement.skipped.length).toBe(
        table.rows.length + table.broken.length,
      );
    }),
  );
});

test.each([
  ['digits', '1', 'x'],
  ['blanks', ' ', 'x'],
  ['commas', ',', 'x'],
  ['quotation marks', '"a', ''],
  ['quotation marks and blanks', '" ', 'x'],
  ['lines', '\n"', ''],
  ['decimals', '1.', ';'],
])('reads a hostile file of a hundred thousand %s without hanging', (_, part, end) => {
  const mass = `${part.repeat(100_000 / part.length)}${end}`;
  for (const text of [
    mass,
    `${mass},${mass}`,
    lines(`x${mass},x${mass},x${mass}`),
    lines(`${mass},x,${mass}`),
  ]) {
    const table = readTable(text);
    if ('refused' in table) continue;
    guessMapping(table);
    readCredits(table, signed, 'NGN', TODAY);
  }
});
