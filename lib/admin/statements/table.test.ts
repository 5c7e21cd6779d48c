import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable, type Table } from './table';

function tableOf(text: string): Table {
  const table = readTable(text);
  if ('refused' in table) throw new Error(table.refused);
  return table;
}

/** Any code points, including lone surrogates. */
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
});

test.each([',', ';', '\t', '|'])('reads a file delimited by %j', (delimiter) => {
  const lines = [
    ['Date', 'Narration', 'Amount'],
    ['03/01/2026', '"From Ada, Lagos; or | so"', '5000.00'],
  ];
  const text = lines.map((cells) => cells.join(delimiter)).join('\r\n');
  expect(tableOf(text)).toEqual({
    header: ['Date', 'Narration', 'Amount'],
    rows: [['03/01/2026', 'From Ada, Lagos; or | so', '5000.00']],
    lines: [2],
    broken: [],
    delimiter,
  });
});

test('skips everything above the header, even a summary with its own header', () => {
  const table = tableOf(
    `sep=,
Statement of Account,,,,
Account Name:,ADA STORES,,,
Opening Balance,Total Credit,Total Debit,Closing Balance,
"50,000.00","5,000.00","0.00","55,000.00",
Date range,01/01/2026,to,31/01/2026,

Date,Details,Debit,Credit,Balance
03/01/2026,From Ada,,"5,000.00","55,000.00"
Total,,,"5,000.00",
`,
  );
  expect(table.header).toEqual(['Date', 'Details', 'Debit', 'Credit', 'Balance']);
  expect(table.lines).toEqual([9, 10]);
});

test.each([
  'Opening Balance,Total Credit,Total Debit,Amount\n0,5,0,5',
  'Statement date,01/02/2026,Opening balance,0,Total credit,5,Total debit,0,Ref,1',
])('does not take %j for the header, although it names more roles', (summary) => {
  expect(tableOf(`${summary}\n\nDate,Details,Amount\n1/1/2026,x,5\n`).header).toEqual([
    'Date',
    'Details',
    'Amount',
  ]);
});

test('makes missing and duplicate column names unique', () => {
  const { header } = tableOf('Date,Amount,,Amount,Description,Amount (2)\n');
  expect(header).toEqual(['Date', 'Amount', 'Column 3', 'Amount (2)', 'Description', 'Amount (2) (2)']);
});

test('counts lines like an editor', () => {
  const { rows, lines } = tableOf(
    'Date,Details,Amount\n\n1/1/2026,"two\nlines",5\r\n,,\n2/1/2026,one,6\r3/1/2026,,7',
  );
  expect(lines).toEqual([3, 6, 7]);
  expect(rows[0]).toEqual(['1/1/2026', 'two\nlines', '5']);
});

test('skips a repeated header', () => {
  const table = tableOf('Date,Details,Amount\n1/1/2026,a,5\nDate,Details,Amount\n2/1/2026,b,6\n');
  expect(table.lines).toEqual([2, 4]);
});

test("removes Excel's text markers", () => {
  const { rows } = tableOf('Date,Ref,Amount\n\'03/01/2026,"=""00123""",\u200e5\u200e\n');
  expect(rows).toEqual([['03/01/2026', '00123', '5']]);
});

test('hides no lines after an unclosed quote', () => {
  const open = 'Date,Details,Amount\n1/1/2026,a,5\n2/1/2026,"b,6\n3/1/2026,c,7\n';
  expect(tableOf(open)).toMatchObject({ lines: [2], broken: [3, 4, 5] });
  const later = 'Date,Details,Amount\n1/1/2026,"a,5\n2/1/2026,"b",6\n3/1/2026,c,7\n';
  expect(tableOf(later)).toMatchObject({ lines: [4], broken: [2, 3] });
});

describe('a header in an unknown language', () => {
  test('is found above the first line with a date and an amount', () => {
    const table = tableOf('Akaunti;123\n\nTarehe;Maelezo;Kiasi\n03/01/2026;Kutoka Ada;5000,00\n');
    expect(table).toMatchObject({ header: ['Tarehe', 'Maelezo', 'Kiasi'], lines: [4] });
  });

  test.each(['hello', '1,2,3\n4,5,6', 'Date', '01/01/2026,From Ada,5000.00'])(
    'is not found in %j',
    (text) => {
      expect(readTable(text)).toEqual({ refused: 'no_header' });
    },
  );
});

describe('for any input', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab", ;|\n\t=ü') });

  test('returns every cell with its line number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 10 }), (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map(([a, b], i) => `${i},${quoted(`x${a}x`)},${quoted(`x${b}x`)}\n`);
        const table = tableOf(`Date,Details,Credit\n${text.join('')}`);
        expect(table.rows).toEqual(rows.map(([a, b], i) => [`${i}`, `x${a}x`, `x${b}x`]));
        const before = (i: number) => text.slice(0, i).join('').split('\n').length + 1;
        expect(table.lines).toEqual(rows.map((_, i) => before(i)));
      }),
    );
  });

  test('never throws', () => {
    const lines = fc.array(fc.oneof(cell, anything));
    fc.assert(
      fc.property(lines, (parts) => {
        readTable(parts.join(','));
        const table = tableOf(`Date,Details,Credit\n${parts.join(',')}`);
        expect(table.rows).toHaveLength(table.lines.length);
      }),
    );
  });
});
