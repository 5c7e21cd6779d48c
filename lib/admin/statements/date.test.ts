import fc from 'fast-check';
import { expect, test } from 'vitest';
import { provenDateFormat, readDate } from './date';
import { dateFormats } from './schema';

/** Any code points, including lone surrogates. */
const anything = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
});

test.each([
  ['03/01/2026', 'DMY'],
  ['3-1-2026', 'DMY'],
  ['03.01.26', 'DMY'],
  ['03/01/2026 14:05:11', 'DMY'],
  ['03/01/2026 02:15 PM', 'DMY'],
  ['01/03/2026', 'MDY'],
  ['2026-01-03', 'YMD'],
  ['2026-01-03T23:59:00Z', 'YMD'],
  ['2026/1/3, 10.15.20', 'YMD'],
  ['20260103', 'YMD'],
  ['03 Jan 2026', 'DMY'],
  ['03-JAN-26', 'MDY'],
  ['3 Januari 2026', 'DMY'],
  ['Jan 3, 2026', 'DMY'],
  ['2026-Jan-03', 'DMY'],
] as const)('reads %j in the format %s as the third of January', (text, format) => {
  expect(readDate(text, format)).toEqual({ day: '2026-01-03' });
});

test.each([
  ['17 Ogos 2026', '2026-08-17'],
  ['17 Mac 2026', '2026-03-17'],
  ['17 Agt 2026', '2026-08-17'],
  ['17 Des 2026', '2026-12-17'],
  ['17 Okt 2026', '2026-10-17'],
  ['17 Mei 2026', '2026-05-17'],
  ['17 Sept 2026', '2026-09-17'],
  ['29/02/2028', '2028-02-29'],
])('reads %j as %s', (text, day) => {
  expect(readDate(text, 'DMY')).toEqual({ day });
});

test.each([
  ['', 'date_missing'],
  ['Total', 'date_unreadable'],
  ['PEND', 'date_unreadable'],
  ['46025', 'date_unreadable'],
  ['2026-01-03', 'date_unreadable'],
  ['03 Foo 2026', 'date_unreadable'],
  ['03/01', 'date_without_year'],
  ['03 Jan', 'date_without_year'],
  ['31/02/2026', 'date_impossible'],
  ['29/02/2026', 'date_impossible'],
  ['00/01/2026', 'date_impossible'],
  ['01/13/2026', 'date_impossible'],
  ['01/01/1926', 'date_impossible'],
])('refuses %j: %s', (text, problem) => {
  expect(readDate(text, 'DMY')).toEqual({ problem });
});

test('reads every day back, in every format', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const separators = fc.constantFrom('/', '-', '.', ' ');
  fc.assert(
    fc.property(days, separators, fc.constantFrom(...dateFormats), (at, separator, format) => {
      const day = at.toISOString().slice(0, 10);
      const [year = '', month = '', date = ''] = day.split('-');
      const written = [...format].map((letter) => ({ D: date, M: month, Y: year })[letter]).join(separator);
      expect(readDate(written, format)).toEqual({ day });
    }),
  );
});

test('never throws', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...dateFormats), (text, format) => {
      expect(readDate(text, format)).toHaveProperty('problem');
    }),
  );
});

test.each([
  [['03/01/2026', '13/01/2026'], 'DMY'],
  [['01/03/2026', '01/13/2026'], 'MDY'],
  [['2026-01-03', 'Total'], 'YMD'],
  [['03/01/2026', '04/01/2026'], null],
  [['13/01/2026', '01/13/2026'], null],
  [['03/01/2026', '2026-01-31'], null],
  [['03 Jan 2026', 'Total', ''], null],
])('proves the format of %j as %s', (cells, format) => {
  expect(provenDateFormat(cells)).toBe(format);
});
