import { z } from 'zod';
import { exampleAmount, readAmount } from './amount';
import { isCurrency } from './currencies';
import { type FieldMessage, type FieldProblem, fieldMessage } from './field-messages';
import { hiddenCurrency, hiddenLocale } from './hidden-fields';
import { text } from './text';

/**
 * Reads what was typed (`moneyIn`) to minor units. What cannot be read is asked for again in the words of `message`, with an example as
 * the form shows amounts.
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

/** The same for an amount that cannot be zero. */
export const moneyAboveZero = (message?: FieldMessage, zero = fieldMessage('fields.amountAboveZero')) =>
  moneyInput(message).pipe(z.number().min(1, zero));

/** A limit of a shop: null where the field is empty, else minor units of its currency. */
export const optionalMoney = (shop: { currency: string; locale: string }, problem: FieldProblem) =>
  text.transform((value, context) => {
    const minor = value === '' ? null : readAmount(value, shop.currency, shop.locale);
    if (value !== '' && minor === null) context.addIssue({ code: 'custom', ...problem });
    return minor;
  });
