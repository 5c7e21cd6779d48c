import { z } from 'zod';
import { exampleAmount, readAmount } from './amount';
import { isCurrency } from './currencies';

/**
 * Reads what was typed (`moneyIn`) to minor units. What cannot be read is asked for again in `words`, with an example as the form
 * shows amounts.
 */
export const typedMoney = (words = (example: string) => `Enter an amount such as ${example}.`) =>
  z
    .object({
      typed: z.string(),
      currency: z.string().refine(isCurrency),
      locale: z.string().refine(isLocale),
    })
    .transform(({ typed, currency, locale }, context) => {
      const minor = readAmount(typed, currency, locale);
      if (minor !== null) return minor;
      context.addIssue({ code: 'custom', message: words(exampleAmount(currency, locale)) });
      return z.NEVER;
    });

/** The same for an amount that cannot be zero. */
export const moneyAboveZero = (words?: (example: string) => string, zero = 'Enter an amount above zero.') =>
  typedMoney(words).pipe(z.number().min(1, zero));

/** A limit of a shop: null where the field is empty, else minor units of its currency. */
export const optionalMoney = (shop: { currency: string; locale: string }, words: string) =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      const minor = typed === '' ? null : readAmount(typed, shop.currency, shop.locale);
      if (typed !== '' && minor === null) context.addIssue({ code: 'custom', message: words });
      return minor;
    });

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
