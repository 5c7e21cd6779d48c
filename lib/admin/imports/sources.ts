import { convert } from 'html-to-text';
import { type Cell, textOf } from './cells';
import { type Columns, type Field, fields, shopifyColumns } from './columns';
import type { Picture, SourceLine } from './products';
import type { ValueReader } from './values';

/** The path of products in a Shopify shop. */
const SHOPIFY_PRODUCTS = '/products/';

export type Row = { line: number; cells: Cell[] };

/** Lines of a file whose columns are known: our own, or one that staff mapped. `shopifyLines` adapts them further. */
export function sourceLines(rows: Row[], columns: Columns): SourceLine[] {
  const present = fields.filter((field) => columns[field] !== undefined);
  return rows.map(({ line, cells }) => {
    const values = Object.fromEntries(present.map((field) => [field, cells[columns[field] as number] ?? '']));
    return { line, key: keyOf(line, values), values };
  });
}

/**
 * Rows with the same handle are one product or, without handles, rows with the same name. A row with only a SKU is a
 * product of its own.
 */
const keyOf = (line: number, values: SourceLine['values']): string =>
  textOf(values.handle).toLowerCase() ||
  textOf(values.name).toLowerCase() ||
  textOf(values.sku) ||
  `line ${line}`;

/** Shopify's lines: only the first line of a product has its values, and further pictures have their own lines. */
export function shopifyLines(rows: Row[], heads: string[]): SourceLine[] {
  const columns = shopifyColumns(heads);
  return sourceLines(rows, columns).map((source, at) => {
    const cell = (field: keyof typeof columns) => textOf(rows[at]?.cells[columns[field] ?? -1]);
    const { handle } = source.values;
    const values = { ...source.values };
    const isVariant = ['sku', 'price_minor', 'option1_value'].some(
      (field) => textOf(values[field as Field]) !== '',
    );
    if ('description' in values) values.description = plainText(values.description);
    if ('status' in values || columns.published !== undefined)
      values.status = cell('name') ? statusOf(cell('status'), cell('published')) : '';
    if (/^default title$/i.test(textOf(values.option1_value))) {
      values.option1_name = '';
      values.option1_value = '';
    }
    if (isVariant && columns.tracker !== undefined) values.is_tracked = cell('tracker') ? 'yes' : 'no';
    if (isVariant && columns.policy !== undefined)
      values.allows_backorder = /^(continue|true|yes)$/i.test(cell('policy')) ? 'yes' : 'no';
    // the file does not say at which rate other variants are taxed
    if (isVariant && /^(false|no|0)$/i.test(cell('taxable'))) values.tax_class = 'exempt';
    shapeVariant(values);
    const pictures: Picture[] = cell('variant_picture')
      ? [{ url: cell('variant_picture'), skus: [textOf(values.sku)].filter(Boolean) }]
      : [];
    return {
      ...source,
      values,
      pictures,
      // the handle is the end of the product's address in the Shopify shop
      ...(textOf(handle) && { old_path: SHOPIFY_PRODUCTS + textOf(handle) }),
    };
  });
}

function statusOf(status: string, published: string): string {
  const isActive = status === '' || /^active$/i.test(status);
  return isActive && !/^(false|no|0)$/i.test(published) ? 'published' : 'draft';
}

/** Adapts values that other platforms write and Kedai refuses: negative stock, zero for no weight, and long texts. */
export function shapeVariant(values: SourceLine['values']): void {
  if (Number(textOf(values.on_hand)) < 0) values.on_hand = '0';
  if ('weight_grams' in values) {
    // a comma before three digits separates thousands
    const grams = Math.round(Number(textOf(values.weight_grams).replace(/,(?!\d{3}$)/, '.')));
    if (textOf(values.weight_grams) !== '' && !Number.isNaN(grams))
      values.weight_grams = grams > 0 ? grams : '';
  }
  for (const [field, most] of [
    ['seo_title', 80],
    ['seo_description', 300],
    ['summary', 200],
  ] as const)
    if (field in values) values[field] = shortened(textOf(values[field]), most);
}

/** Empties a compare-at price that is not above the price: other platforms write it, and Kedai refuses it. */
export function dropCompareAt(values: SourceLine['values'], readValue: ValueReader): void {
  const [price, before] = (['price_minor', 'compare_at_minor'] as const).map((field) => {
    const amount = readValue(field, values[field]);
    return amount && 'value' in amount ? Number(amount.value) : null;
  });
  if (typeof before === 'number' && before <= (price ?? 0)) values.compare_at_minor = '';
}

/** Cuts a text at the end of a word: other platforms allow longer texts. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}

/** HTML as plain text, with an empty line between paragraphs, as in our descriptions. */
export function plainText(cell: Cell | undefined): string {
  const text = textOf(cell);
  if (!/<[a-z!/]|&[a-z#0-9]+;/i.test(text)) return text;
  const skipped = ['img', 'script', 'style', 'iframe', 'video'].map((selector) => ({
    selector,
    format: 'skip',
  }));
  return convert(text, {
    wordwrap: false,
    selectors: [
      ...skipped,
      { selector: 'a', options: { ignoreHref: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  }).trim();
}
