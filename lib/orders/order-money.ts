import { z } from 'zod';
import { codeOf } from '@/lib/code';
import { Constants } from '@/lib/supabase/database.types';

const enums = Constants.public.Enums;
const time = z.string();

export const payment = z.object({
  payment_id: z.uuid(),
  gateway: z.string(),
  reference: z.string(),
  transaction_id: z.string(),
  amount_minor: z.int(),
  currency: z.string(),
  /** refunded, or being refunded */
  refunding_minor: z.int(),
  fee_minor: z.int().nullable(),
  channel: z.string().nullable(),
  paid_at: time,
  /** the date of a payment without a known time, such as a transfer: do not show `paid_at` then */
  paid_on: z.iso.date().nullable(),
  outcome: z.enum(['confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch']),
  /** its line in the bank statement; null: not imported from a statement */
  credit: z
    .object({
      line_id: z.uuid(),
      bank: z.string(),
      booked_on: z.iso.date(),
      description: z.string(),
      reference: z.string().nullable(),
    })
    .nullable(),
  /** number of the order that had this payment before by mistake, and of the order that it was moved to */
  moved_from: z.string().nullable(),
  moved_to: z.string().nullable(),
});

/** Ways to decide an exception: see `resolve_exception`. */
export const exceptionDecision = z.enum(['refund', 'confirm', 'backorder', 'ask_rest', 'cancel', 'dismiss']);

export const exception = z.object({
  exception_id: z.uuid(),
  kind: z.enum(enums.exception_kind),
  owner_role: z.enum(enums.staff_role),
  payment_id: z.uuid().nullable(),
  refund_id: z.uuid().nullable(),
  dispute_id: z.uuid().nullable(),
  /** when it should be decided; after asking for the rest, until when the customer can pay */
  deadline: time,
  opened_at: time,
  /** what the order owed before the payment in question, and the amount of that payment; minor units */
  owed_minor: z.int(),
  received_minor: z.int().nullable(),
  /** the caller placed the order: a colleague has to confirm that it is paid */
  is_own: z.boolean(),
  /** this user may decide it */
  may_decide: z.boolean(),
  /** the customer was asked for the rest and still has time */
  waits_for_customer: z.boolean(),
  /** effects of deciding it, for the texts of its choices; null once decided */
  preview: z
    .object({
      /** what the order holds excluding refunds, and what then stays unpaid; minor units */
      held_minor: z.int(),
      missing_minor: z.int(),
      /** it is already confirmed and continues */
      goes_on: z.boolean(),
      refund_minor: z.int().nullable(),
      refund_currency: z.string(),
      /** that refund needs a second person's approval */
      refund_needs_approval: z.boolean(),
      refund_cancels: z.boolean(),
      /** it waits for payment, and still does after this amount is refunded */
      stays_open: z.boolean(),
    })
    .nullable(),
  /** choices available now */
  choices: z.array(exceptionDecision),
  decision: exceptionDecision.nullable(),
  note: z.string().nullable(),
  resolved_at: time.nullable(),
  resolution: z.enum(enums.exception_resolution).nullable(),
});

/** One attempt to pay through a gateway. */
export const attempt = z.object({
  reference: z.string(),
  gateway: z.string(),
  state: z.enum(enums.intent_state),
  amount_minor: z.int(),
  currency: z.string(),
  failure_reason: z.string().nullable(),
  /** a payment is in progress */
  is_processing: z.boolean(),
  created_at: time,
  /** when the gateway last reported no payment (yet) */
  checked_at: time.nullable(),
});

/** Commands on a refund. */
export const refundCommand = z
  .enum(enums.order_command)
  .extract(['approve_refund', 'retry_refund', 'pay_out_refund', 'decline_refund']);

/** A refund as staff see it (`private.refund_json`). */
export const refund = z.object({
  refund_id: z.uuid(),
  amount_minor: z.int(),
  currency: z.string(),
  /** its status, only for looking up a text: `actions` has what may be done */
  standing: codeOf(enums.refund_status),
  actions: z.array(
    z.object({
      command: refundCommand,
      /** why it is not possible now; null: this user may do it */
      blocked_by: z.enum(['separation_of_duties', 'dispute_open', 'refund_exceeds_paid']).nullable(),
    }),
  ),
  reason: z.enum(enums.refund_reason),
  /** the requester's note */
  note: z.string().nullable(),
  requested_by_name: z.string().nullable(),
  requested_by_role: z.string(),
  gateway: z.string(),
  gateway_refund_id: z.string().nullable(),
  /** the gateway's error, while it is relevant */
  last_error: z.string().nullable(),
  paid_out_reference: z.string().nullable(),
  /**
   * state of the customer's bank details, both times null while they are missing; null: not a manual refund, or not
   * any more
   */
  payout: z.object({ given_at: time.nullable(), changed_at: time.nullable() }).nullable(),
  created_at: time,
  settled_at: time.nullable(),
});

/** The state that a refund would get by its amount, ascending; above the last step nothing can be refunded. */
export const refundSteps = z.array(
  z.object({ up_to_minor: z.int(), state: z.enum(['approved', 'requested']) }),
);

export const dispute = z.object({
  dispute_id: z.uuid(),
  /** null: opened by the shopper or the shop, and closed in the admin */
  gateway: z.string().nullable(),
  state: z.enum(enums.dispute_state),
  /** null: not given by the bank */
  reason: z.string().nullable(),
  amount_minor: z.int().nullable(),
  currency: z.string().nullable(),
  due_at: time.nullable(),
  resolution: z.string().nullable(),
  opened_at: time,
  closed_at: time.nullable(),
  /** this user may close it; a gateway's dispute ends when the gateway reports it */
  can_close: z.boolean(),
});

/** The effect of the next payment by its amount, ascending. */
export const paymentSteps = z.array(
  z.object({
    /** null: any larger amount */
    up_to_minor: z.int().nullable(),
    effect: z.enum(enums.payment_effect),
    /** earlier payments that are then refunded */
    returns_minor: z.int(),
  }),
);

export type PaymentSteps = z.infer<typeof paymentSteps>;
export type PaymentEffect = PaymentSteps[number]['effect'];
export type Refund = z.infer<typeof refund>;
export type RefundAction = Refund['actions'][number];
export type RefundCommand = RefundAction['command'];
export type RefundSteps = z.infer<typeof refundSteps>;
export type MoneyException = z.infer<typeof exception>;
