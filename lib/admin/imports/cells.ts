/**
 * An error that a spreadsheet shows in place of a value, such as `#REF!`. Text that an export has escaped, such as `'#REF!`, stays text.
 */
export class FormulaError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** Numbers and dates come only from workbooks; a CSV has text and errors. */
export type Cell = string | number | Date | FormulaError;
/** All rows, even empty ones, so that the row number of a spreadsheet is the index plus one. */
export type Sheet = { name: string; rows: Cell[][] };

/** A cell as it is shown, trimmed. */
export function textOf(cell: Cell | undefined): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return cell instanceof FormulaError ? cell.text : String(cell ?? '').trim();
}
