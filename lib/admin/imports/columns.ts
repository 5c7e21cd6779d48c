import { type Cell, textOf } from './cells';

/** What a column may hold. Amounts are in the shop's currency, the weight in grams. */
export const fields = [
  ...(['handle', 'name', 'summary', 'description', 'category', 'tags', 'condition', 'status'] as const),
  ...(['is_featured', 'seo_title', 'seo_description'] as const),
  ...(['option1_name', 'option1_value', 'option2_name', 'option2_value'] as const),
  ...(['option3_name', 'option3_value', 'option4_value'] as const),
  ...(['sku', 'barcode', 'price_minor', 'compare_at_minor', 'cost_minor', 'currency', 'tax_class'] as const),
  ...(['is_tracked', 'on_hand', 'allows_backorder', 'backorder_on', 'weight_grams'] as const),
  ...(['needs_delivery', 'is_active', 'pictures', 'picture_alt'] as const),
] as const;
export type Field = (typeof fields)[number];
export type Columns = Partial<Record<Field, number>>;
export type Format = 'kedai' | 'shopify' | 'woocommerce' | 'mapped';

/** The column headers of our own files, in their order. */
export const ownHeads = {
  handle: 'Handle',
  name: 'Name',
  summary: 'Summary',
  description: 'Description',
  category: 'Category',
  tags: 'Tags',
  condition: 'Condition',
  status: 'Status',
  is_featured: 'Featured',
  seo_title: 'SEO title',
  seo_description: 'SEO description',
  option1_name: 'Option 1 name',
  option1_value: 'Option 1 value',
  option2_name: 'Option 2 name',
  option2_value: 'Option 2 value',
  option3_name: 'Option 3 name',
  option3_value: 'Option 3 value',
  sku: 'SKU',
  barcode: 'Barcode',
  price_minor: 'Price',
  compare_at_minor: 'Compare-at price',
  cost_minor: 'Cost',
  tax_class: 'Tax class',
  is_tracked: 'Track stock',
  on_hand: 'Stock',
  allows_backorder: 'Sell without stock',
  backorder_on: 'Expected on',
  weight_grams: 'Weight (g)',
  needs_delivery: 'Needs delivery',
  is_active: 'For sale',
  pictures: 'Pictures',
} as const satisfies Partial<Record<Field, string>>;
export const ownFields = Object.keys(ownHeads) as (keyof typeof ownHeads)[];

/** Shopify's export: the headers of its long-standing format and of its new one. */
const shopifyHeads: Partial<Record<Field | ShopifyField, string[]>> = {
  handle: ['Handle', 'URL handle'],
  name: ['Title'],
  description: ['Body (HTML)', 'Description'],
  category: ['Type'],
  tags: ['Tags'],
  status: ['Status'],
  seo_title: ['SEO Title'],
  seo_description: ['SEO Description'],
  option1_name: ['Option1 Name'],
  option1_value: ['Option1 Value'],
  option2_name: ['Option2 Name'],
  option2_value: ['Option2 Value'],
  option3_name: ['Option3 Name'],
  option3_value: ['Option3 Value'],
  sku: ['Variant SKU', 'SKU'],
  barcode: ['Variant Barcode', 'Barcode'],
  price_minor: ['Variant Price', 'Price'],
  compare_at_minor: ['Variant Compare At Price', 'Compare-at price'],
  cost_minor: ['Cost per item'],
  on_hand: ['Variant Inventory Qty', 'Inventory quantity'],
  weight_grams: ['Variant Grams', 'Weight value (grams)'],
  needs_delivery: ['Variant Requires Shipping', 'Requires shipping'],
  pictures: ['Image Src', 'Product image URL'],
  picture_alt: ['Image Alt Text'],
  published: ['Published', 'Published on online store'],
  tracker: ['Variant Inventory Tracker', 'Inventory tracker'],
  taxable: ['Variant Taxable', 'Charge tax'],
  policy: ['Variant Inventory Policy', 'Continue selling when out of stock'],
  variant_picture: ['Variant Image', 'Variant image URL'],
};
export type ShopifyField = 'published' | 'tracker' | 'taxable' | 'policy' | 'variant_picture';

