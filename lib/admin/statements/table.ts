import Papa from 'papaparse';
import { findHeader } from './header';
import type { Refusal } from './refusal';

export type Table = {
  /** Unique column names: a second "Amount" is "Amount (2)", an empty one "Column 4". */
  header: string[];
  /** All non-blank rows below the header, including totals. A row may be shorter or longer than the header. */
  rows: string[][];
  /** The line number in the file at which each of the `rows` starts, from 1. */
  lines: number[];
  /** Lines with unbalanced quotes, whose cells cannot be separated. They are not in `rows`. */
  broken: number[];
  delimiter: Delimiter;
};

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** How many lines to search for the header. The longest known preambles have about thirty lines. */
const PREVIEW = 100;

/** Reads a bank's CSV: finds the delimiter and the header, and drops everything above. Never throws. */
export function readTable(text: string): Table | Refusal {
  const unified = text.replace(/\r\n?/g, '\n');
  const delimiter = findDelimiter(unified);
  if (!delimiter) return { refused: 'no_header' };
  const records = parse(unified, delimiter);
  const names = records[findHeader(cellsOf(records.slice(0, PREVIEW)))?.index ?? -1];
  if (!names) return { refused: 'no_header' };
  const below = records.slice(records.indexOf(names) + 1).filter(({ cells }) => cells.some(Boolean));
  // Some banks repeat the header on each page.
  const rows = below.filter(({ broken, cells }) => !broken && cells.join('\n') !== names.cells.join('\n'));
  return {
    header: uniqueNames(names.cells),
    rows: cellsOf(rows),
    lines: rows.map(({ line }) => line),
    broken: below.flatMap(({ broken, line, length }) =>
      broken ? Array.from({ length }, (_, offset) => line + offset) : [],
    ),
    delimiter,
  };
}

/** The delimiter that gives the header the most roles, then the most columns. */
function findDelimiter(text: string): Delimiter | null {
  const found = delimiters.flatMap((delimiter) => {
    const records = cellsOf(parse(text, delimiter, PREVIEW));
    const header = findHeader(records);
    return header ? [{ delimiter, ...header, columns: records[header.index]?.length ?? 0 }] : [];
  });
  found.sort((a, b) => b.roles - a.roles || b.columns - a.columns);
  return found[0]?.delimiter ?? null;
}

/** `length`: number of file lines; more than one if a quoted cell has line breaks. */
type Parsed = { cells: string[]; line: number; length: number; broken: boolean };

function parse(text: string, delimiter: Delimiter, preview = 0): Parsed[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview });
  const broken = new Set(errors.map(({ row }) => row));
  let line = 1;
  return data.map((cells, index) => {
    const length = cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 1);
    line += length;
    return { cells: cells.map(clean), line: line - length, length, broken: broken.has(index) };
  });
}

const cellsOf = (records: Parsed[]) => records.map(({ cells }) => cells);

/** Removes invisible marks, and the Excel text markers of `'0123` and `="0123"`. */
function clean(cell: string): string {
  if (cell === '') return cell;
  const visible = cell.replace(/\p{Cf}/gu, '').trim();
  return visible
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=\d)/, '')
    .trim();
}

/** Not translated: the mapping of an account stores column names, and this one must stay the same in every language. */
const unnamedColumn = (position: number) => `Column ${position}`;

function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((cell, index) => {
    const name = [...cell.replace(/\s+/g, ' ')].slice(0, 100).join('') || unnamedColumn(index + 1);
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}
