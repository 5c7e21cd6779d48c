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
 * What a person typed as money, in minor units of `currency`: `12,500.50` in `NGN` → 1250050. Whatever `formatMoney` shows in
 * `locale` is read back as the same amount; of other styles, what allows one reading only. Null for what is no amount, has more
 * decimals than the currency, or could mean another amount (`12,50` in Nigeria, `150,000` in South Africa).
 */
export function readAmount(value: string, currency: string, locale: string): number | null {
  if (value.length > MAX_LENGTH || !isCurrency(currency)) return null;
  const style = styleOf(currency, locale);
  const text = inPlainSigns(value, style).replace(emptyFraction, '');
  const found = splitAmount(text);
  if (!found || isUnclear(text, found.after, style)) return null;
  if (![found.before, found.after].every((name) => style.names.has(currencyName(name)))) return null;
  const sign = decimalSignOf(found.figures, style);
  if (!sign) return null;
  const minor = readFigures(found.figures, { ...style, decimal: sign, digits: fractionDigits(currency) });
  return typeof minor === 'number' ? minor : null;
}

/** The way back, as one would type it: 1250050 in `NGN` → `12500.50`, and `12500,50` where that is how it is written. */
export const amountInput = (minor: number, currency: string, locale: string): string =>
  decimal(minor, currency).replace('.', styleOf(currency, locale).decimal);

/** An amount in the style of a shop, to ask for one: `12,500.50`, `12 500,50`, `12.500,50`. */
export function exampleAmount(currency: string, locale: string): string {
  const unit = 10 ** fractionDigits(currency);
  const shown = formatMoney(12_500 * unit + Math.floor(unit / 2), currency, locale);
  return /\p{Nd}.*\p{Nd}/u.exec(shown)?.[0] ?? shown;
}

/** An amount as a form has it: what was typed, and the currency and locale in which the form showed amounts. */
export type MoneyInput = { value: string; currency: string; locale: string };

/** The amount in a field of a form that has hidden fields `currency` and `locale`. */
export function moneyIn(form: FormData, name: string): MoneyInput {
  return {
    value: formValue(form, name),
    currency: formValue(form, 'currency'),
    locale: formValue(form, 'locale'),
  };
}

/** `5,000/=` in Nairobi, `Rp 5.000,-` in Jakarta: no cents. */
const emptyFraction = / *(?:\/[=-]|[.,]-)$/;

/** `5K` may be five thousand, unless that is where kwacha are written, and `R.50` half a rand. */
const isUnclear = (text: string, after: string, { isBehind }: Style) =>
  (/^ ?[km]$/i.test(after) && !(isBehind && after.startsWith(' '))) || /[\p{L}\p{M}]\.\d{1,2}$/u.test(text);

type Style = {
  decimal: DecimalSign;
  group: string;
  /** how many figures a group has, but for the last one, which has three: two in India */
  groupSize: number;
  /** what `inPlainSigns` replaces */
  own: { decimal: string; group: string; zero: number };
  names: Set<string>;
  /** the currency stands behind the figures */
  isBehind: boolean;
};

const styles = new Map<string, Style>();

/** How a locale writes money, learned from how the platform writes it. */
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

/** Without marks of direction, with plain spaces, and with the figures and signs that a locale has of its own as `0`–`9`, `.`, `'`. */
function inPlainSigns(value: string, { own }: Style): string {
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

/** Which of the signs between figures parts the decimals, by themselves where they tell, else by the locale; null: it is not clear. */
function decimalSignOf(figures: string, { decimal, group }: Style): DecimalSign | null {
  const signs = (figures.match(/[.,]/g) ?? []) as DecimalSign[];
  const last = signs.at(-1);
  if (!last) return decimal;
  const other = last === '.' ? ',' : '.';
  if (signs.includes(other)) return last;
  // one that comes twice parts groups
  if (signs.length > 1) return other;
  if (last === decimal) return last;
  if (last === group) return other;
  // a dot that the locale has no use for is what the keypad offers
  return /\.\d{1,2}$/.test(figures) ? '.' : null;
}
