import { z } from 'zod';
import { moneyIn } from '@/lib/amount';
import { moneyAboveZero } from '@/lib/amount-schema';
import { typedIn } from '@/lib/orders/staff-form';
import { type RejectReason, reasonText, rejectReasons } from './reasons';

const order = z.object({
  order_id: z.uuid(),
  number: z.string().max(20),
  shop: z.string().max(40),
  /** where the order stood in the queue, so that the next one behind it can be opened */
  expires_at: z.iso.datetime({ offset: true }).nullable().catch(null),
});

const DAY_MS = 24 * 3600_000;

/** A day on which money arrived, as a moment of it: noon, which is that day nearly everywhere, or now if that is still to come. */
const receivedAt = z
  .union([z.literal(''), z.iso.date('Enter a day such as 2026-11-20.')])
  .refine((day) => day === '' || Date.parse(day) < Date.now() + DAY_MS, 'This day has not come yet.')
  .transform((day) =>
    day === '' ? null : new Date(Math.min(Date.parse(`${day}T12:00:00Z`), Date.now())).toISOString(),
  );

const reasons = Object.keys(rejectReasons) as [RejectReason, ...RejectReason[]];

/**
 * What the forms of the verifier's desk send (`readDecisionForm`). What may be decided is the database's to say. Amounts come
 * out in minor units, and `received_at` as a moment, or null.
 */
export const decisionSchema = z.discriminatedUnion('decision', [
  order.extend({
    decision: z.literal('confirm'),
    amount_minor: moneyAboveZero(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    // it is kept behind the order's number, and both have room for 100
    bank_reference: z.string().trim().max(90, 'Keep this under 90 characters.'),
    received_at: receivedAt,
    /** the money is noted even though the goods are gone */
    even_if_short: z.literal('on').optional(),
    /** another transfer for an order that is paid */
    another: z.literal('on').optional(),
  }),
  order
    .extend({
      decision: z.literal('reject'),
      chosen: z.enum(reasons).optional(),
      words: z.string(),
      /** how many were looked at: one more may have come meanwhile */
      proofs: z.coerce.number().int(),
    })
    .transform(({ chosen, words, ...input }, context) => {
      const reason = reasonText(chosen, words);
      if (reason.length > 0 && reason.length <= 300) return { ...input, reason };
      context.addIssue({
        code: 'custom',
        path: ['words'],
        message: reason
          ? `Shorten it by ${reason.length - 300} characters.`
          : 'Choose a reason, or write one.',
      });
      return z.NEVER;
    }),
]);

export type Decision = z.infer<typeof decisionSchema>;

/** What a form of the desk sent, as `decisionSchema` reads it: an amount together with its currency and locale. */
export function readDecisionForm(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = typedIn(form);
  if (form.has('amount_minor')) fields.amount_minor = moneyIn(form, 'amount_minor');
  return fields;
}
