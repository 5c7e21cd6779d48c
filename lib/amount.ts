import { fractionDigits, isCurrency } from './currencies';
import {
  currencyName,
  currencyNames,
  type DecimalSign,
  MAX_LENGTH,
  readFigures,
  splitAmount,
} from './figures';
import { decimal, formatMoney } from './money';
import { formValue } from './text';

/**
 * Parses an amount into minor units of `currency`: `12,500.50` in `NGN` → 1250050. Every output of `formatMoney` in
 * `locale` is read back as the same amount; other notations are accepted if they are unambiguous. Null for text that
 * is not an amount, has more decimals than the currency, or is ambiguous (`12,50` in Nigeria, `150,000` in South
 * Africa).
 */
export function readAmount(value: string, currency: string, locale: string): number | null {
  if (value.length > MAX_LENGTH || !isCurrency(currency)) return null;
  const style = styleOf(currency, locale);
  const text = normalize(value, style).replace(emptyFraction, '');
  const found = splitAmount(text);
  if (!found || isUnclear(text, found.after, style)) return null;
  if (![found.before, found.after].every((name) => style.names.has(currencyName(name)))) return null;
  const sign = decimalSignOf(found.figures, style);
  if (!sign) return null;
  const minor = readFigures(found.figures, { ...style, decimal: sign, digits: fractionDigits(currency) });
  return typeof minor === 'number' ? minor : null;
}

/** Formats an amount for an input field: 1250050 in `NGN` → `12500.50`, or `12500,50` in locales with a decimal comma. */
export const amountInput = (minor: number, currency: string, locale: string): string =>
  decimal(minor, currency).replace('.', styleOf(currency, locale).decimal);

/** An example in the shop's format: `12,500.50`, `12 500,50`, `12.500,50`. */
export function exampleAmount(currency: string, locale: string): string {
  const unit = 10 ** fractionDigits(currency);
  const shown = formatMoney(12_500 * unit + Math.floor(unit / 2), currency, locale);
  return /\p{Nd}.*\p{Nd}/u.exec(shown)?.[0] ?? shown;
}

/** The text of an amount field, with the currency and locale in which the form showed amounts. */
export type MoneyInput = { value: string; currency: string; locale: string };

/** Reads an amount field of a form that has the hidden fields `currency` and `locale`. */
export function moneyIn(form: FormData, name: string): MoneyInput {
  return {
    value: formValue(form, name),
    currency: formValue(form, 'currency'),
    locale: formValue(form, 'locale'),
  };
}

/** `5,000/=` in Nairobi, `Rp 5.000,-` in Jakarta: no decimals. */
const emptyFraction = / *(?:\/[=-]|[.,]-)$/;

/** `5K` may mean five thousand, unless the locale writes kwacha there; `R.50` may mean half a rand, or fifty. */
const isUnclear = (text: string, after: string, { isBehind }: Style) =>
  (/^ ?[km]$/i.test(after) && !(isBehind && after.startsWith(' '))) || /[\p{L}\p{M}]\.\d{1,2}$/u.test(text);

type Style = {
  decimal: DecimalSign;
  group: string;
  /** digits per group, such as two in India; the last group always has three */
  groupSize: number;
  /** native characters that `normalize` replaces */
  own: { decimal: string; group: string; zero: number };
  names: Set<string>;
  /** the currency follows the number */
  isBehind: boolean;
};

const styles = new Map<string, Style>();

/** How a locale writes money, derived from the platform's own formatting. */
function styleOf(currency: string, locale: string): Style {
  const key = `${locale} ${currency}`;
  const known = styles.get(key);
  if (known) return known;
  const written = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).formatToParts(1_000_000_000);
  const valuesOf = (type: string) => written.flatMap((part) => (part.type === type ? [part.value] : []));
  const own = {
    decimal: valuesOf('decimal')[0] ?? '.',
    group: valuesOf('group')[0] ?? ' ',
    zero: valuesOf('fraction')[0]?.codePointAt(0) ?? ASCII_ZERO,
  };
  const style: Style = {
    decimal: own.decimal === ',' ? ',' : '.',
    group: own.group,
    groupSize: valuesOf('integer').at(-2)?.length ?? 3,
    own,
    names: new Set(['', ...currencyNames(currency, locale)]),
    isBehind: written.findLast(({ type }) => type === 'currency' || type === 'fraction')?.type === 'currency',
  };
  styles.set(key, style);
  return style;
}

const ASCII_ZERO = 0x30;

/** Removes direction marks and replaces special spaces, native digits and native separators with ` `, `0`–`9`, `.`, `'`. */
function normalize(value: string, { own }: Style): string {
  let text = value
    .replace(/\p{Cf}/gu, '')
    .replace(/\s/g, ' ')
    .trim();
  if (!/^[.,]$/.test(own.decimal)) text = text.replaceAll(own.decimal, '.');
  if (!/^[.,'’\s]$/.test(own.group)) text = text.replaceAll(own.group, "'");
  if (own.zero === ASCII_ZERO) return text;
  return text.replace(/\p{Nd}/gu, (figure) => {
    const value = (figure.codePointAt(0) ?? 0) - own.zero;
    return value >= 0 && value <= 9 ? String(value) : figure;
  });
}

/** The decimal sign, from the separators themselves if they are unambiguous, else from the locale; null if unclear. */
function decimalSignOf(figures: string, { decimal, group }: Style): DecimalSign | null {
  const signs = (figures.match(/[.,]/g) ?? []) as DecimalSign[];
  const last = signs.at(-1);
  if (!last) return decimal;
  const other = last === '.' ? ',' : '.';
  if (signs.includes(other)) return last;
  // a repeated sign separates groups
  if (signs.length > 1) return other;
  if (last === decimal) return last;
  if (last === group) return other;
  // a dot that the locale does not use comes from the keypad
  return /\.\d{1,2}$/.test(figures) ? '.' : null;
}
