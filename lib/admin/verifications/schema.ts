import { z } from 'zod';
import { moneyIn } from '@/lib/amount';
import { moneyAboveZero } from '@/lib/amount-schema';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenNumber } from '@/lib/hidden-fields';
import { rejectCodes } from '@/lib/orders/shopper-reasons';
import { formValues, moment, text } from '@/lib/text';
import { withReference } from './seen';

const order = z.object({
  order_id: hiddenId,
  number: hiddenNumber,
  /** the order's position in the queue, to open the next one */
  expires_at: moment.nullable().catch(null),
});

const DAY_MS = 24 * 3600_000;

/**
 * Fields of the forms that confirm a transfer, after `withReference`. The amount is in minor units and the date like
 * `2026-01-31`. The reference is null if the bank shows none. The database checks the date in the shop's time zone.
 */
export const seenFields = {
  amount_minor: moneyAboveZero(),
  currency: hiddenCurrency,
  received_at: z.iso
    .date(fieldMessage('fields.receivedOn'))
    .refine((day) => Date.parse(day) < Date.now() + DAY_MS, fieldMessage('fields.dayInFuture')),
  // stored after the order's number, in a column for 100 characters
  bank_reference: text
    .min(1, fieldMessage('fields.bankReference'))
    .max(90, fieldMessage('fields.tooLong'))
    .nullable(),
};

/** Forms of the review page (`readDecisionForm`). The database decides whether the decision is allowed. */
export const decisionSchema = z.discriminatedUnion(
  'decision',
  [
    order.extend({
      decision: z.literal('confirm'),
      ...seenFields,
      /** record the payment even though items are out of stock */
      even_if_short: z.literal('on').optional(),
      /** another transfer for an order that is paid */
      another: z.literal('on').optional(),
    }),
    order
      .extend({
        decision: z.literal('reject'),
        chosen: z.enum(rejectCodes).optional(),
        /** in addition to the chosen reason, or alone */
        words: text.max(300, fieldMessage('fields.tooLong')),
        /** how many proofs the page showed: another may have arrived since */
        proofs: hiddenCount,
      })
      .refine(({ chosen, words }) => chosen || words, {
        path: ['words'],
        message: fieldMessage('fields.rejectReason'),
      }),
  ],
  // the form itself sets the decision, so an invalid one means a broken form
  fieldMessage('reasons.invalid_form'),
);

export type Decision = z.infer<typeof decisionSchema>;

/** Turns a form of the review page into the input of `decisionSchema`: the amount comes with its currency and locale. */
export function readDecisionForm(form: FormData): Record<string, unknown> {
  const fields = withReference(formValues(form));
  if (form.has('amount_minor')) fields.amount_minor = moneyIn(form, 'amount_minor');
  return fields;
}
