/**
 * Why a statement as a whole is not read. Its words are put on by `lib/refusals.ts`; it is not asked from here, so that a browser
 * can preview a statement with these same functions.
 */
export type Refusal =
  | { refused: 'not_a_csv' | 'statement_empty' | 'statement_too_large' | 'no_header' | 'wrong_dates' }
  /** A mapped column contains long numbers truncated by a spreadsheet; see `rewrittenCells`. */
  | { refused: 'statement_rewritten' }
  /** `missing`: mapped columns that the file does not have. */
  | { refused: 'wrong_columns'; missing: string[] };
