import { z } from 'zod';
import { answersSchema } from '@/lib/products/answers';
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

/** An order as `get_order` returns it to this caller. Amounts in minor units of `currency`, times in ISO 8601. */
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
  /** total of the cancelled items */
  cancelled_minor: z.int(),
  total_minor: z.int(),
  paid_minor: z.int(),
  refunded_minor: z.int(),
  /** being refunded, not completed */
  refunding_minor: z.int(),
  dispute_open: z.boolean(),
  backordered: z.boolean(),
  in_transit: z.boolean(),
  returned_all: z.boolean(),
  /** the delivery failed; null again once it is retried */
  delivery_failed_at: time.nullable(),
  /** the customer refused the delivery */
  refused_at: time.nullable(),
  email: z.string(),
  phone: z.string(),
  name: z.string(),
  /** null, like the rate, if no item needs delivery */
  shipping_address: address.nullable(),
  shipping_rate_name: z.string().nullable(),
  note: z.string().nullable(),
  /** staff only; the note is a staff member's text */
  hold_reason: z.enum(enums.hold_reason).nullable(),
  hold_note: z.string().nullable(),
  cancelled_by: z.enum(enums.cancelled_by).nullable(),
  cancel_reason: z.enum(enums.cancel_reason).nullable(),
  /** the reason as entered by the person who cancelled */
  cancel_note: z.string().nullable(),
  placed_at: time,
  expires_at: time.nullable(),
  confirmed_at: time.nullable(),
  shipped_at: time.nullable(),
  delivered_at: time.nullable(),
  completed_at: time.nullable(),
  cancelled_at: time.nullable(),
  archived_at: time.nullable(),
  /** staff refund it manually, not the gateway */
  is_refunded_by_hand: z.boolean(),
  /** an online payment can be started or resumed */
  can_pay: z.boolean(),
  /** the latest online payment attempt; `unpaid_at`: when the gateway last reported no payment after its page was opened */
  last_attempt: z
    .object({ reference: z.string(), is_processing: z.boolean(), unpaid_at: time.nullable() })
    .nullable(),
  /** why the gateway permanently refuses the payment; null: no known refusal */
  payment_refusal: z.enum(enums.intent_refusal).nullable(),
  /** until when the stock is reserved; null: not reserved, or already deducted */
  promised_until: time.nullable(),
  /** It waits without a stock reservation, because it exceeds what one customer may reserve unpaid. */
  is_unreserved: z.boolean(),
  /** paid but out of stock: refunded automatically if the shop does not decide by then */
  short_until: time.nullable(),
  /** until when the customer can pay the requested rest; null: not asked */
  rest_until: time.nullable(),
  items: z.array(
    z.object({
      order_item_id: z.uuid(),
      variant_id: z.uuid(),
      position: z.int(),
      sku: z.string(),
      name: z.string(),
      option_value: z.string().nullable(),
      answers: answersSchema,
      image_src: z.string().nullable(),
      quantity: z.int(),
      shipped_quantity: z.int(),
      cancelled_quantity: z.int(),
      returned_quantity: z.int(),
      refunded_quantity: z.int(),
      tax_class: z.enum(Constants.public.Enums.tax_class),
      /** units that can be shipped or cancelled */
      left_quantity: z.int(),
      /** units that can be returned */
      out_quantity: z.int(),
      /** units whose price can be refunded */
      refundable_quantity: z.int(),
      /** units that wait for stock, and the day on which they are expected to be sent */
      backordered_quantity: z.int(),
      backorder_on: z.iso.date().nullable(),
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
      /** null: an action unknown to this version */
      action: z.enum(enums.order_action).nullable().catch(null),
      by: z.string(),
      by_name: z.string().nullable(),
      from: orderStatus.nullable(),
      to: orderStatus.nullable(),
      /** a person's text */
      note: z.string().nullable(),
      /** the reason code, of a cancellation, a hold, a refund, an exception … */
      reason: z.string().nullable(),
      /** for a refund */
      amount_minor: z.int().nullable(),
      currency: z.string().nullable(),
      /** for an exception, staff only */
      kind: z.enum(enums.exception_kind).nullable(),
      /** for a payment without a known time; `at` is when it was recorded */
      paid_on: z.iso.date().nullish(),
    }),
  ),
  /** What this caller may do now. For staff, also expected actions that are not available, with the reason (`blocked_by`). */
  actions: z.array(
    z.object({
      command: orderCommand,
      to_state: orderState,
      blocked_by: z.enum(enums.order_block).nullable(),
    }),
  ),
  /** the next step, for staff: see private.next_step */
  next_step: z
    .object({
      step: z.enum(enums.order_step),
      /** the command that does it; null: none of the shop's staff can */
      command: orderCommand.nullable(),
      /** why this user may not */
      blocked_by: z.enum(['forbidden', 'claimed', ...enums.order_block]).nullable(),
      /** roles that may */
      roles: z.array(z.enum(enums.staff_role)),
      until: time.nullable(),
    })
    .nullable(),
  /** effect of its next payment by amount, for staff; null: staff cannot record one */
  payment_steps: paymentSteps.nullable(),
  /** the refund if it is cancelled now, for staff */
  on_cancel: z
    .object({
      refund_minor: z.int(),
      /** it needs a second person's approval */
      needs_approval: z.boolean(),
      /** a refund is already pending */
      going_back: z.enum(['to_approve', 'under_way']).nullable(),
    })
    .nullable(),
  /** details of a bank transfer, and its proofs; null: another payment method */
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
      /** when an account was last hidden since the order was placed; null: none was, or no transfer is awaited */
      accounts_changed_at: time.nullable(),
    })
    .nullable(),
  /** the shopper has to confirm, which requires opening the emailed link first */
  must_open_mail: z.boolean(),
  /** manual refunds, for the shopper; null: none is pending */
  payout: z
    .object({
      /** the shop has the bank details */
      is_given: z.boolean(),
      /** amounts, the order's own currency first */
      amounts: z.array(z.object({ amount_minor: z.int(), currency: z.string() })),
      /** the part of them that the order's `refunding_minor` includes */
      refunding_minor: z.int(),
      /** bank details can only be given after opening an emailed link */
      must_open_mail: z.boolean(),
    })
    .nullable(),
  /** other orders of this customer: refused on delivery, and delivered; staff only */
  history: z.object({ refused: z.int(), delivered: z.int() }).nullable(),
  /** from here on, fields are only for staff with `payments.read`, and lists are oldest first */
  refundable_minor: z.int().optional(),
  refund_steps: refundSteps.optional(),
  /** why this user may not refund now; null: they may */
  refund_blocked_by: z.enum(['forbidden', 'dispute_open', 'nothing_to_refund']).nullish(),
  /** a refund in any currency waits for approval; and the amount that waits in the order's own currency */
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
  /** its verification; null: another payment method */
  verification: z
    .object({
      standing: z.enum(enums.verification_status),
      /** why this user may not verify it; null: they may */
      blocked_by: z.enum(['forbidden', 'separation_of_duties', 'claimed']).nullable(),
      /** it already holds a payment: another transfer would be a second one */
      is_another: z.boolean(),
    })
    .nullish(),
  /** while it waits for verification */
  warnings: z.array(warning).optional(),
  /** who is verifying it right now */
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

/** A recent order that a shopper may look for after leaving the checkout: see `list_recent_orders`. */
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

/** The commands of a row that this caller may run; blocked actions are left out. */
export const offered = <Command extends OrderCommand>({
  actions,
}: {
  actions: { command: Command; blocked_by: string | null }[];
}): Command[] => actions.flatMap(({ command, blocked_by }) => (blocked_by === null ? [command] : []));

/** Whether this caller may run a command on the order. */
export const can = (order: Pick<Order, 'actions'>, command: OrderCommand): boolean =>
  offered(order).includes(command);

export type Address = z.infer<typeof address>;
export type RecentOrder = z.infer<typeof recentOrderSchema>;
export type Transfer = NonNullable<Order['transfer']>;
export type TimelineEntry = Order['timeline'][number];
