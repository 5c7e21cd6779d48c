import type { Refusal } from './refusal';

export const MAX_BYTES = 2 * 1024 ** 2;
export const MAX_LINES = 20_000;

/** ZIP (hence XLSX), PDF, old XLS, gzip. Banks often name these `.csv` too. */
const binaries = ['PK\x03\x04', '%PDF', '\xd0\xcf\x11\xe0', '\x1f\x8b'];

/** The text of an uploaded statement, in the encoding of the bank or of the user's Excel. */
export function decodeStatement(bytes: Uint8Array): string | Refusal {
  if (bytes.length > MAX_BYTES) return { refused: 'statement_too_large' };
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (binaries.some((magic) => start.startsWith(magic))) return { refused: 'not_a_csv' };
  const text = decodeText(bytes);
  if (text === null || !isPlainText(text)) return { refused: 'not_a_csv' };
  if (text.trim() === '') return { refused: 'statement_empty' };
  if (countLines(text) > MAX_LINES) return { refused: 'statement_too_large' };
  return text;
}

/** Text in UTF-8, in UTF-16 with a byte order mark, or else in windows-1252, which accepts any bytes; null for broken UTF-16. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  // In this order: windows-1252 accepts any bytes, but its text is hardly ever valid UTF-8.
  return decodeAs('utf-8', bytes) ?? decodeAs('windows-1252', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Neither binary (control characters) nor a web page, which many banks export as `.xls`. */
export const isPlainText = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them.
  !/[\0-\x08\x0e-\x19]/.test(text) && !/^\s*<(!doctype|html|table|\?xml)/i.test(text);

const countLines = (text: string) => text.trimEnd().split(/\r\n|\r|\n/).length;
