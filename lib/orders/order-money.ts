import { z } from 'zod';
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
  /** the number of the order that had this money before, by mistake */
  moved_from: z.string().nullable(),
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
  /** how it can be decided now */
  choices: z.array(exceptionDecision),
  decision: exceptionDecision.nullable(),
  note: z.string().nullable(),
  resolved_at: time.nullable(),
  resolution: z.string().nullable(),
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

export const refund = z.object({
  refund_id: z.uuid(),
  payment_id: z.uuid(),
  /** `moved`: it was another order's money, `moved_to` its number; nothing was sent */
  kind: z.enum(enums.refund_kind),
  moved_to: z.string().nullable(),
  amount_minor: z.int(),
  currency: z.string(),
  state: z.enum(enums.refund_state),
  reason: z.string(),
  gateway: z.string(),
  gateway_refund_id: z.string().nullable(),
  requested_by: z.uuid().nullable(),
  requested_by_name: z.string().nullable(),
  requested_by_role: z.string(),
  last_error: z.string().nullable(),
  paid_out_reference: z.string().nullable(),
  /** another refund has taken this failed one up again */
  is_retried: z.boolean(),
  /** where the customer's bank details stand, both times null while they are waited for; null: not paid by hand, or not any more */
  payout: z.object({ given_at: time.nullable(), changed_at: time.nullable() }).nullable(),
  created_at: time,
  settled_at: time.nullable(),
});

export const dispute = z.object({
  dispute_id: z.uuid(),
  /** null: opened by the shopper or the shop, and closed here */
  gateway: z.string().nullable(),
  state: z.enum(enums.dispute_state),
  reason: z.string(),
  amount_minor: z.int().nullable(),
  currency: z.string().nullable(),
  due_at: time.nullable(),
  resolution: z.string().nullable(),
  opened_at: time,
  closed_at: time.nullable(),
  /** by this person, here: that of a bank ends when the gateway says so */
  can_close: z.boolean(),
});

export type Refund = z.infer<typeof refund>;
export type MoneyException = z.infer<typeof exception>;
