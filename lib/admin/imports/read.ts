import { guessDecimal } from '@/lib/admin/statements/amount';
import { isCurrency } from '@/lib/currencies';
import { currencyName, currencyNames } from '@/lib/figures';
import { type Sheet, textOf } from './cells';
import {
  type Columns,
  type Format,
  guessColumns,
  headsOf,
  ownColumns,
  recognise,
  repeatedHeads,
} from './columns';
import type { FileRefused } from './limits';
import { type ImportedProduct, productsOf } from './products';
import { dropCompareAt, type Row, shopifyLines, sourceLines } from './sources';
import { valueReader } from './values';
import { wooLines } from './woocommerce';

/** A mapping by staff: the sheet, and what each column holds. */
export type Mapping = { sheet: string; columns: Columns };

export type Reading =
  | FileRefused
  | { format: Format; sheet: string; heads: string[]; products: ImportedProduct[] }
  /** An unknown format: staff map the columns. `samples`: the first rows below the headers. */
  | { unknown: { sheet: string; sheets: string[]; heads: string[]; samples: string[][]; guess: Columns } };

type Known = { heads: string[]; columns: Columns }[];

/**
 * Reads the products of a file. It reads the first sheet with known headers, or the mapped one. `known`: stored mappings. `currency`: the
 * shop's. `wanted`: the sheet whose columns staff map if no headers are known.
 */
export function readProducts(
  sheets: Sheet[],
  currency: string,
  known: Known = [],
  mapping?: Mapping,
  wanted?: string,
): Reading {
  const tables = sheets.map(tableOf).filter((table) => table !== null);
  const [first] = tables;
  if (!first) return { refused: 'heads_missing' };
  if (mapping) {
    const chosen = tables.find(({ sheet }) => sheet === mapping.sheet) ?? first;
    return readMapped(chosen, currency, mapping.columns);
  }
  for (const table of tables) {
    const format = recognise(table.heads);
    const repeated = repeatedHeads(table.heads);
    if (format && repeated.length > 0)
      return { refused: 'heads_repeated', details: repeated.slice(0, 5).join(', ') };
    if (format) return { ...headOf(table), format, products: productsIn(table, format, currency) };
    const saved = known.find(({ heads }) => JSON.stringify(heads) === JSON.stringify(table.heads));
    if (saved) return readMapped(table, currency, saved.columns);
  }
  const shown = tables.find(({ sheet }) => sheet === wanted) ?? first;
  const samples = shown.rows
    .slice(0, 3)
    .map(({ cells }) => shown.heads.map((_, at) => textOf(cells[at]).slice(0, 60)));
  const sheetNames = tables.map((table) => table.sheet);
  return { unknown: { ...headOf(shown), sheets: sheetNames, samples, guess: guessColumns(shown.heads) } };
}

/** Refuses a column with another currency in its header: its amounts would be read in the shop's currency. */
function readMapped(table: Table, currency: string, columns: Columns): Reading {
  const foreign = moneyFields
    .map((field) => table.heads[columns[field] ?? -1] ?? '')
    .find((head) => currencyIn(head, currency) === false);
  if (foreign) return { refused: 'currency_foreign', details: foreign };
  return { ...headOf(table), format: 'mapped', products: mapped(table, currency, columns) };
}

/** Whether a header such as `Price (USD)` or `Price €` names this currency; null: it names none. */
function currencyIn(head: string, currency: string): boolean | null {
  const named =
    head.match(/\p{Sc}|\b[A-Z]{3}\b/gu)?.filter((word) => word.length === 1 || isCurrency(word)) ?? [];
  if (named.length === 0) return null;
  const own = currencyNames(currency, 'en');
  return named.every((word) => own.includes(currencyName(word)));
}

const headOf = ({ sheet, heads }: Table) => ({ sheet, heads });

/** The headers of each sheet, under which mappings are stored. */
export const headsIn = (sheets: Sheet[]): string[][] =>
  sheets.map((sheet) => tableOf(sheet)?.heads ?? []).filter((heads) => heads.length > 0);

const moneyFields = ['price_minor', 'compare_at_minor', 'cost_minor'] as const;

type Table = { sheet: string; heads: string[]; rows: Row[] };

/** The first row with at least two filled cells holds the headers. Null without such a row, or without rows below it. */
function tableOf({ name, rows }: Sheet): Table | null {
  const at = rows.findIndex((row) => row.filter((cell) => textOf(cell) !== '').length >= 2);
  const heads = headsOf(rows[at] ?? []);
  while (heads.at(-1) === '') heads.pop();
  const below = rows
    .map((cells, index) => ({ line: index + 1, cells }))
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''));
  return at < 0 || below.length === 0 ? null : { sheet: name, heads, rows: below };
}

function productsIn(
  { heads, rows }: Table,
  format: Exclude<Format, 'mapped'>,
  currency: string,
): ImportedProduct[] {
  if (format === 'kedai') return mapped({ rows }, currency, ownColumns(heads));
  // Shopify and WooCommerce write a decimal point, but a spreadsheet may have changed it
  const lines = format === 'shopify' ? shopifyLines(rows, heads) : wooLines(rows, heads);
  const amounts = lines.flatMap(({ values }) => [
    textOf(values.price_minor),
    textOf(values.compare_at_minor),
  ]);
  const readValue = valueReader(currency, guessDecimal(amounts));
  for (const { values } of lines) dropCompareAt(values, readValue);
  return productsOf(lines, readValue);
}

function mapped({ rows }: Pick<Table, 'rows'>, currency: string, columns: Columns): ImportedProduct[] {
  const amounts = moneyFields.flatMap((field) => {
    const at = columns[field];
    return at === undefined
      ? []
      : rows.map(({ cells }) => cells[at]).filter((cell): cell is string => typeof cell === 'string');
  });
  return productsOf(sourceLines(rows, columns), valueReader(currency, guessDecimal(amounts)));
}
