import Papa from 'papaparse';
import { findHeader } from './header';
import type { Refusal } from './refusal';

export type Table = {
  /** The names of the columns, each of them once: a second "Amount" is "Amount (2)", an empty one "Column 4". */
  header: string[];
  /** All that is not blank below the header, its totals too. A row may be shorter or longer than the header. */
  rows: string[][];
  /** At which line of the file each of the `rows` begins, from 1. */
  lines: number[];
  /** Lines whose quotation marks do not match, so that nobody can say where their cells end. They are not in `rows`. */
  broken: number[];
  delimiter: Delimiter;
};

const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** How far down a header is looked for. The longest preambles of banks have some thirty lines. */
const PREVIEW = 100;

/** Reads the CSV of a bank: finds its delimiter and its header, and leaves out what stands above it. Never throws. */
export function readTable(text: string): Table | Refusal {
  const unified = text.replace(/\r\n?/g, '\n');
  const delimiter = findDelimiter(unified);
  if (!delimiter) return { refused: 'no_header' };
  const records = parse(unified, delimiter);
  const names = records[findHeader(cellsOf(records.slice(0, PREVIEW)))?.index ?? -1];
  if (!names) return { refused: 'no_header' };
  const below = records.slice(records.indexOf(names) + 1).filter(({ cells }) => cells.some(Boolean));
  // Some banks print the header again on each page.
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

/** The delimiter under which the header says most, then the one that gives it most columns. */
function findDelimiter(text: string): Delimiter | null {
  const found = delimiters.flatMap((delimiter) => {
    const records = cellsOf(parse(text, delimiter, PREVIEW));
    const header = findHeader(records);
    return header ? [{ delimiter, ...header, columns: records[header.index]?.length ?? 0 }] : [];
  });
  found.sort((a, b) => b.roles - a.roles || b.columns - a.columns);
  return found[0]?.delimiter ?? null;
}

/** `length`: how many lines of the file it takes; more than one where a quoted cell has line breaks. */
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

/** Without invisible marks, and without what keeps Excel from taking text for a number: `'0123` and `="0123"`. */
function clean(cell: string): string {
  if (cell === '') return cell;
  const visible = cell.replace(/\p{Cf}/gu, '').trim();
  return visible
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=\d)/, '')
    .trim();
}

function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((cell, index) => {
    const name = [...cell.replace(/\s+/g, ' ')].slice(0, 100).join('') || `Column ${index + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}
