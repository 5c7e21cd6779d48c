import type { Table } from './table';

/** A cell that a spreadsheet has rewritten. */
export type RewrittenCell = {
  /** line number in the file, from 1 */
  line: number;
  column: string;
  /** the current text */
  value: string;
};

/** `1.00004E+29`, also with a decimal comma, or `1.00004E29` as some programs write it. Banks use no such references. */
const shortened = /^[-+]?\d{1,3}(?:[.,]\d+E[-+]?|E[-+])\d{1,3}$/i;

/** Spreadsheets keep fifteen digits of a number and replace the others with zeros. */
const long = /^[1-9]\d{15,}$/;
const rounded = /^[1-9]\d{14}0+$/;
const clearlyRounded = /^[1-9]\d{14}0{5,}$/;

/**
 * The cells that prove that a spreadsheet saved the file: truncated long numbers, in any column. Other damage cannot
 * be detected: swapped days and months, lost leading zeros.
 */
export function rewrittenCells(table: Table): RewrittenCell[] {
  return table.header
    .flatMap((column, index) => {
      const cells = table.rows.map((row) => row[index] ?? '');
      // a spreadsheet rounds all numbers of a column, but a single bank reference may really end in zeros
      const isRounded = cells.some((cell) => clearlyRounded.test(cell)) && !cells.some(isExact);
      return cells.flatMap((value, at) =>
        shortened.test(value) || (isRounded && rounded.test(value))
          ? [{ line: table.lines[at] ?? 0, column, value: value.slice(0, 60) }]
          : [],
      );
    })
    .sort((a, b) => a.line - b.line);
}

const isExact = (cell: string) => long.test(cell) && !rounded.test(cell);
