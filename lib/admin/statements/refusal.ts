/**
 * Why a statement as a whole is not read. The words belong to `lib/refusals.ts`; it is not asked from here, so that a browser
 * can preview a statement with these same functions.
 */
export type Refusal =
  | { refused: 'not_a_csv' | 'statement_empty' | 'statement_too_large' | 'no_header' | 'wrong_dates' }
  /** A column that is read holds numbers that a spreadsheet has cut short, see `rewrittenCells`. */
  | { refused: 'statement_rewritten' }
  /** `missing`: the columns that the mapping names and the file does not have. */
  | { refused: 'wrong_columns'; missing: string[] };
