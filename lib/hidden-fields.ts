import { z } from 'zod';
import { readOrderNumber } from '@/lib/orders/number';
import { words } from './refusals';

/*
 * What a form says beside what people fill in: the server gave it along with the page. Nobody sees these fields, so nobody could
 * mend one; but password managers and form fillers write into them, and pages grow old. Whatever is wrong with one is
 * `invalid_form`, which `invalid` says above the form.
 */

const wrong = words.invalid_form;

export const hiddenId = z.uuid(wrong);

/** Comes out as it is written: 7K3M-Q2XD. */
export const hiddenNumber = z.string(wrong).transform((input, context) => {
  const number = readOrderNumber(input);
  if (number) return number;
  context.addIssue({ code: 'custom', message: wrong });
  return z.NEVER;
});

/** The version of an order, or how many of something were seen. */
export const hiddenCount = z.coerce.number<string>(wrong).pipe(z.int32(wrong));

/** How many of each variant were seen. */
export const hiddenCounts = z.record(z.string(), hiddenCount);

/** An amount in minor units. */
export const hiddenMinor = z.coerce.number<string>(wrong).int(wrong);

export const hiddenCurrency = z.string(wrong).regex(/^[A-Z]{3}$/, wrong);

/** The language in which the form shows amounts. */
export const hiddenLocale = z.string(wrong).refine((locale) => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}, wrong);
