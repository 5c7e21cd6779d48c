import { z } from 'zod';
import { exampleAmount, readAmount } from './amount';
import { isCurrency } from './currencies';
import { hiddenCurrency, hiddenLocale } from './hidden-fields';
import { text } from './text';

/**
 * Parses `moneyIn` input to minor units. An unreadable amount is refused with `words`, which gets an example in the
 * form's number format.
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

/** Like `moneyInput`, but refuses zero. */
export const moneyAboveZero = (words?: (example: string) => string, zero = 'Enter an amount above zero.') =>
  moneyInput(words).pipe(z.number().min(1, zero));

/** An optional limit: null for an empty field, else minor units of the shop's currency. */
export const optionalMoney = (shop: { currency: string; locale: string }, words: string) =>
  text.transform((value, context) => {
    const minor = value === '' ? null : readAmount(value, shop.currency, shop.locale);
    if (value !== '' && minor === null) context.addIssue({ code: 'custom', message: words });
    return minor;
  });
