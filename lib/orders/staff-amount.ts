import { fractionDigits } from '@/lib/currencies';

/**
 * What a person typed as money, in minor units of `currency`: `12,500.50` in `NGN` → 1250050. Read digit by digit, never as a
 * floating-point number. Null for what is no amount, has more decimals than the currency, or could be read in two ways
 * (`12,50`).
 */
export function readAmount(typed: string, currency: string): number | null {
  const digits = fractionDigits(currency);
  const text = typed.replace(/[\s\u00a0\u202f]/g, '').replace(/^(\p{Sc}|[A-Z]{1,3}(?=\d))/u, '');
  const read = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text);
  if (!read) return null;
  const [, whole = '', fraction = ''] = read;
  if (fraction.length > digits) return null;
  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The way back, as one would type it: 1250050 in `NGN` → `12500.50`. */
export function typedAmount(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
