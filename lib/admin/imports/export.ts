import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre/xlsx';
import Papa from 'papaparse';
import type { TaxClass } from '@/lib/admin/products/tax-class';
import { decimal } from '@/lib/money';
import { ownFields, ownHeads } from './columns';
import { escapeCell } from './escape';

/** A product as `list_exported_products` returns it. */
export type ExportedProduct = {
  product_id: string;
  slug: string;
  status: string;
  name: string;
  summary: string;
  description: string;
  category: string | null;
  tags: string[];
  condition: string;
  is_featured: boolean;
  seo_title: string;
  seo_description: string;
  options: { name: string; choices: string[] }[];
  images: string[];
  variants: {
    sku: string;
    options: string[];
    barcode: string | null;
    price_minor: number;
    compare_at_minor: number | null;
    cost_minor: number | null;
    tax_class: TaxClass;
    weight_grams: number | null;
    is_tracked: boolean;
    on_hand: number;
    needs_delivery: boolean;
    allows_backorder: boolean;
    backorder_on: string | null;
    is_active: boolean;
  }[];
};

type Cells = Partial<Record<(typeof ownFields)[number], string | number>>;

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/**
 * The rows of a product, one for each active variant; the first one has the values of the product. Importing them again
 * changes nothing. Amounts have a decimal point and no separators, regardless of the shop's locale.
 */
export function exportLines(product: ExportedProduct, currency: string): Cells[] {
  const amount = (minor: number | null) => (minor === null ? '' : decimal(minor, currency));
  const facts: Cells = {
    ...{ name: product.name, summary: product.summary, description: product.description },
    category: product.category ?? '',
    // a line break at the end shows that commas are part of the tags
    tags: product.tags.some((tag) => tag.includes(','))
      ? `${product.tags.join('\n')}\n`
      : product.tags.join(', '),
    condition: product.condition.replace('_', ' '),
    status: product.status === 'archived' ? '' : product.status,
    is_featured: yesNo(product.is_featured),
    ...{ seo_title: product.seo_title, seo_description: product.seo_description },
    option1_name: product.options[0]?.name ?? '',
    option2_name: product.options[1]?.name ?? '',
    option3_name: product.options[2]?.name ?? '',
    pictures: product.images.join('\n'),
  };
  const sold = product.variants.filter(({ is_active }) => is_active);
  const lines = sold.map(
    (variant): Cells => ({
      option1_value: variant.options[0] ?? '',
      option2_value: variant.options[1] ?? '',
      option3_value: variant.options[2] ?? '',
      ...{ sku: variant.sku, barcode: variant.barcode ?? '', price_minor: amount(variant.price_minor) },
      ...{ compare_at_minor: amount(variant.compare_at_minor), cost_minor: amount(variant.cost_minor) },
      tax_class: variant.tax_class.replace('_', '-'),
      ...{ is_tracked: yesNo(variant.is_tracked), on_hand: variant.is_tracked ? variant.on_hand : '' },
      allows_backorder: yesNo(variant.allows_backorder),
      ...{ backorder_on: variant.backorder_on ?? '', weight_grams: variant.weight_grams ?? '' },
      ...{ needs_delivery: yesNo(variant.needs_delivery), is_active: 'yes' },
    }),
  );
  return [{ ...facts, ...lines[0] }, ...lines.slice(1)].map((line) => ({ handle: product.slug, ...line }));
}

/** An example product that shows how to fill in the file. */
export const templateLines: Cells[] = [
  {
    ...{
      handle: 'linen-shirt',
      name: 'Linen shirt',
      summary: 'Cool and light',
      description: 'Woven by hand\n\nWash cold',
    },
    ...{ category: 'Shirts', tags: 'linen, summer', condition: 'new', status: 'draft', is_featured: 'no' },
    ...{
      option1_name: 'Size',
      option1_value: 'S',
      option2_name: 'Colour',
      option2_value: 'White',
      sku: 'SHIRT-S-WHITE',
    },
    ...{
      price_minor: '25.00',
      compare_at_minor: '30.00',
      cost_minor: '11.50',
      tax_class: 'standard',
      is_tracked: 'yes',
      on_hand: 5,
    },
    ...{ allows_backorder: 'no', weight_grams: 180, needs_delivery: 'yes', is_active: 'yes' },
    pictures: 'https://example.com/linen-shirt.jpg',
  },
  {
    ...{
      handle: 'linen-shirt',
      option1_value: 'L',
      option2_value: 'White',
      sku: 'SHIRT-L-WHITE',
      price_minor: '25.00',
      tax_class: 'standard',
    },
    ...{
      is_tracked: 'yes',
      on_hand: 3,
      allows_backorder: 'no',
      weight_grams: 200,
      needs_delivery: 'yes',
      is_active: 'yes',
    },
  },
];

const heads = ownFields.map((field) => ownHeads[field]);
const cellsOf = (line: Cells) =>
  ownFields.map((field) => {
    const cell = line[field] ?? '';
    return typeof cell === 'string' ? escapeCell(cell) : cell;
  });

/** UTF-8 with a byte order mark, without which Excel assumes another encoding. */
export function csvStream(pages: AsyncIterable<Cells[]>): ReadableStream<Uint8Array> {
  async function* parts() {
    yield `\uFEFF${csvOf([heads])}`;
    for await (const page of pages) if (page.length > 0) yield csvOf(page.map(cellsOf));
  }
  return streamOf(parts());
}

/** A response body that produces text only as fast as it is read. */
export function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  async function* bytes() {
    for await (const part of parts) yield Buffer.from(part);
  }
  return Readable.toWeb(Readable.from(bytes(), { objectMode: false })) as ReadableStream<Uint8Array>;
}

const csvOf = (rows: (string | number)[][]) => `${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;

/** Amounts are numbers, and SKUs and barcodes are text, so that spreadsheets keep their leading zeros. */
export function xlsxStream(pages: AsyncIterable<Cells[]>): ReadableStream<Uint8Array> {
  async function* rows() {
    for await (const page of pages)
      for (const line of page)
        yield cellsOf(line).map((cell, at) => {
          if (typeof cell === 'number' || cell === '') return cell;
          return amounts.has(ownFields[at] ?? '') ? Number(cell) : literal(cell);
        });
  }
  return writeXlsxStream(rows(), {
    name: 'Products',
    columns: heads.map((header) => ({ header })),
    freezePane: { rows: 1 },
  });
}

const amounts = new Set<string>(['price_minor', 'compare_at_minor', 'cost_minor']);

/** In a workbook, `_x000D_` stands for a control character, so text that looks like this is escaped. */
const literal = (text: string) => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
