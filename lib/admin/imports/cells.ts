/** Numbers and dates come from workbooks alone; in a CSV everything is text. */
export type Cell = string | number | Date;
/** All its rows, also empty ones, so that the row number of a spreadsheet is the index and one. */
export type Sheet = { name: string; rows: Cell[][] };

/** A cell as it is shown, trimmed. */
export function textOf(cell: Cell | undefined): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell ?? '').trim();
}
