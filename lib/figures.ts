/** Shared by the parsers of typed amounts and of bank statements. */

export type DecimalSign = '.' | ',';
export type FiguresProblem = 'amount_unreadable' | 'too_many_decimals' | 'amount_too_large';

/** Fifteen digits of minor units: JavaScript may round larger numbers, and no price is that high. */
const MAX_DIGITS = 15;
/** In characters: more than any amount needs, and few enough for the patterns below to be fast. */
export const MAX_LENGTH = 60;

/**
 * Splits an amount into its figures with their separators, and the text around them. A dot belongs to the figures
 * (`.50`) unless it ends a word (`Rp.5.000`).
 */
export function splitAmount(text: string): { before: string; figures: string; after: string } | null {
  const { before = '', figures = '', after = '' } = parts.exec(text)?.groups ?? {};
  return figures ? { before, figures, after } : null;
}

const parts = /^(?<before>(?:[^\d.,]|(?<=[\p{L}\p{M}])\.)*)(?<figures>[\d.,'’ ]*\d)(?<after>\D*)$/u;

type Figures = { decimal: DecimalSign; digits: number; groupSize?: number };

/**
 * Parses figures with a known decimal sign into minor units of `digits` decimals, digit by digit and never as a
 * float. Groups must be complete and use one separator, or there are none.
 */
export function readFigures(
  figures: string,
  { decimal, digits, groupSize = 3 }: Figures,
): number | FiguresProblem {
  const [group, point] = decimal === '.' ? [',', '\\.'] : ['\\.', ','];
  const grouped = `\\d{1,${groupSize}}(?<sign>[${group}'’ ])(?:\\d{${groupSize}}\\k<sign>)*\\d{3}`;
  const match = new RegExp(`^(?<whole>${grouped}|\\d*)(?:${point}(?<fraction>\\d+))?$`).exec(figures)?.groups;
  if (!match) return 'amount_unreadable';
  const { whole = '', fraction = '' } = match;
  if (!/[1-9]/.test(figures)) return 0;
  // Extra decimals that are zeros are common: yen as "1,250,000.00", or four decimals from a database. But three may be
  // thousands after a group separator taken for the decimal sign: "1.000" must not become 1.
  if (fraction.length === 3 && digits < 3) return 'too_many_decimals';
  if (/[1-9]/.test(fraction.slice(digits))) return 'too_many_decimals';
  const minor = whole.replace(/\D/g, '') + fraction.slice(0, digits).padEnd(digits, '0');
  return minor.replace(/^0+/, '').length > MAX_DIGITS ? 'amount_too_large' : Number(minor);
}

/** How people and banks write currencies, besides the code and the symbols that the platform knows. */
const signs: Record<string, string[]> = {
  NGN: ['₦', 'N'],
  GHS: ['₵', 'GH₵', 'GH¢', '¢', 'GHC'],
  KES: ['KSH', 'KSHS'],
  ZAR: ['R'],
  MYR: ['RM'],
  IDR: ['RP'],
};

/** All names of a currency, normalized by `currencyName`. Asking the platform is slow: cache the result. */
export function currencyNames(currency: string, locale: string): string[] {
  const written = (language: string, currencyDisplay: 'narrowSymbol' | 'symbol') =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .flatMap(({ type, value }) => (type === 'currency' ? [value] : []));
  const platform = ['en', locale].flatMap((language) => [
    ...written(language, 'narrowSymbol'),
    ...written(language, 'symbol'),
  ]);
  return [currency, ...platform, ...(signs[currency] ?? [])].map(currencyName);
}

/** Normalizes a currency name: `Ksh.`, `KSh ` and `ksh` are the same. */
export const currencyName = (written: string): string => written.replace(/[\s.\p{Cf}]/gu, '').toUpperCase();
