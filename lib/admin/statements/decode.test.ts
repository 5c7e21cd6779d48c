import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeStatement, MAX_BYTES, MAX_LINES } from './decode';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])));
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};

const text = 'Tarikh;Butiran;Jumlah\r\n03/01/2026;Café Ada;₦5.000,00\r\n';

test.each([
  ['UTF-8', utf8(text)],
  ['UTF-8 with a byte order mark', bytes(0xef, 0xbb, 0xbf, utf8(text))],
  ['UTF-16, little-endian', bytes(0xff, 0xfe, utf16(text, true))],
  ['UTF-16, big-endian', bytes(0xfe, 0xff, utf16(text, false))],
])('decodes a statement in %s', (_, file) => {
  expect(decodeStatement(file)).toBe(text);
});

test('decodes a statement in windows-1252', () => {
  expect(decodeStatement(bytes(utf8('Caf'), 0xe9, utf8(' '), 0x80, utf8('5')))).toBe('Café €5');
});

test.each([
  ['a workbook', bytes(utf8('PK'), 3, 4, utf8('more'))],
  ['a PDF', utf8('%PDF-1.7 …')],
  ['an old workbook', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1)],
  ['a web page named like a workbook', utf8('\n<html><table><tr><td>Date</td></tr></table></html>')],
  ['NUL bytes', utf8('Date,Amount\n01/01/2026,\0')],
  ['UTF-16 without a byte order mark', utf16(text, true)],
  ['half a character of UTF-16', bytes(0xff, 0xfe, 0x41)],
  ['a picture', bytes(0x89, utf8('PNG\r\n'), 0x1a, 0x0a, 0, 0, 0, 0x0d)],
])('refuses %s, which is not a CSV', (_, file) => {
  expect(decodeStatement(file)).toEqual({ refused: 'not_a_csv' });
});

test.each([[utf8('')], [utf8(' \r\n\t')], [bytes(0xef, 0xbb, 0xbf)], [bytes(0xff, 0xfe)]])(
  'refuses an empty file',
  (file) => {
    expect(decodeStatement(file)).toEqual({ refused: 'statement_empty' });
  },
);

test('accepts at most two megabytes and 20,000 lines', () => {
  expect(decodeStatement(utf8('a'.repeat(MAX_BYTES)))).toHaveLength(MAX_BYTES);
  expect(decodeStatement(utf8('a'.repeat(MAX_BYTES + 1)))).toEqual({ refused: 'statement_too_large' });
  for (const end of ['\n', '\r\n', '\r']) {
    expect(decodeStatement(utf8(`a${end}`.repeat(MAX_LINES)))).toHaveLength(MAX_LINES * (1 + end.length));
    expect(decodeStatement(utf8(`a${end}`.repeat(MAX_LINES + 1)))).toEqual({
      refused: 'statement_too_large',
    });
  }
});

test('never throws', () => {
  const starts = fc.constantFrom(bytes(), bytes(0xff, 0xfe), bytes(0xfe, 0xff), bytes(0xef, 0xbb, 0xbf));
  fc.assert(
    fc.property(starts, fc.uint8Array(), (start, rest) => {
      const decoded = decodeStatement(bytes(start, rest));
      expect(typeof decoded === 'string' || 'refused' in decoded).toBe(true);
    }),
  );
});
