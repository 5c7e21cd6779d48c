import Papa from 'papaparse';
import { decodeText, isPlainText } from '@/lib/admin/statements/decode';
import { cleanText } from '@/lib/text';
import { type Cell, FormulaError, type Sheet } from './cells';
import { unescapeCell } from './escape';
import { type FileRefused, IMPORT_LIMITS } from './limits';
import { readWorkbook } from './xlsx';

const delimiters = [',', ';', '\t', '|'];
const ZIP = 'PK\x03\x04';
const OLE = '\xd0\xcf\x11\xe0';

/** The non-empty sheets of an uploaded file; a CSV is one sheet. The content decides the type; the file name also reveals macros. */
export async function readSheets(bytes: Uint8Array, fileName: string): Promise<Sheet[] | FileRefused> {
  if (bytes.length > IMPORT_LIMITS.maxBytes) return { refused: 'file_too_large' };
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (/\.(xlsm|xltm|xlsb)$/i.test(fileName)) return { refused: 'file_macros' };
  const sheets = start === ZIP || start === OLE ? await readBinary(bytes, start) : readCsv(bytes);
  if ('refused' in sheets) return sheets;
  const full = sheets.map(cleaned).filter(({ rows }) => rows.length > 0);
  if (full.length === 0) return { refused: 'file_empty' };
  if (full.some(({ rows }) => rows.length > IMPORT_LIMITS.maxLines)) return { refused: 'file_too_large' };
  return full;
}

async function readBinary(bytes: Uint8Array, start: string): Promise<Sheet[] | FileRefused> {
  const sheets = await readWorkbook(bytes);
  const isOldExcel = start === OLE && 'refused' in sheets && sheets.refused === 'file_not_table';
  return isOldExcel ? { refused: 'file_old_excel' } : sheets;
}

function readCsv(bytes: Uint8Array): Sheet[] | FileRefused {
  const text = decodeText(bytes);
  if (text === null || !isPlainText(text)) return { refused: 'file_not_table' };
  // Excel may state the delimiter in a line above the header: `sep=;`
  const [, hint = ''] = /^\uFEFF?sep=(.)\r?\n/i.exec(text) ?? [];
  const body = text.replace(/^\uFEFF?(sep=.\r?\n)?/i, '').replace(/\r\n?/g, '\n');
  const delimiter = hint || bestDelimiter(body);
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, newline: '\n' });
  if (errors.some(({ type }) => type === 'Quotes')) return { refused: 'file_quotes' };
  // that line counts as a row, so that row numbers are those of the file
  return [{ name: '', rows: hint ? [[], ...data] : data }];
}

/** The delimiter that splits the headers into the most columns. */
function bestDelimiter(text: string): string {
  const columns = delimiters.map((delimiter) => ({
    delimiter,
    count: Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 1 }).data[0]?.length ?? 0,
  }));
  return columns.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/** Removes empty rows at the end, columns beyond the limit, and characters that cannot be stored or seen. */
function cleaned({ name, rows }: Sheet): Sheet {
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== ''));
  return {
    name,
    rows: rows
      .slice(0, last + 1)
      .map((row) =>
        row.slice(0, IMPORT_LIMITS.maxColumns).map((cell) => (typeof cell === 'string' ? plain(cell) : cell)),
      ),
  };
}

const formulaError = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;

/** Unwraps `="00123"`, which keeps Excel from turning a code into a number. */
function plain(cell: string): Cell {
  const text = cleanText(cell).replace(/^="(.*)"$/s, (_, inner: string) => inner.replaceAll('""', '"'));
  return formulaError.test(text) ? new FormulaError(text) : unescapeCell(text);
}
