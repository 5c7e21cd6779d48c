/** Limits of a file, which the form states in advance and the server checks. */
export const IMPORT_LIMITS = {
  maxBytes: 20 * 1024 ** 2,
  /** of an unpacked workbook */
  maxUnpackedBytes: 100 * 1024 ** 2,
  maxLines: 50_000,
  maxColumns: 300,
  /** of one product: the maximum of a thousand variants, and rows that only add pictures */
  maxLinesOfProduct: 1_500,
  /** of all values of one product, in characters */
  maxSizeOfProduct: 900_000,
  accept: '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Why a whole file is refused. Its text is in `admin.imports.refused`. */
export const fileReasons = [
  'file_empty',
  'file_too_large',
  'file_encrypted',
  'file_macros',
  'file_old_excel',
  'file_not_table',
  'file_bomb',
  'file_quotes',
  'file_missing',
  'heads_missing',
  'heads_repeated',
  'currency_foreign',
] as const;
export type FileReason = (typeof fileReasons)[number];
export type FileRefused = { refused: FileReason; details?: string };
