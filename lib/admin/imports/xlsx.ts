import { constants, inflateRawSync } from 'node:zlib';
import { type CellValue, readXlsx } from 'hucre/xlsx';
import type { Cell, Sheet } from './cells';
import { type FileRefused, IMPORT_LIMITS } from './limits';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end record of a ZIP file may be followed by a comment of at most 64 KB. */
const END_AT_MOST = 22 + 65_535;

type Part = { name: string; method: number; packed: Buffer };

/** The visible sheets of a workbook. A formula has the value that was last computed. Never throws. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[] | FileRefused> {
  const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!parts) return { refused: isEncrypted(bytes) ? 'file_encrypted' : 'file_not_table' };
  if (parts.some(({ name }) => /vbaProject\.bin$/i.test(name))) return { refused: 'file_macros' };
  const size = unpackedSize(parts);
  if (size === null) return { refused: 'file_not_table' };
  if (size > IMPORT_LIMITS.maxUnpackedBytes) return { refused: 'file_bomb' };
  try {
    const { sheets } = await readXlsx(bytes, { sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden });
    return sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(cellOf)) }));
  } catch {
    return { refused: 'file_not_table' };
  }
}

/** A workbook with a password is an old Excel container with this part. */
const isEncrypted = (bytes: Uint8Array) =>
  Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));

/** The parts of a ZIP file according to its directory; null if it has none. */
function partsOf(file: Buffer): Part[] | null {
  try {
    let at = file.length - 22;
    const stop = Math.max(0, file.length - END_AT_MOST);
    while (at >= stop && file.readUInt32LE(at) !== END) at--;
    if (at < stop) return null;
    const count = file.readUInt16LE(at + 10);
    const parts: Part[] = [];
    let entry = file.readUInt32LE(at + 16);
    for (let index = 0; index < count; index++) {
      if (file.readUInt32LE(entry) !== ENTRY) return null;
      const nameLength = file.readUInt16LE(entry + 28);
      const local = file.readUInt32LE(entry + 42);
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      parts.push({
        name: file.toString('utf8', entry + 46, entry + 46 + nameLength),
        method: file.readUInt16LE(entry + 10),
        packed: file.subarray(start, start + file.readUInt32LE(entry + 20)),
      });
      entry += 46 + nameLength + file.readUInt16LE(entry + 30) + file.readUInt16LE(entry + 32);
    }
    return parts.length > 0 ? parts : null;
  } catch {
    return null;
  }
}

/**
 * The real unpacked size of the parts, regardless of what the file claims. Counting stops above the limit. Null if a
 * part cannot be unpacked. Checked before anything parses the file: a parser would fill the memory before it fails.
 */
function unpackedSize(parts: Part[]): number | null {
  let size = 0;
  for (const { method, packed } of parts) {
    const left = IMPORT_LIMITS.maxUnpackedBytes - size;
    if (method === 0) size += packed.length;
    else {
      try {
        size += inflateRawSync(packed, {
          maxOutputLength: Math.max(1, left),
          finishFlush: constants.Z_SYNC_FLUSH,
        }).length;
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return Number.POSITIVE_INFINITY;
        return null;
      }
    }
    if (size > IMPORT_LIMITS.maxUnpackedBytes) return size;
  }
  return size;
}

function cellOf(value: CellValue): Cell {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // a real date, or a code such as `1-2` that the spreadsheet has turned into one
  if (value instanceof Date) return value;
  return value === null || value === undefined ? '' : String(value);
}
