import { z } from 'zod';
import { moneyIn } from '@/lib/amount';
import { moneyAboveZero } from '@/lib/amount-schema';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenNumber } from '@/lib/hidden-fields';
import { rejectCodes } from '@/lib/orders/shopper-reasons';
import { words } from '@/lib/refusals';
import { formValues, moment, text } from '@/lib/text';
import { withReference } from './seen';

const order = z.object({
  order_id: hiddenId,
  number: hiddenNumber,
  /** where the order stood in the queue, so that the next one behind it can be opened */
  expires_at: moment.nullable().catch(null),
});

const DAY_MS = 24 * 3600_000;

/**
 * What the forms that confirm a transfer send, once `withReference` has read them: the amount in minor units, the day as
 * `2026-01-31`, and the bank's reference, null where a person says that it shows none. Whether the day has come in the shop, the
 * database knows.
 */
export const seenFields = {
  amount_minor: moneyAboveZero(),
  currency: hiddenCurrency,
  received_at: z.iso
    .date('Enter the day on which it arrived.')
    .refine((day) => Date.parse(day) < Date.now() + DAY_MS, 'This day is in the future.'),
  // it is kept behind the order's number, and both have room for 100
  bank_reference: text
    .min(1, 'Enter the bank’s reference, or tick that it shows none.')
    .max(90, 'Keep this under 90 characters.')
    .nullable(),
};

/**
 * What the forms of the review page send (`readDecisionForm`). What may be decided is the database's to say.
 */
export const decisionSchema = z.discriminatedUnion(
  'decision',
  [
    order.extend({
      decision: z.literal('confirm'),
      ...seenFields,
      /** the money is noted even though the goods are gone */
      even_if_short: z.literal('on').optional(),
      /** another transfer for an order that is paid */
      another: z.literal('on').optional(),
    }),
    order
      .extend({
        decision: z.literal('reject'),
        chosen: z.enum(rejectCodes).optional(),
        /** beside what was chosen, or alone */
        words: text.max(300, 'Keep this under 300 characters.'),
        /** how many were looked at: one more may have come meanwhile */
        proofs: hiddenCount,
      })
      .refine(({ chosen, words }) => chosen || words, {
        path: ['words'],
        message: 'Choose a reason, or write one.',
      }),
  ],
  // nobody chooses which of the two it is but by its form
  words.invalid_form,
);

export type Decision = z.infer<typeof decisionSchema>;

/** What a form of the review page sent, as `decisionSchema` reads it: an amount together with its currency and locale. */
export function readDecisionForm(form: FormData): Record<string, unknown> {
  const fields = withReference(formValues(form));
  if (form.has('amount_minor')) fields.amount_minor = moneyIn(form, 'amount_minor');
  return fields;
}
