import { z } from 'zod';
import { seenFields } from '@/lib/admin/verifications/schema';
import { moneyAboveZero } from '@/lib/amount-schema';
import { type FieldMessage, fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenMinor } from '@/lib/hidden-fields';
import { exceptionDecision } from '@/lib/orders/order-money';
import { text } from '@/lib/text';

/*
 * Form schemas of the order page (`readCommandForm`), for the commands of commands.ts. They check what a person may mistype;
 * the database decides whether the command is allowed. Amounts come out in minor units.
 */

/** The order of a command; its `actions` say which commands are allowed. */
export const ofOrder = z.object({ order_id: hiddenId });

/** The same, with the version of the order that the page showed. */
export const asSeen = ofOrder.extend({ expected_version: hiddenCount });

const requiredText = (max: number, missing: FieldMessage) =>
  text.min(1, missing).max(max, fieldMessage('fields.tooLong'));
const optionalText = (max: number) => text.max(max, fieldMessage('fields.tooLong'));
export const reason = (max: number) => ({
  reason: requiredText(max, fieldMessage('reasons.reason_required')),
});

const enterItemCount = fieldMessage('fields.itemCount');
const lines = z.array(
  z.object({
    item_id: z.uuid(),
    quantity: z.coerce
      .number(enterItemCount)
      .int(enterItemCount)
      .min(1, enterItemCount)
      .max(999_999, enterItemCount),
    restock: z.boolean(),
  }),
);
const someLines = lines.min(1, fieldMessage('fields.items'));

export const linesForm = asSeen.extend({ lines: someLines, ...reason(500) });

export const shipForm = asSeen.extend({
  carrier: requiredText(80, fieldMessage('reasons.carrier_required')),
  // whether it is required is a setting of the shop
  tracking_number: optionalText(80),
  tracking_url: optionalText(500)
    .regex(/^(https?:\/\/.*)?$/, fieldMessage('fields.trackingUrl'))
    .default(''),
  /** absent: everything not yet shipped */
  lines: someLines.optional(),
});

export const cloneForm = ofOrder.extend({ idempotency_key: hiddenId });
export const noteForm = ofOrder.extend({ note: requiredText(2000, fieldMessage('fields.note')) });
export const checkForm = ofOrder.extend({ reference: optionalText(100) });

export const resolveForm = z.object({
  exception_id: hiddenId,
  decision: z.enum(exceptionDecision.options, fieldMessage('fields.decision')),
  note: requiredText(500, fieldMessage('fields.decisionReason')),
});

/** With `by: 'lines'` the database computes the amount, so none is sent. */
export const refundForm = ofOrder
  .extend({
    by: z.enum(['all', 'amount', 'lines']),
    currency: hiddenCurrency,
    /** the full refundable amount when the form was shown: the amount of `by: 'all'` */
    refundable_minor: hiddenMinor,
    amount_minor: z.unknown(),
    lines: lines.default([]),
    ...reason(300),
    idempotency_key: hiddenId,
  })
  .transform(({ by, refundable_minor, amount_minor, lines: chosen, ...input }, context) => {
    if (by === 'all') return { ...input, amount_minor: refundable_minor };
    const what =
      by === 'amount'
        ? z.object({ amount_minor: moneyAboveZero() }).safeParse({ amount_minor })
        : z.object({ lines: someLines }).safeParse({ lines: chosen });
    if (what.success) return { ...input, amount_minor: null, ...what.data };
    for (const { message, path, ...issue } of what.error.issues) {
      const params = issue.code === 'custom' ? issue.params : undefined;
      context.addIssue({ code: 'custom', message, path, params });
    }
    return z.NEVER;
  });

export const ofRefund = z.object({ refund_id: hiddenId });
export const payOutForm = ofRefund.extend({
  reference: requiredText(200, fieldMessage('fields.paymentReference')),
});

export const closeDisputeForm = z.object({
  dispute_id: hiddenId,
  outcome: z.enum(['won', 'lost', 'withdrawn'], fieldMessage('fields.disputeOutcome')),
  resolution: requiredText(500, fieldMessage('fields.disputeResolution')),
});

export const seenForm = ofOrder.extend({
  ...seenFields,
  even_if_short: z.literal('on').optional(),
  /** in addition to money that the order already holds */
  another: z.literal('on').optional(),
});
