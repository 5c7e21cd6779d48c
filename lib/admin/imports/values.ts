import { TAX_CLASSES } from '@/lib/admin/products/tax-class';
import { type AmountProblem, amountReader } from '@/lib/admin/statements/amount';
import type { Decimal } from '@/lib/admin/statements/schema';
import { fractionDigits } from '@/lib/currencies';
import { type Cell, FormulaError, textOf } from './cells';
import type { Field } from './columns';

/** Why a line cannot be read. The texts of these and of the database's own reasons are in `admin.imports.reasons`. */
export type LineReason =
  | AmountProblem
  | 'price_negative'
  | 'number_unreadable'
  | 'yes_or_no'
  | 'date_unreadable'
  | 'status_unknown'
  | 'condition_unknown'
  | 'tax_class_unknown'
  | 'too_long'
  | 'formula_error'
  | 'sku_rewritten'
  | 'duplicate_sku'
  | 'too_many_options'
  | 'choice_missing'
  | 'lines_too_many';

/** The value of a cell as the database stores it; null: it is empty. */
export type Value = { value: unknown } | { reason: LineReason } | null;
export type ValueReader = (field: Field, cell: Cell | undefined) => Value;

const longest: Partial<Record<Field, number>> = {
  ...{
    handle: 300,
    name: 120,
    summary: 200,
    description: 8000,
    category: 80,
    seo_title: 80,
    seo_description: 300,
  },
  ...{
    option1_name: 40,
    option2_name: 40,
    option3_name: 40,
    option1_value: 60,
    option2_value: 60,
    option3_value: 60,
  },
  ...{ sku: 60, barcode: 60, picture_alt: 200 },
};

/** `decimal`: the decimal sign of amounts that are written as text. Create it once per file: it looks the currency up. */
export function valueReader(currency: string, decimal: Decimal): ValueReader {
  const readMoney = amountReader(currency, decimal);
  const digits = fractionDigits(currency);

  function money(cell: Cell): Value {
    if (typeof cell === 'number') {
      const minor = Math.round(cell * 10 ** digits);
      if (cell < 0) return { reason: 'price_negative' };
      if (!Number.isSafeInteger(minor)) return { reason: 'amount_too_large' };
      // computed values differ slightly from exact decimals, but never by this much
      return Math.abs(minor - cell * 10 ** digits) < 1e-4
        ? { value: minor }
        : { reason: 'too_many_decimals' };
    }
    const amount = readMoney(textOf(cell));
    if ('problem' in amount) return { reason: amount.problem };
    return amount.direction === 'out' && amount.minor > 0
      ? { reason: 'price_negative' }
      : { value: amount.minor };
  }

  return (field, cell) => {
    const text = textOf(cell);
    if (cell === undefined || text === '') return null;
    if (cell instanceof FormulaError) return { reason: 'formula_error' };
    switch (field) {
      case 'price_minor':
      case 'compare_at_minor':
      case 'cost_minor':
        return money(cell);
      case 'on_hand':
      case 'weight_grams':
        return whole(text);
      case 'is_featured':
      case 'is_tracked':
      case 'allows_backorder':
      case 'needs_delivery':
      case 'is_active':
        return yesOrNo(text);
      case 'backorder_on':
        return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
          ? { value: text }
          : { reason: 'date_unreadable' };
      case 'status':
        return oneOf(text, ['draft', 'published', 'scheduled'], 'status_unknown');
      case 'condition':
        return oneOf(text.replace(/[\s-]+/g, '_'), ['new', 'second_hand'], 'condition_unknown');
      case 'tax_class':
        return oneOf(text.replace(/[\s-]+/g, '_'), TAX_CLASSES, 'tax_class_unknown');
      case 'currency':
        return text.toUpperCase() === currency ? { value: currency } : { reason: 'other_currency' };
      case 'sku':
      case 'barcode':
        return code(cell, text);
      default:
        return [...text].length > (longest[field] ?? Number.POSITIVE_INFINITY)
          ? { reason: 'too_long' }
          : { value: text };
    }
  };
}

/**
 * Refuses a number with more digits than a workbook keeps, and a date that a spreadsheet has made of `1-2`: neither is
 * what was entered.
 */
function code(cell: Cell, text: string): Value {
  if (cell instanceof Date || (typeof cell === 'number' && !Number.isSafeInteger(cell)))
    return { reason: 'sku_rewritten' };
  return [...text].length > 60 ? { reason: 'too_long' } : { value: text };
}

/** Also accepts `12.0`, as databases write it, and `1,200`. Never rounds. */
function whole(text: string): Value {
  const plain = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(/[.,]0+$/, '');
  const number = Number(plain);
  return /^\d+$/.test(plain) && number <= 1_000_000 ? { value: number } : { reason: 'number_unreadable' };
}

const yes = ['yes', 'y', 'true', '1', 'x'];
const no = ['no', 'n', 'false', '0'];
function yesOrNo(text: string): Value {
  const word = text.toLowerCase();
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { reason: 'yes_or_no' };
}

function oneOf(text: string, words: readonly string[], reason: LineReason): Value {
  const word = words.find((each) => each === text.toLowerCase());
  return word ? { value: word } : { reason };
}

/** Tags are separated by commas or, if one of them contains a comma, by line breaks. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(text.includes('\n') ? '\n' : ',')
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];
