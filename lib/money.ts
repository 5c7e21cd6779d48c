const formats = new Map<string, Intl.NumberFormat>();

/** `1250000` in `NGN` → `₦12,500`; the minor units are shown only where there are some. */
export function formatMoney(minor: number, currency: string, locale = 'en'): string {
  const whole = minor % 10 ** fractionDigits(currency) === 0;
  const key = `${locale} ${currency} ${whole}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
    });
    formats.set(key, format);
  }
  return format.format(minor / 10 ** fractionDigits(currency));
}

/** How many minor units make one: ISO 4217, as the platform knows it. */
export function fractionDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
