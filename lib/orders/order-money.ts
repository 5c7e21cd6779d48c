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
  /** what of it went back or is on its way back */
  refunding_minor: z.int(),
  fee_minor: z.int().nullable(),
  channel: z.string().nullable(),
  paid_at: time,
  /** the day, where no more is known, as of a transfer: `paid_at` is not to be shown then */
  paid_on: z.iso.date().nullable(),
  outcome: z.enum(['confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch']),
  /** the bank's own line of it; null: not read from a statement */
  credit: z
    .object({
      line_id: z.uuid(),
      bank: z.string(),
      booked_on: z.iso.date(),
      description: z.string(),
      reference: z.string().nullable(),
    })
    .nullable(),
  /** the number of the order that had this money before, by mistake, and of the one whose it turned out to be */
  moved_from: z.string().nullable(),
  moved_to: z.string().nullable(),
});

/** How somebody may decide an exception: see `resolve_exception`. */
export const exceptionDecision = z.enum(['refund', 'confirm', 'backorder', 'ask_rest', 'cancel', 'dismiss']);

export const exception = z.object({
  exception_id: z.uuid(),
  kind: z.enum(enums.exception_kind),
  owner_role: z.enum(enums.staff_role),
  payment_id: z.uuid().nullable(),
  refund_id: z.uuid().nullable(),
  dispute_id: z.uuid().nullable(),
  /** until when somebody should decide; once the customer was asked for the rest, until when that may come */
  deadline: time,
  opened_at: time,
  /** what the order owed before the money that this is about, and that money; minor units */
  owed_minor: z.int(),
  received_minor: z.int().nullable(),
  /** of the caller's own order: that it is paid, a colleague has to say */
  is_own: z.boolean(),
  /** this person may decide it */
  may_decide: z.boolean(),
  /** they were asked for what is missing, and their time is not over */
  waits_for_customer: z.boolean(),
  /** what would come of deciding it, for the words of its choices; null once it is answered */
  preview: z
    .object({
      /** what the order holds and does not send back, and what that leaves unpaid; minor units */
      held_minor: z.int(),
      missing_minor: z.int(),
      /** it has been confirmed, and nobody confirms it once more */
      goes_on: z.boolean(),
      refund_minor: z.int().nullable(),
      refund_currency: z.string(),
      /** a second person has to approve that */
      refund_needs_approval: z.boolean(),
      refund_cancels: z.boolean(),
      /** it waits for its money, and goes on doing so when another amount has gone back */
      stays_open: z.boolean(),
    })
    .nullable(),
  /** how it can be decided now */
  choices: z.array(exceptionDecision),
  decision: exceptionDecision.nullable(),
  note: z.string().nullable(),
  resolved_at: time.nullable(),
  resolution: z.enum(enums.exception_resolution).nullable(),
});

/** One try to collect the money at a gateway. */
export const attempt = z.object({
  reference: z.string(),
  gateway: z.string(),
  state: z.enum(enums.intent_state),
  amount_minor: z.int(),
  currency: z.string(),
  failure_reason: z.string().nullable(),
  /** money is under way */
  is_processing: z.boolean(),
  created_at: time,
  /** when the gateway last said that no money is there (yet) */
  checked_at: time.nullable(),
});

/** What is done to a refund. */
export const refundCommand = z
  .enum(enums.order_command)
  .extract(['approve_refund', 'retry_refund', 'pay_out_refund', 'decline_refund']);

/** A refund as staff see it (`private.refund_json`). */
export const refund = z.object({
  refund_id: z.uuid(),
  amount_minor: z.int(),
  currency: z.string(),
  /** how it stands, for a catalogue of words: what may be done with it is in `actions` */
  standing: codeOf(enums.refund_status),
  actions: z.array(
    z.object({
      command: refundCommand,
      /** why not now; null: this person may */
      blocked_by: z.enum(['separation_of_duties', 'dispute_open', 'refund_exceeds_paid']).nullable(),
    }),
  ),
  reason: z.enum(enums.refund_reason),
  /** what whoever asked for it wrote */
  note: z.string().nullable(),
  requested_by_name: z.string().nullable(),
  requested_by_role: z.string(),
  gateway: z.string(),
  gateway_refund_id: z.string().nullable(),
  /** what the gateway said, while that matters */
  last_error: z.string().nullable(),
  paid_out_reference: z.string().nullable(),
  /** where the customer's bank details stand, both times null while they are waited for; null: not paid by hand, or not any more */
  payout: z.object({ given_at: time.nullable(), changed_at: time.nullable() }).nullable(),
  created_at: time,
  settled_at: time.nullable(),
});

/** What would become of a refund by its amount, the smallest first; beyond the last nothing can go back. */
export const refundSteps = z.array(
  z.object({ up_to_minor: z.int(), state: z.enum(['approved', 'requested']) }),
);

export const dispute = z.object({
  dispute_id: z.uuid(),
  /** null: opened by the shopper or the shop, and closed here */
  gateway: z.string().nullable(),
  state: z.enum(enums.dispute_state),
  /** null: the bank did not say */
  reason: z.string().nullable(),
  amount_minor: z.int().nullable(),
  currency: z.string().nullable(),
  due_at: time.nullable(),
  resolution: z.string().nullable(),
  opened_at: time,
  closed_at: time.nullable(),
  /** by this person, here: that of a bank ends when the gateway says so */
  can_close: z.boolean(),
});

/** What would become of an order by the amount of its next payment, the smallest first. */
export const paymentSteps = z.array(
  z.object({
    /** null: whatever is more */
    up_to_minor: z.int().nullable(),
    effect: z.enum(enums.payment_effect),
    /** what came before and goes back then */
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
