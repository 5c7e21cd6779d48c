import { z } from 'zod';
import { readOrderNumber } from '@/lib/orders/number';
import { fieldMessage } from './field-messages';

/*
 * Hidden form fields, which the server rendered with the page. A person can neither see nor correct them, but password managers and form
 * fillers write into them, and an open page may be outdated. An invalid one is `invalid_form`, which `invalid` shows above the form.
 */

const wrong = fieldMessage('reasons.invalid_form');

export const hiddenId = z.uuid(wrong);

/** An order number, normalized: 7K3M-Q2XD. */
export const hiddenNumber = z.string(wrong).transform((input, context) => {
  const number = readOrderNumber(input);
  if (number) return number;
  context.addIssue({ code: 'custom', message: wrong });
  return z.NEVER;
});

/** An order's version, or a count. */
export const hiddenCount = z.coerce.number<string>(wrong).pipe(z.int32(wrong));

/** A count per line. */
export const hiddenCounts = z.record(z.string(), hiddenCount);

/** An amount in minor units. */
export const hiddenMinor = z.coerce.number<string>(wrong).int(wrong);

export const hiddenCurrency = z.string(wrong).regex(/^[A-Z]{3}$/, wrong);

/** The locale in which the form shows amounts. */
export const hiddenLocale = z.string(wrong).refine((locale) => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}, wrong);
