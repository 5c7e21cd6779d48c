import { z } from 'zod';
import { exampleAmount, readAmount } from './amount';
import { isCurrency } from './currencies';
import { type FieldMessage, type FieldProblem, fieldMessage } from './field-messages';
import { hiddenCurrency, hiddenLocale } from './hidden-fields';
import { text } from './text';

/**
 * Parses `moneyIn` input to minor units. An unreadable amount is refused with `message`, which gets an example in the
 * form's number format.
 */
export const moneyInput = (message = fieldMessage('fields.amount')) =>
  z
    .object({
      value: text,
      currency: hiddenCurrency.refine(isCurrency),
      locale: hiddenLocale,
    })
    .transform(({ value, currency, locale }, context) => {
      const minor = readAmount(value, currency, locale);
      if (minor !== null) return minor;
      context.addIssue({ code: 'custom', message, params: { example: exampleAmount(currency, locale) } });
      return z.NEVER;
    });

/** Like `moneyInput`, but refuses zero. */
export const moneyAboveZero = (message?: FieldMessage, zero = fieldMessage('fields.amountAboveZero')) =>
  moneyInput(message).pipe(z.number().min(1, zero));

/** An optional amount: null for an empty field, else minor units of the shop's currency. */
export const optionalMoney = (shop: { currency: string; locale: string }, problem: FieldProblem) =>
  text.transform((value, context) => {
    const minor = value === '' ? null : readAmount(value, shop.currency, shop.locale);
    if (value !== '' && minor === null) context.addIssue({ code: 'custom', ...problem });
    return minor;
  });