/** A header for comparison: `SKU`, ` sku ` and `Sku` are the same. */
export const headKey = (head: string) => head.trim().replace(/\s+/g, ' ').toLowerCase();

export const headsOf = (row: Cell[]): string[] => row.map((cell) => textOf(cell).replace(/\s+/g, ' '));

/** Headers that occur twice, except empty ones. */
export function repeatedHeads(heads: string[]): string[] {
  const keys = heads.map(headKey);
  return [...new Set(heads.filter((head, at) => head !== '' && keys.indexOf(headKey(head)) < at))];
}

/** The format of a file by its headers; null: unknown. An empty header is not a column. */
export function recognise(heads: string[]): Exclude<Format, 'mapped'> | null {
  const keys = heads.map(headKey).filter(Boolean);
  const has = (...names: string[]) => names.every((name) => keys.includes(name));
  const own = new Set(Object.values(ownHeads).map(headKey));
  const [handle] = ['handle', 'url handle'].filter((name) => keys.includes(name));
  if (
    handle === 'url handle' ||
    (handle && (has('variant price') || has('variant sku') || has('option1 value')))
  )
    return 'shopify';
  if (has('sku', 'regular price') || has('type', 'sku', 'parent') || has('parent', 'attribute 1 name'))
    return 'woocommerce';
  const isOwn = keys.every((key) => own.has(key) || key === 'currency' || key === 'option 4 value');
  return isOwn && (has('sku') || has('name') || has('handle')) && keys.length > 1 ? 'kedai' : null;
}

export function ownColumns(heads: string[]): Columns {
  const known = { ...ownHeads, currency: 'Currency', option4_value: 'Option 4 value' };
  return columnsOf(
    heads,
    Object.entries(known).map(([field, head]) => [field as Field, [head]]),
  );
}

export const shopifyColumns = (heads: string[]) =>
  columnsOf(heads, Object.entries(shopifyHeads) as [Field | ShopifyField, string[]][]);

function columnsOf<Name extends string>(
  heads: string[],
  known: [Name, string[]][],
): Partial<Record<Name, number>> {
  const keys = heads.map(headKey);
  return Object.fromEntries(
    known.flatMap(([field, names]) => {
      const at = names.map((name) => keys.indexOf(headKey(name))).find((index) => index >= 0);
      return at === undefined ? [] : [[field, at]];
    }),
  ) as Partial<Record<Name, number>>;
}

/** Common headers, to propose a mapping. */
const guesses: [Field, RegExp][] = [
  ['sku', /^(sku|item (code|no|number)|article|product code|code|ref(erence)?)\b/],
  ['barcode', /\b(barcode|ean|gtin|upc)\b/],
  ['compare_at_minor', /\b(compare|rrp|old|was|former|list) ?-?(at )?price|\brrp\b/],
  ['cost_minor', /\b(cost|buying|purchase)\b/],
  ['price_minor', /\bprice\b|^(amount|selling)\b/],
  ['currency', /^currency$/],
  ['tax_class', /\b(tax|vat) (class|code|category)\b/],
  ['on_hand', /\b(stock|qty|quantity|on hand|inventory)\b/],
  ['weight_grams', /\bweight\b/],
  ['category', /\b(category|type|collection|department)\b/],
  ['tags', /\btags?\b/],
  ['pictures', /\b(image|picture|photo)s?\b/],
  ['summary', /\b(summary|short description|subtitle)\b/],
  ['description', /\b(description|details|body)\b/],
  ['handle', /^(handle|slug|url)$/],
  ['option1_value', /^(size|colou?r|variant|option)$/],
  ['name', /\b(name|title|product|item)\b/],
];

/** The proposed mapping: each column gets the first field that matches, and no field occurs twice. */
export function guessColumns(heads: string[]): Columns {
  const columns: Columns = ownColumns(heads);
  for (const [at, head] of heads.entries()) {
    if (Object.values(columns).includes(at)) continue;
    const found = guesses.find(([field, words]) => columns[field] === undefined && words.test(headKey(head)));
    if (found) columns[found[0]] = at;
  }
  return columns;
}
