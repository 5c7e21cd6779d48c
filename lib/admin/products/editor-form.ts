import { amountInput } from '@/lib/amount';
import type { fieldKinds } from '@/lib/products/fields';
import type { Refused } from '@/lib/result';
import type { Product, Related } from './editor-queries';
import { choiceNames, liveOptions, type Matrix, matrixOf } from './matrix';
import { localIn } from './schedule';
import { proposeSkus } from './sku';
import type { TaxClass } from './tax-class';

/** The input for a variant, by column name. */
export type Cell = {
  variant_id: string | null;
  sku: string;
  barcode: string;
  price_minor: string;
  compare_at_minor: string;
  cost_minor: string;
  weight_grams: string;
  tax_class: TaxClass;
  /** opening stock of a new variant */
  on_hand: string;
  is_tracked: boolean;
  needs_delivery: boolean;
  allows_backorder: boolean;
  backorder_on: string;
  is_active: boolean;
};

/** A question for the shopper, as entered. */
type Question = {
  /** null: a new one */
  field_id: string | null;
  kind: (typeof fieldKinds)[number];
  label: string;
  help: string;
  is_required: boolean;
  max_length: string;
  min_value: string;
  max_value: string;
  /** one per line */
  choices: string;
};

export const newQuestion: Question = {
  ...{ field_id: null, kind: 'text', label: '', help: '', is_required: false },
  ...{ max_length: '', min_value: '', max_value: '', choices: '' },
};

/** A picture of the product. */
export type EditorImage = {
  /** null: it is added by the next save */
  image_id: string | null;
  media_id: string | null;
  src: string;
  alt: string;
  /** `variant:<id>`, `choice:<id>`, or empty: the whole product */
  shows: string;
};

/** The values of the product form, as entered. */
export type EditorValues = {
  name: string;
  slug: string;
  summary: string;
  description: string;
  details: { title: string; body: string }[];
  fields: Question[];
  images: EditorImage[];
  category_id: string;
  condition: 'new' | 'second_hand';
  tags: string[];
  related: Related[];
  seo_title: string;
  seo_description: string;
  is_featured: boolean;
  status: 'draft' | 'published' | 'scheduled';
  publish_at: string;
  matrix: Matrix;
  /** by the keys of the matrix, including parked variants */
  cells: Record<string, Cell>;
};

type Shop = { currency: string; locale: string; time_zone: string };

const blankCell: Cell = {
  ...{ variant_id: null, sku: '', barcode: '', price_minor: '', compare_at_minor: '', cost_minor: '' },
  ...{ weight_grams: '', on_hand: '', is_tracked: true, needs_delivery: true, is_active: true },
  ...{ tax_class: 'standard', allows_backorder: false, backorder_on: '' },
};

/** A new variant starts with the values of another one, except its SKU, barcode and stock. */
export const newCell = (from: Cell | undefined): Cell => ({
  ...(from ?? blankCell),
  ...{ variant_id: null, sku: '', barcode: '', on_hand: '', is_active: true },
});

/** The initial values of the form: those of a saved product, or empty ones. */
export function valuesOf(product: Product | null, shop: Shop): EditorValues {
  const matrix = matrixOf(product ?? { options: [], variants: [] });
  const amount = (minor: number | null) =>
    minor === null ? '' : amountInput(minor, shop.currency, shop.locale);
  const cells: Record<string, Cell> = {};
  for (const variant of product?.variants ?? []) {
    cells[variant.variant_id] = {
      variant_id: variant.variant_id,
      sku: variant.sku,
      barcode: variant.barcode ?? '',
      price_minor: amount(variant.price_minor),
      compare_at_minor: amount(variant.compare_at_minor),
      cost_minor: amount(variant.cost_minor),
      weight_grams: String(variant.weight_grams ?? ''),
      tax_class: variant.tax_class,
      on_hand: '',
      is_tracked: variant.is_tracked,
      needs_delivery: variant.needs_delivery,
      allows_backorder: variant.allows_backorder,
      backorder_on: variant.backorder_on ?? '',
      is_active: variant.is_active,
    };
  }
  // in a saved product, a combination without a variant is off until staff turn it on
  for (const { key, from } of matrix.combinations)
    cells[key] ??= { ...newCell(from === undefined ? undefined : cells[from]), is_active: !product };
  const isPlanned = isAhead(product);
  return {
    name: product?.name ?? '',
    slug: product?.slug ?? '',
    summary: product?.summary ?? '',
    description: product?.description ?? '',
    details: product?.details ?? [],
    fields: (product?.fields ?? []).map((field) => ({
      ...field,
      max_length: String(field.max_length ?? ''),
      min_value: String(field.min_value ?? ''),
      max_value: String(field.max_value ?? ''),
      choices: field.choices.join('\n'),
    })),
    images: (product?.images ?? []).map(({ image_id, media_id, variant_id, choice, src, alt }) => {
      const chosen = matrix.options.flatMap(({ choices }) => choices).find(({ name }) => name === choice);
      const shows = variant_id ? `variant:${variant_id}` : chosen ? `choice:${chosen.id}` : '';
      return { image_id, media_id, src, alt, shows };
    }),
    category_id: product?.category_id ?? '',
    condition: product?.condition ?? 'new',
    tags: product?.tags ?? [],
    related: product?.related ?? [],
    seo_title: product?.seo_title ?? '',
    seo_description: product?.seo_description ?? '',
    is_featured: product?.is_featured ?? false,
    status: !product?.published_at ? 'draft' : isPlanned ? 'scheduled' : 'published',
    publish_at: isPlanned && product?.published_at ? localIn(shop.time_zone, product.published_at) : '',
    matrix,
    cells,
  };
}

