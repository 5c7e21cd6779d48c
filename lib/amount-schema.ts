import { z } from 'zod';
import { exampleAmount, readAmount } from './amount';
import { isCurrency } from './currencies';
import { hiddenCurrency, hiddenLocale } from './hidden-fields';
import { text } from './text';

/**
 * Reads what was typed (`moneyIn`) to minor units. What cannot be read is asked for again in `words`, with an example as the form
 * shows amounts.
 */
export const moneyInput = (words = (example: string) => `Enter an amount such as ${example}.`) =>
  z
    .object({
      value: text,
      currency: hiddenCurrency.refine(isCurrency),
      locale: hiddenLocale,
    })
    .transform(({ value, currency, locale }, context) => {
      const minor = readAmount(value, currency, locale);
      if (minor !== null) return minor;
      context.addIssue({ code: 'custom', message: words(exampleAmount(currency, locale)) });
      return z.NEVER;
    });

/** The same for an amount that cannot be zero. */
export const moneyAboveZero = (words?: (example: string) => string, zero = 'Enter an amount above zero.') =>
  moneyInput(words).pipe(z.number().min(1, zero));

/** A limit of a shop: null where the field is empty, else minor units of its currency. */
export const optionalMoney = (shop: { currency: string; locale: string }, words: string) =>
  text.transform((value, context) => {
    const minor = value === '' ? null : readAmount(value, shop.currency, shop.locale);
    if (value !== '' && minor === null) context.addIssue({ code: 'custom', message: words });
    return minor;
  });
