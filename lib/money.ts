import { fractionDigits, isCurrency } from './currencies';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * `1250000` in `NGN` and `en-NG` → `₦12,500`; decimals are shown only if they are not zero. An amount in an unknown
 * currency, which only a gateway can report, is shown unconverted.
 */
export function formatMoney(minor: number, currency: string, locale: string): string {
  if (!isCurrency(currency)) return `${currency} ${minor} (minor units)`;
  const digits = fractionDigits(currency);
  const shown = minor % 10 ** digits === 0 ? 0 : digits;
  const key = `${locale} ${currency} ${shown}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: shown,
      maximumFractionDigits: shown,
    });
    formats.set(key, format);
  }
  return format.format(minor / 10 ** digits);
}

/** `1450050` in `NGN` → `14500.50`, for programs; never passes through a float. */
export function decimal(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}
