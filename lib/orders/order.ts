import { z } from 'zod';
import { proof, warning } from '@/lib/proofs/proof';
import { Constants } from '@/lib/supabase/database.types';
import { attempt, dispute, exception, payment, paymentSteps, refund, refundSteps } from './order-money';

const enums = Constants.public.Enums;
const time = z.string();

const orderState = z.enum(enums.order_state);
export const orderStatus = z.enum(enums.order_status);
export const paymentStatus = z.enum(enums.order_payment_status);
export const paymentMethod = z.enum(enums.payment_method);
export const orderCommand = z.enum(enums.order_command);

export type OrderState = z.infer<typeof orderState>;
export type OrderStatus = z.infer<typeof orderStatus>;
export type PaymentStatus = z.infer<typeof paymentStatus>;
export type OrderCommand = z.infer<typeof orderCommand>;
export type OrderAction = (typeof enums.order_action)[number];

const address = z.object({
  line1: z.string(),
  line2: z.string().nullable(),
  landmark: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postcode: z.string().nullable(),
  country: z.string(),
});

/** An order as `get_order` answers it to this caller. Money in minor units of `currency`, times in ISO 8601. */
export const orderSchema = z.object({
  order_id: z.uuid(),
  number: z.string(),
  shop: z.string(),
  shop_name: z.string(),
  time_zone: z.string(),
  state: orderState,
  status: orderStatus,
  payment_status: paymentStatus,
  version: z.int(),
  payment_method: paymentMethod,
  currency: z.string(),
  subtotal_minor: z.int(),
  shipping_minor: z.int(),
  /** worth of the pieces that were taken off the order */
  cancelled_minor: z.int(),
  total_minor: z.int(),
  paid_minor: z.int(),
  refunded_minor: z.int(),
  /** on its way back, not there yet */
  refunding_minor: z.int(),
  dispute_open: z.boolean(),
  backordered: z.boolean(),
  in_transit: z.boolean(),
  returned_all: z.boolean(),
  /** the courier could not hand it over; null again once it is tried anew */
  delivery_failed_at: time.nullable(),
  /** the courier was sent away at the door */
  refused_at: time.nullable(),
  email: z.string(),
  phone: z.string(),
  name: z.string(),
  /** null, with the rate: nothing of it needs delivery */
  shipping_address: address.nullable(),
  shipping_rate_name: z.string().nullable(),
  note: z.string().nullable(),
  /** staff only; the note is what a member of staff wrote */
  hold_reason: z.enum(enums.hold_reason).nullable(),
  hold_note: z.string().nullable(),
  cancelled_by: z.enum(enums.cancelled_by).nullable(),
  cancel_reason: z.enum(enums.cancel_reason).nullable(),
  /** why, in the words of whoever wanted it */
  cancel_note: z.string().nullable(),
  placed_at: time,
  expires_at: time.nullable(),
  confirmed_at: time.nullable(),
  shipped_at: time.nullable(),
  delivered_at: time.nullable(),
  completed_at: time.nullable(),
  cancelled_at: time.nullable(),
  archived_at: time.nullable(),
  /** staff send its money back, not the gateway */
  is_refunded_by_hand: z.boolean(),
  /** a gateway payment may be started or resumed */
  can_pay: z.boolean(),
  /** the newest try to pay it at a gateway; `unpaid_at`: its payer had left the gateway's page, and no money was there */
  last_attempt: z
    .object({ reference: z.string(), is_processing: z.boolean(), unpaid_at: time.nullable() })
    .nullable(),
  /** why the gateway will not take its money, however often it is asked; null: it does, as far as is known */
  payment_refusal: z.enum(enums.intent_refusal).nullable(),
  /** until when the stock is promised; null: no promise, or deducted */
  promised_until: time.nullable(),
  /** It waits and holds no stock, being more than one buyer may hold unpaid. */
  is_unreserved: z.boolean(),
  /** paid, but its stock is gone: the shop decides until then, or the money goes back by itself */
  short_until: time.nullable(),
  /** the customer was asked for what the order still costs, and may pay that until then; null: not asked */
  rest_until: time.nullable(),
  items: z.array(
    z.object({
      order_item_id: z.uuid(),
      variant_id: z.uuid(),
      position: z.int(),
      sku: z.string(),
      name: z.string(),
      option_value: z.string().nullable(),
      image_src: z.string().nullable(),
      quantity: z.int(),
      shipped_quantity: z.int(),
      cancelled_quantity: z.int(),
      returned_quantity: z.int(),
      refunded_quantity: z.int(),
      /** what can be sent or taken off, what can come back, and whose price can be given back */
      left_quantity: z.int(),
      out_quantity: z.int(),
      refundable_quantity: z.int(),
      unit_price_minor: z.int(),
      line_total_minor: z.int(),
    }),
  ),
  shipments: z.array(
    z.object({
      shipment_id: z.uuid(),
      carrier: z.string(),
      /** null: the courier has none, such as the shop's own rider */
      tracking_number: z.string().nullable(),
      tracking_url: z.string().nullable(),
      shipped_at: time,
      delivered_at: time.nullable(),
      items: z.array(z.object({ order_item_id: z.uuid(), quantity: z.int() })).nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: time,
      /** null: one that a newer database has */
      action: z.enum(enums.order_action).nullable().catch(null),
      by: z.string(),
      by_name: z.string().nullable(),
      from: orderStatus.nullable(),
      to: orderStatus.nullable(),
      /** what a person wrote */
      note: z.string().nullable(),
      /** why, as a code of what happened: of its cancellation, its hold, a refund, a question's end … */
      reason: z.string().nullable(),
      /** of a refund */
      amount_minor: z.int().nullable(),
      currency: z.string().nullable(),
      /** of an exception, for staff */
      kind: z.enum(enums.exception_kind).nullable(),
      /** of money of which only the day is known; `at` is when it was written down */
      paid_on: z.iso.date().nullish(),
    }),
  ),
  /** What this caller may do now; for staff also what they would look for and may not, with the reason (`blocked_by`). */
  actions: z.array(
    z.object({
      command: orderCommand,
      to_state: orderState,
      blocked_by: z.enum(enums.order_block).nullable(),
    }),
  ),
  /** what is to be done next, for staff: see private.next_step */
  next_step: z
    .object({
      step: z.enum(enums.order_step),
      /** what does it; null: nobody of the shop can */
      command: orderCommand.nullable(),
      /** why this person may not */
      blocked_by: z.enum(['forbidden', 'claimed', ...enums.order_block]).nullable(),
      /** who of the shop's staff may */
      roles: z.array(z.enum(enums.staff_role)),
      until: time.nullable(),
    })
    .nullable(),
  /** what becomes of it by the amount of its next payment, for staff; null: no person records one */
  payment_steps: paymentSteps.nullable(),
  /** what becomes of its money if it is cancelled now, for staff */
  on_cancel: z
    .object({
      refund_minor: z.int(),
      /** a second person has to approve that */
      needs_approval: z.boolean(),
      /** some of it goes back already */
      going_back: z.enum(['to_approve', 'under_way']).nullable(),
    })
    .nullable(),
  /** how it is paid by transfer, and the proofs that were shown; null: it is paid in another way */
  transfer: z
    .object({
      can_submit: z.boolean(),
      accounts: z.array(
        z.object({
          bank: z.string(),
          account_name: z.string(),
          account_number: z.string(),
          instructions: z.string().nullable(),
          qr_src: z.string().nullable(),
          qr_label: z.string().nullable(),
        }),
      ),
      proofs: z.array(proof),
      /** when an account was hidden that was shown after the order was placed; null: the accounts are those of then */
      accounts_changed_at: time.nullable(),
    })
    .nullable(),
  /** the shopper's yes is waited for, and counts once the link of the mail was opened */
  must_open_mail: z.boolean(),
  /** money that is paid back by hand, for the shopper; null: none waits for that */
  payout: z
    .object({
      /** the shop has bank details for it */
      is_given: z.boolean(),
      /** how much, the order's own currency first */
      amounts: z.array(z.object({ amount_minor: z.int(), currency: z.string() })),
      /** what of it `refunding_minor` counts, too */
      refunding_minor: z.int(),
      /** bank details are taken from whoever has opened the link of an email */
      must_open_mail: z.boolean(),
    })
    .nullable(),
  /** other orders of this customer: refused at the door, and taken; staff only */
  history: z.object({ refused: z.int(), delivered: z.int() }).nullable(),
  /** these, for staff with `payments.read` only, oldest first */
  refundable_minor: z.int().optional(),
  refund_steps: refundSteps.optional(),
  /** why this person cannot give money back now; null: they can */
  refund_blocked_by: z.enum(['forbidden', 'dispute_open', 'nothing_to_refund']).nullish(),
  /** a refund waits for a second person, in whatever currency; and how much does in the order's own */
  awaits_approval: z.boolean().optional(),
  awaiting_approval_minor: z.int().optional(),
  payments: z.array(payment).optional(),
  attempts: z.array(attempt).optional(),
  refunds: z.array(refund.extend({ moved_to: z.string().nullable() })).optional(),
  exceptions: z.array(exception).optional(),
  disputes: z.array(dispute).optional(),
  proofs: z
    .array(proof.extend({ decided_at: time.nullable(), decided_by_name: z.string().nullable() }))
    .optional(),
  /** how it stands for a verifier; null: it is paid in another way */
  verification: z
    .object({
      standing: z.enum(enums.verification_status),
      /** why this person cannot say what came for it; null: they can */
      blocked_by: z.enum(['forbidden', 'separation_of_duties', 'claimed']).nullable(),
      /** it holds money of its own: what is seen now is another transfer */
      is_another: z.boolean(),
    })
    .nullish(),
  /** while it waits for a verifier */
  warnings: z.array(warning).optional(),
  /** who is looking for its money right now */
  claim: z
    .object({
      name: z.string(),
      claimed_until: time,
      seconds_left: z.int(),
      is_mine: z.boolean(),
      can_take_over: z.boolean(),
    })
    .nullish(),
});

/** An order that its shopper may look for after leaving a checkout: see `list_recent_orders`. */
export const recentOrderSchema = z.object({
  order_id: z.uuid(),
  number: z.string(),
  name: z.string(),
  pieces: z.int(),
  owed_minor: z.int(),
  currency: z.string(),
  expires_at: time.nullable(),
  can_pay: z.boolean(),
  can_transfer: z.boolean(),
  can_return: z.boolean(),
});

export type Order = z.infer<typeof orderSchema>;

/** The commands that a row offers to whoever asked for it: what is blocked stands among its actions, too. */
export const offered = <Command extends OrderCommand>({
  actions,
}: {
  actions: { command: Command; blocked_by: string | null }[];
}): Command[] => actions.flatMap(({ command, blocked_by }) => (blocked_by === null ? [command] : []));

/** Whether the order offers a command to whoever asked for it. */
export const can = (order: Pick<Order, 'actions'>, command: OrderCommand): boolean =>
  offered(order).includes(command);

export type Address = z.infer<typeof address>;
export type RecentOrder = z.infer<typeof recentOrderSchema>;
export type Transfer = NonNullable<Order['transfer']>;
export type TimelineEntry = Order['timeline'][number];
