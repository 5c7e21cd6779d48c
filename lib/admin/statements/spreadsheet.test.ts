import { describe, expect, test } from 'vitest';
import { rewrittenCells } from './spreadsheet';
import { readTable } from './table';

function cellsOf(...lines: string[]) {
  const table = readTable(['Date,Narration,Reference,Credit,Balance', ...lines].join('\n'));
  if ('refused' in table) throw new Error(table.refused);
  return rewrittenCells(table).map(({ line, column, value }) => [line, column, value]);
}
const line = (reference: string, balance = '71500') => `1/3/2026,TRF,${reference},9000,${balance}`;

describe('detects a file saved by a spreadsheet', () => {
  test.each(['1.00004E+29', '1.00004e+29', '"1,00004E+29"', '1E+12', '1.00004E29', '-1.5E+6', '100.004E+27'])(
    'from the number %s',
    (reference) => {
      expect(cellsOf(line('FT-1'), line(reference))).toEqual([
        [3, 'Reference', reference.replaceAll('"', '')],
      ]);
    },
  );

  test('in any column', () => {
    expect(cellsOf(line('FT-1', '1.25E+11'))).toEqual([[2, 'Balance', '1.25E+11']]);
  });

  test('from long numbers with only fifteen significant digits', () => {
    const short = '100004260103000000000000000000';
    expect(cellsOf(line(short), line(short))).toHaveLength(2);
  });
});

test.each([
  'FT26013ABC',
  '1E5',
  '5E12B',
  'FT1.00004E+29',
  '000013260103',
  '100004260103111222333444555666',
  '1234567890123450',
])("keeps the reference %s as the bank's own", (reference) => {
  expect(cellsOf(line(reference))).toEqual([]);
});

test('keeps a long number with trailing zeros when others in its column are exact', () => {
  expect(cellsOf(line('100004260103000000000000000000'), line('100004260103111222333444555666'))).toEqual([]);
});