/** Whether a product's publication date is in the future. An archived product can have such a date, too. */
const isAhead = (product: Product | null) =>
  product?.published_at != null && Date.parse(product.published_at) > Date.now();

/** A SKU for each submitted variant that has none. The SKUs of parked variants are in use: they still belong to the product. */
export function proposedSkus(
  name: string,
  { options, combinations, parked }: Matrix,
  cells: EditorValues['cells'],
) {
  const items = combinations.flatMap(({ key, choices }) => {
    const cell = cells[key];
    return cell && isSubmitted(cell) ? [{ key, sku: cell.sku, names: choiceNames(options, choices) }] : [];
  });
  return proposeSkus(
    name,
    items,
    parked.map(({ key }) => cells[key]?.sku ?? ''),
  );
}

/** The saved variants of the form. A picture cannot show a new one, because that has no id yet. */
export const savedVariants = ({ combinations }: Matrix, cells: EditorValues['cells']) =>
  combinations.flatMap(({ key, choices }) => {
    const variant_id = cells[key]?.variant_id;
    return variant_id ? [{ variant_id, choices }] : [];
  });

/** A combination that is off and was never saved is not submitted. */
const isSubmitted = ({ is_active, variant_id }: Cell) => is_active || variant_id !== null;

/** What the form submits, and the keys of its variants in the same order, to map errors to their rows. */
export function submissionOf(values: EditorValues, product: Product | null, canAddStock: boolean) {
  const { matrix, cells, category_id, related, images, ...facts } = values;
  const proposed = proposedSkus(values.name, matrix, cells);
  const sent = matrix.combinations.flatMap(({ key, choices }) => {
    const cell = cells[key];
    if (!cell || !isSubmitted(cell)) return [];
    const takesStock = canAddStock && cell.is_tracked && cell.variant_id === null;
    return {
      key,
      variant: {
        ...cell,
        options: choiceNames(matrix.options, choices),
        sku: cell.sku.trim() || (proposed[key] ?? ''),
        on_hand: takesStock ? cell.on_hand : '',
      },
    };
  });
  return {
    keys: sent.map(({ key }) => key),
    product: {
      ...facts,
      product_id: product?.product_id ?? null,
      version: product ? String(product.version) : null,
      published_at: product && !isAhead(product) ? product.published_at : null,
      category_id: category_id || null,
      related: related.map(({ product_id }) => ({ product_id })),
      fields: values.fields.map(submittedQuestion),
      options: matrix.options.map(({ name, choices }) => ({
        name,
        choices: choices.map((each) => each.name),
      })),
      images: images.map(({ image_id, media_id, shows }) => ({
        image_id,
        media_id,
        ...shownBy(shows, matrix),
      })),
      variants: sent.map(({ variant }) => variant),
    },
  };
}

/** Leaves out settings that a kind of question does not have, because their fields are hidden. */
const submittedQuestion = ({ choices, max_length, min_value, max_value, ...question }: Question) => ({
  ...question,
  max_length: question.kind === 'text' || question.kind === 'long_text' ? max_length : '',
  min_value: question.kind === 'number' ? min_value : '',
  max_value: question.kind === 'number' ? max_value : '',
  choices:
    question.kind === 'choice'
      ? choices
          .split('\n')
          .map((choice) => choice.trim())
          .filter(Boolean)
      : [],
});

/** What a picture shows, by the current name of its choice; the whole product if that was removed. */
function shownBy(shows: string, { options }: Matrix) {
  const [kind, id] = shows.split(':');
  const chosen = options.flatMap(({ choices }) => choices).find((choice) => choice.id === id);
  return {
    variant_id: kind === 'variant' ? (id ?? null) : null,
    choice: (kind === 'choice' && chosen?.name) || null,
  };
}

/** The form field for a path in the submitted values: `cells.<key>.sku` for `variants.2.sku`. */
export function fieldOf(path: readonly PropertyKey[], keys: string[]): string {
  const [first, index, ...rest] = path.map(String);
  if (first === 'variants' && index !== undefined) return ['cells', keys[Number(index)], ...rest].join('.');
  // a choice shows no error of its own: its option or question does
  if (first === 'options' || first === 'fields')
    return [first, index, ...rest.slice(0, 1)].filter((part) => part !== undefined).join('.');
  return path.map(String).join('.');
}

/** Whether the form has options that make variants. */
export const hasVariants = ({ options }: Matrix) => liveOptions(options).length > 0;

/** Form fields that show refusals of the database. */
const SHOWN: readonly string[] = [
  ...[
    'name',
    'slug',
    'summary',
    'description',
    'category_id',
    'tags',
    'related',
    'images',
    'seo_title',
    'seo_description',
    'publish_at',
  ],
];

export type Submission = ReturnType<typeof submissionOf>;

/** The fields that show a refusal, each with its message. Without any, the refusal is shown above the form. */
export function refusedFields(
  { reason, message, fields = {}, details }: Refused,
  sent: Submission,
): [string, string][] {
  if (reason === 'sku_taken') {
    const taken = skuOf(details);
    return sent.keys.flatMap((key, index): [string, string][] =>
      sent.product.variants[index]?.sku === taken ? [[`cells.${key}.sku`, message]] : [],
    );
  }
  return Object.entries(fields).flatMap(([name, text]): [string, string][] => {
    const field = name === 'tag' ? 'tags' : name;
    return SHOWN.includes(field) ? [[field, text]] : [];
  });
}

const skuOf = (details: unknown) =>
  typeof details === 'object' && details !== null && 'sku' in details ? details.sku : null;
