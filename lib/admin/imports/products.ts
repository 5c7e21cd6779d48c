import { proposeSkus } from '@/lib/admin/products/sku';
import { type Cell, textOf } from './cells';
import type { Field } from './columns';
import { IMPORT_LIMITS } from './limits';
import { type LineReason, listOf, type ValueReader } from './values';

export type LineError = { line: number; field: Field; reason: LineReason; details?: Record<string, unknown> };
export type Picture = { url: string; alt?: string; skus?: string[] };

/** A line of a file in any format: its cells by field. An empty cell empties its field if `empty` has it; a missing one changes nothing. */
export type SourceLine = {
  /** from 1, as spreadsheets count */
  line: number;
  /** what the lines of one product have in common */
  key: string;
  values: Partial<Record<Field, Cell>>;
  pictures?: Picture[];
  old_path?: string;
};

export type ImportedVariant = { line: number; sku: string | null; proposed_sku?: string; options?: string[] };
export type ImportedProduct = {
  key: string;
  lines: number[];
  /** the input of `private.import_target` */
  parsed: Record<string, unknown> & { name?: string; variants: ImportedVariant[] };
  errors: LineError[];
};

const productFields = [
  ...([
    'handle',
    'name',
    'summary',
    'description',
    'category',
    'tags',
    'condition',
    'status',
    'is_featured',
  ] as const),
  ...(['seo_title', 'seo_description'] as const),
];
const variantFields = [
  ...([
    'barcode',
    'price_minor',
    'compare_at_minor',
    'cost_minor',
    'tax_class',
    'is_tracked',
    'on_hand',
    'allows_backorder',
  ] as const),
  ...(['backorder_on', 'weight_grams', 'needs_delivery', 'is_active'] as const),
];
/** The values that empty cells give. Other fields cannot be emptied: they stay unchanged. */
const empty: Partial<Record<Field, unknown>> = {
  ...{ summary: '', description: '', category: '', tags: [], seo_title: '', seo_description: '' },
  ...{ barcode: null, compare_at_minor: null, cost_minor: null, backorder_on: null, weight_grams: null },
};
const optionNames = ['option1_name', 'option2_name', 'option3_name'] as const;
const optionValues = ['option1_value', 'option2_value', 'option3_value'] as const;

/** The products in the order of the file, each with the errors in its rows. */
export function productsOf(lines: SourceLine[], read: ValueReader): ImportedProduct[] {
  const groups = new Map<string, SourceLine[]>();
  for (const line of lines) {
    const group = groups.get(line.key);
    if (group) group.push(line);
    else groups.set(line.key, [line]);
  }
  const products = [...groups].map(([key, group]) => productOf(key, group, read));
  markRepeatedSkus(products);
  return products;
}

function productOf(key: string, lines: SourceLine[], readValue: ValueReader): ImportedProduct {
  const errors: LineError[] = [];
  const read = (line: SourceLine, field: Field): unknown => {
    const value = readValue(field, line.values[field]);
    if (value === null) return undefined;
    if ('value' in value) return value.value;
    errors.push({
      line: line.line,
      field,
      reason: value.reason,
      details: { value: textOf(line.values[field]).slice(0, 60) },
    });
    return undefined;
  };
  const [first] = lines as [SourceLine, ...SourceLine[]];
  const parsed: ImportedProduct['parsed'] = { variants: [] };
  const facts: Record<string, unknown> = parsed;
  if (first.old_path) parsed.old_path = first.old_path;
  for (const field of productFields) {
    const given = lines.find((line) => textOf(line.values[field]) !== '');
    const value = given && read(given, field);
    if (value !== undefined)
      facts[field] = field === 'tags' ? tagsOf(given?.values.tags, errors, given?.line) : value;
    else if (field in empty && lines.some((line) => field in line.values)) facts[field] = empty[field];
  }
  const names = namesOf(lines, read);
  for (const line of lines) {
    read(line, 'currency');
    if (textOf(line.values.option4_value) !== '')
      errors.push({ line: line.line, field: 'option4_value', reason: 'too_many_options' });
    if (isVariant(line, lines.length === 1)) parsed.variants.push(variantOf(line, names, read, errors));
  }
  if (names.length > 0)
    parsed.options = names.map((name, at) => ({
      name,
      choices: [...new Set(parsed.variants.flatMap(({ options }) => options?.[at] ?? []))],
    }));
  const pictures = picturesOf(lines);
  if (pictures.length > 0) parsed.pictures = pictures;
  proposeMissing(key, parsed);
  const numbers = lines.map(({ line }) => line).slice(0, IMPORT_LIMITS.maxLinesOfProduct);
  const isTooLarge =
    lines.length > numbers.length || JSON.stringify(parsed).length > IMPORT_LIMITS.maxSizeOfProduct;
  if (isTooLarge) errors.push({ line: first.line, field: 'handle', reason: 'lines_too_many' });
  return {
    key: key.slice(0, 300),
    lines: numbers,
    // such a product is never imported, and its values would exceed the limit of a call
    parsed: isTooLarge ? { name: parsed.name, variants: [] } : parsed,
    errors,
  };
}

