import { type Field, fields } from './columns';
import type { LineReason } from './values';

/** Why a product is not imported or not fully undone, besides errors in its lines. Texts: `admin.imports.reasons`. */
const reasons = [
  ...([
    'sku_taken',
    'duplicate_variant',
    'slug_taken',
    'invalid_product',
    'options_mismatch',
    'duplicate_choice',
    'unexpected_error',
  ] as const),
  ...([
    'too_many_options',
    'variant_required',
    'below_committed',
    'invalid_quantity',
    'forbidden',
    'price_required',
  ] as const),
  ...(['product_not_in_shop', 'sku_rewritten', 'sku_zeros_lost', 'picture_not_https'] as const),
  ...(['was_ordered', 'changed_since', 'product_gone'] as const),
] as const satisfies readonly string[];
const lineReasons: Record<LineReason, true> = {
  ...{
    amount_unreadable: true,
    too_many_decimals: true,
    amount_too_large: true,
    amount_missing: true,
    other_currency: true,
  },
  ...{
    direction_unclear: true,
    price_negative: true,
    number_unreadable: true,
    yes_or_no: true,
    date_unreadable: true,
  },
  ...{
    status_unknown: true,
    condition_unknown: true,
    tax_class_unknown: true,
    too_long: true,
    formula_error: true,
    sku_rewritten: true,
  },
  ...{ duplicate_sku: true, too_many_options: true, choice_missing: true, lines_too_many: true },
};
export type RowReason = (typeof reasons)[number] | LineReason;

export const reasonOf = (reason: string): RowReason =>
  reasons.find((each) => each === reason) ??
  (Object.hasOwn(lineReasons, reason) ? (reason as LineReason) : 'invalid_product');

const otherFields = [
  'options',
  'choices',
  'tag',
  'category_id',
  'published_at',
  'product',
  'variant',
] as const;
export type ErrorField = Field | (typeof otherFields)[number];

/** The field of an error as the page names it; null: it is about the whole product. */
export const errorField = (field: string | null | undefined): ErrorField | null =>
  [...fields, ...otherFields].find((each) => each === field) ?? null;
