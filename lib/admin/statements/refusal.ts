/** Why a whole statement is refused: reasons whose texts `lib/refusals.ts` finds. */
export type Refusal =
  | { refused: 'not_a_csv' | 'statement_empty' | 'statement_too_large' | 'no_header' | 'wrong_dates' }
  /** A mapped column contains long numbers truncated by a spreadsheet; see `rewrittenCells`. */
  | { refused: 'statement_rewritten' }
  /** `missing`: mapped columns that the file does not have. */
  | { refused: 'wrong_columns'; missing: string[] };