function tagsOf(cell: Cell | undefined, errors: LineError[], line = 0): string[] {
  // not trimmed: a line break at the end shows that commas are part of the tags
  const tags = listOf(String(cell ?? ''));
  if (tags.some((tag) => [...tag].length > 40)) errors.push({ line, field: 'tags', reason: 'too_long' });
  return tags;
}

/** The names of the options that the rows use; null if the file does not say one. */
function namesOf(lines: SourceLine[], read: (line: SourceLine, field: Field) => unknown): (string | null)[] {
  const used = optionValues.map((field) => lines.some((line) => textOf(line.values[field]) !== ''));
  return optionNames.slice(0, used.lastIndexOf(true) + 1).map((field) => {
    const named = lines.find((line) => textOf(line.values[field]) !== '');
    return (named && (read(named, field) as string | undefined)) || null;
  });
}

/** A line that only adds a picture, as in Shopify's files, is not a variant unless it is the product's only line. */
const isVariant = ({ values }: SourceLine, isOnly: boolean) =>
  [...variantFields, ...optionValues, 'sku' as const].some((field) => textOf(values[field]) !== '') ||
  (isOnly && 'sku' in values);

function variantOf(
  line: SourceLine,
  names: (string | null)[],
  read: (line: SourceLine, field: Field) => unknown,
  errors: LineError[],
): ImportedVariant {
  const variant: ImportedVariant & Record<string, unknown> = {
    line: line.line,
    sku: (read(line, 'sku') as string | undefined) ?? null,
  };
  const choices = names.map((_, at) => read(line, optionValues[at] as Field) as string | undefined);
  if (choices.some(Boolean)) {
    for (const [at, choice] of choices.entries())
      if (!choice && !errors.some((error) => error.line === line.line && error.field === optionValues[at]))
        errors.push({ line: line.line, field: optionValues[at] as Field, reason: 'choice_missing' });
    variant.options = choices.map((choice) => choice ?? '');
  }
  for (const field of variantFields) {
    if (!(field in line.values)) continue;
    const value = read(line, field);
    if (value !== undefined) variant[field] = value;
    else if (field in empty) variant[field] = empty[field];
  }
  return variant;
}

function picturesOf(lines: SourceLine[]): Picture[] {
  const found: Picture[] = lines.flatMap(({ values, pictures = [] }) => [
    ...addressesOf(values.pictures).map((url) => ({
      url,
      ...(textOf(values.picture_alt) && { alt: textOf(values.picture_alt).slice(0, 200) }),
    })),
    ...pictures,
  ]);
  // a file may list a picture with the product, and again with each variant in the picture
  return [...Map.groupBy(found, ({ url }) => url)].map(([url, all]) => {
    const alt = all.find((picture) => picture.alt)?.alt;
    const skus = [...new Set(all.flatMap((picture) => picture.skus ?? []))];
    return { url, ...(alt && { alt }), ...(skus.length > 0 && { skus }) };
  });
}

/** URLs may contain commas, but no spaces. */
export const addressesOf = (cell: Cell | undefined): string[] =>
  textOf(cell)
    .split(/\s*\n\s*|,\s+/)
    .filter(Boolean);

/** Variants without a SKU get one from names and choices, which stays the same when the file is imported again. */
function proposeMissing(key: string, { name, handle, variants }: ImportedProduct['parsed']) {
  if (variants.every(({ sku }) => sku)) return;
  const items = variants.map(({ sku, options = [] }, at) => ({
    key: String(at),
    sku: sku ?? '',
    names: options,
  }));
  const proposed = proposeSkus(String(handle ?? name ?? key), items);
  for (const [at, variant] of variants.entries()) if (!variant.sku) variant.proposed_sku = proposed[at] ?? '';
}

function markRepeatedSkus(products: ImportedProduct[]) {
  const seen = new Map<string, number>();
  for (const { parsed, errors } of products)
    for (const { sku, proposed_sku, line } of parsed.variants) {
      const code = sku ?? proposed_sku ?? '';
      const before = seen.get(code);
      if (before === undefined) seen.set(code, line);
      else if (sku)
        errors.push({ line, field: 'sku', reason: 'duplicate_sku', details: { value: sku, first: before } });
    }
}
