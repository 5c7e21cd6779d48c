import type { TaxClass } from '@/lib/admin/products/tax-class';
import { textOf } from './cells';
import { headKey } from './columns';
import { addressesOf, type SourceLine } from './products';
import { plainText, type Row, shapeVariant } from './sources';

/** The types of rows: a parent has the values that its variations share. */
const isVariation = (type: string) => type.includes('variation');
const isParent = (type: string) => type.includes('variable');

const gramsIn: Record<string, number> = { g: 1, kg: 1000, lbs: 453.59237, oz: 28.349523125 };
/** More than the three options of a product, so that a fourth attribute in which variations differ is found and refused. */
const attributes = [1, 2, 3, 4, 5, 6] as const;

type Woo = {
  row: Row;
  type: string;
  sku: string;
  key: string;
  cell: (head: string) => string;
  has: (head: string) => boolean;
};

/** WooCommerce's rows: one for each product, and one for each variation, which names its parent by SKU or id. */
export function wooLines(rows: Row[], heads: string[]): SourceLine[] {
  const keys = heads.map(headKey);
  const weight = /^weight \((\w+)\)$/.exec(keys.find((key) => key.startsWith('weight (')) ?? '');
  const lines = rows.map((row): Woo => {
    const cell = (head: string) => textOf(row.cells[keys.indexOf(head)]);
    const [type, sku] = [cell('type').toLowerCase(), cell('sku')];
    const own = sku || (cell('id') && `id:${cell('id')}`) || `line ${row.line}`;
    const key = (isVariation(type) && cell('parent')) || own;
    return { row, type, sku, key, cell, has: (head) => keys.includes(head) };
  });
  const keyById = new Map(
    lines.flatMap((line) => (isVariation(line.type) ? [] : [[`id:${line.cell('id')}`, line.key]])),
  );
  const parents = new Map(lines.flatMap((line) => (isVariation(line.type) ? [] : [[line.key, line]])));
  for (const line of lines) if (isVariation(line.type)) line.key = keyById.get(line.key) ?? line.key;
  const variations = Map.groupBy(
    lines.filter(({ type }) => isVariation(type)),
    ({ key }) => key,
  );
  return lines.map((line) =>
    sourceOf(line, parents.get(line.key), variations.get(line.key) ?? [], weight?.[1]),
  );
}

function sourceOf(
  line: Woo,
  parent: Woo | undefined,
  variations: Woo[],
  unit: string | undefined,
): SourceLine {
  const { cell, has, type } = line;
  const source: SourceLine = { line: line.row.line, key: line.key, values: {} };
  const { values } = source;
  const set = (field: keyof typeof values, head: string, value = cell(head)) => {
    if (has(head)) values[field] = value;
  };
  if (!isVariation(type)) {
    const slug = slugOf(cell('name'));
    if (slug) source.old_path = `/product/${slug}/`;
    set('name', 'name');
    set('description', 'description', plainText(cell('description')));
    set('summary', 'short description', plainText(cell('short description')).replace(/\s+/g, ' '));
    set('category', 'categories', categoryOf(cell('categories')));
    set('tags', 'tags');
    set('is_featured', 'is featured?');
    if (has('published')) values.status = /^(1|yes|true)$/i.test(cell('published')) ? 'published' : 'draft';
    set('pictures', 'images');
  } else if (cell('images')) {
    source.pictures = addressesOf(cell('images')).map((url) => ({
      url,
      skus: [line.sku].filter(Boolean),
    }));
  }
  if (!isParent(type)) setVariant(line, values, parent, unit);
  if (isVariation(type)) setChoices(line, values, parent, variations);
  shapeVariant(values);
  return source;
}

function setVariant(
  { cell, has, sku, type }: Woo,
  values: SourceLine['values'],
  parent: Woo | undefined,
  unit?: string,
) {
  values.sku = sku;
  const [regular, sale] = [cell('regular price'), cell('sale price')];
  if (has('regular price') || has('sale price')) values.price_minor = sale || regular;
  if (has('regular price') && has('sale price')) values.compare_at_minor = sale ? regular : '';
  const barcode = ['gtin, upc, ean, or isbn', 'gtin', 'ean'].find(has);
  if (barcode) values.barcode = cell(barcode);
  setTaxClass(
    values,
    cell('tax status') || parent?.cell('tax status'),
    has('tax class') ? cell('tax class') : null,
    parent,
  );
  // a variation without its own stock shares that of its parent, which is not possible here
  const stock = cell('stock');
  if (has('stock')) {
    values.is_tracked = stock && stock.toLowerCase() !== 'parent' ? 'yes' : 'no';
    values.on_hand = values.is_tracked === 'yes' ? stock : '';
  }
  if (has('backorders allowed?'))
    values.allows_backorder = /^(1|yes|notify)$/i.test(cell('backorders allowed?')) ? 'yes' : 'no';
  const weight = Number(
    (cell(`weight (${unit})`) || parent?.cell(`weight (${unit})`) || '').replace(',', '.'),
  );
  if (unit) values.weight_grams = weight > 0 ? Math.round(weight * (gramsIn[unit] ?? 1000)) : '';
  if (has('type')) values.needs_delivery = /virtual|downloadable/.test(type) ? 'no' : 'yes';
}

/** WooCommerce's default classes; the standard one has no name. */
const taxClasses: Record<string, TaxClass> = {
  ...{ '': 'standard', 'reduced-rate': 'reduced', 'zero-rate': 'zero_rated' },
};

/** A class of the shop's own keeps its name, so that the check reports it as unknown. */
function setTaxClass(values: SourceLine['values'], status = '', given: string | null, parent?: Woo) {
  // `shipping`: only the delivery is taxed
  if (/^(none|shipping)$/i.test(status)) values.tax_class = 'exempt';
  else if (given !== null) {
    const name = given.toLowerCase() === 'parent' ? (parent?.cell('tax class') ?? '') : given;
    values.tax_class = taxClasses[name.toLowerCase()] ?? name;
  }
}

/** The attributes in which the variations differ, in the parent's order. Others only describe the product. */
function setChoices(line: Woo, values: SourceLine['values'], parent: Woo | undefined, variations: Woo[]) {
  const [names, choices] = [
    ['option1_name', 'option2_name', 'option3_name'] as const,
    ['option1_value', 'option2_value', 'option3_value'] as const,
  ];
  const used = attributes.filter((number) =>
    variations.some(({ cell }) => cell(`attribute ${number} value(s)`) !== ''),
  );
  for (const [at, number] of used.entries()) {
    const choice = line.cell(`attribute ${number} value(s)`);
    const [name, value] = [names[at], choices[at]];
    if (!name || !value) values.option4_value = choice;
    else {
      values[name] = line.cell(`attribute ${number} name`) || parent?.cell(`attribute ${number} name`) || '';
      values[value] = choice;
    }
  }
}

/** `Clothing > Hoodies, Sale`: the last part of the first path. */
function categoryOf(text: string): string {
  const [path = ''] = text.split(/(?<!\\),/);
  return (path.split('>').at(-1) ?? '').replaceAll('\\,', ',').trim();
}

/** The slug that WordPress creates from a name. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
