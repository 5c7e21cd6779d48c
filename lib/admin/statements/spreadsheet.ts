import type { Table } from './table';

/** A cell that a spreadsheet has written anew. */
export type RewrittenCell = {
  /** of the file, from 1 */
  line: number;
  column: string;
  /** what stands there now */
  value: string;
};

/** `1.00004E+29`, with a decimal comma too, or as programs write it: `1.00004E29`. No bank gives a transfer such a number. */
const shortened = /^[-+]?\d{1,3}(?:[.,]\d+E[-+]?|E[-+])\d{1,3}$/i;

/** Spreadsheets keep fifteen figures of a number and make noughts of the others. */
const long = /^[1-9]\d{15,}$/;
const rounded = /^[1-9]\d{14}0+$/;
const surelyRounded = /^[1-9]\d{14}0{5,}$/;

/**
 * The cells by which one sees that a spreadsheet has opened and saved a bank's file: long numbers that it has cut short, in any
 * column. What else it may have done cannot be seen: days that have changed places with their months, noughts that are gone.
 */
export function rewrittenCells(table: Table): RewrittenCell[] {
  return table.header
    .flatMap((column, index) => {
      const cells = table.rows.map((row) => row[index] ?? '');
      // it treats all numbers of a column alike; one of the bank's own may end in noughts
      const isRounded = cells.some((cell) => surelyRounded.test(cell)) && !cells.some(isWhole);
      return cells.flatMap((value, at) =>
        shortened.test(value) || (isRounded && rounded.test(value))
          ? [{ line: table.lines[at] ?? 0, column, value: value.slice(0, 60) }]
          : [],
      );
    })
    .sort((a, b) => a.line - b.line);
}

const isWhole = (cell: string) => long.test(cell) && !rounded.test(cell);
