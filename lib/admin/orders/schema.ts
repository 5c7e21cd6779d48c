import { z } from 'zod';
import { seenFields } from '@/lib/admin/verifications/schema';
import { moneyAboveZero } from '@/lib/amount-schema';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenMinor, hiddenNumber } from '@/lib/hidden-fields';
import { exceptionDecision } from '@/lib/orders/order-money';
import { text } from '@/lib/text';

/** What may be done to the order is found out from the order itself. */
const order = z.object({
  order_id: hiddenId,
  number: hiddenNumber,
});

const versioned = order.extend({ expected_version: hiddenCount });
const requiredText = (max: number, missing: string) =>
  text.min(1, missing).max(max, `Keep this under ${max} characters.`);
const optionalText = (max: number) => text.max(max, `Keep this under ${max} characters.`);
const reason = (max: number) => requiredText(max, 'Give a reason.');

const chooseHowMany = 'Choose how many, in whole pieces.';
const lines = z.array(
  z.object({
    variant_id: z.uuid(),
    quantity: z.coerce
      .number(chooseHowMany)
      .int(chooseHowMany)
      .min(1, chooseHowMany)
      .max(999_999, chooseHowMany),
    restock: z.boolean(),
  }),
);
const someLines = lines.min(1, 'Choose at least one piece.');
const amount = moneyAboveZero();

const refund = order.extend({ refund_id: hiddenId });

/**
 * What the forms of the order page send (`readCommandForm`), told apart by `command`: the commands of order_transitions that
 * staff have, and those of the functions around them. A field is checked here so far as a person may mistype it; whether the
 * move may be made is the database's to say. Amounts come out in minor units.
 */
export const orderCommandSchema = z.discriminatedUnion('command', [
  versioned.extend({
    command: z.enum([
      'accept',
      'revive',
      'allocate',
      'process',
      'mark_ready',
      'mark_in_transit',
      'deliver',
      'complete',
      'release',
      'archive',
    ]),
  }),
  versioned.extend({
    command: z.literal('ship'),
    carrier: requiredText(80, 'Say which carrier takes the parcel.'),
    // whether there has to be one is a setting of the shop
    tracking_number: optionalText(80),
    tracking_url: optionalText(500)
      .regex(/^(https?:\/\/.*)?$/, 'Start with https://.')
      .default(''),
    /** absent: all that is left */
    lines: someLines.optional(),
  }),
  versioned.extend({ command: z.enum(['hold', 'fail_delivery', 'refuse_delivery']), reason: reason(200) }),
  order.extend({ command: z.literal('cancel'), reason: reason(500) }),
  versioned.extend({ command: z.literal('cancel_items'), lines: someLines, reason: reason(500) }),
  versioned.extend({ command: z.literal('return_items'), lines: someLines, reason: reason(500) }),
  order.extend({ command: z.literal('clone'), idempotency_key: hiddenId }),
  order.extend({ command: z.literal('reissue_keys') }),
  order.extend({ command: z.literal('note'), note: requiredText(2000, 'Write something.') }),
  order.extend({
    command: z.literal('resolve'),
    exception_id: hiddenId,
    decision: z.enum(exceptionDecision.options, 'Choose what should happen.'),
    note: requiredText(500, 'Say why, for whoever asks later.'),
  }),
  order
    .extend({
      command: z.literal('refund'),
      by: z.enum(['all', 'amount', 'lines']),
      currency: hiddenCurrency,
      /** all that could be given back when the form was shown: what is meant by all */
      refundable_minor: hiddenMinor,
      amount_minor: z.unknown(),
      lines: lines.default([]),
      reason: reason(300),
      idempotency_key: hiddenId,
    })
    .transform(({ by, refundable_minor, amount_minor, lines: chosen, ...input }, context) => {
      if (by === 'all') return { ...input, amount_minor: refundable_minor };
      const what =
        by === 'amount'
          ? z.object({ amount_minor: amount }).safeParse({ amount_minor })
          : z.object({ lines: someLines }).safeParse({ lines: chosen });
      if (what.success) return { ...input, ...what.data };
      for (const { message, path } of what.error.issues) context.addIssue({ code: 'custom', message, path });
      return z.NEVER;
    }),
  refund.extend({ command: z.enum(['approve_refund', 'retry_refund']) }),
  refund.extend({ command: z.literal('decline_refund'), reason: reason(300) }),
  refund.extend({
    command: z.literal('pay_out_refund'),
    reference: requiredText(200, 'Say where this payment is written down.'),
  }),
  order.extend({ command: z.literal('check_payment'), reference: text.max(100) }),
  order.extend({ command: z.literal('open_dispute'), reason: reason(500) }),
  order.extend({
    command: z.literal('close_dispute'),
    dispute_id: hiddenId,
    outcome: z.enum(['won', 'lost', 'withdrawn'], 'Choose how it ended.'),
    resolution: requiredText(500, 'Say how it ended.'),
  }),
  order.extend({
    command: z.literal('confirm_proof'),
    ...seenFields,
    even_if_short: z.literal('on').optional(),
    /** beside money that the order holds already */
    another: z.literal('on').optional(),
  }),
  order.extend({ command: z.literal('reject_proof'), reason: reason(300) }),
]);

export type OrderCommand = z.infer<typeof orderCommandSchema>;
