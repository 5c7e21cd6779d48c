import { z } from 'zod';
import { Constants } from '@/lib/supabase/database.types';

const enums = Constants.public.Enums;
const time = z.string();

export const orderState = z.enum(enums.order_state);
export const orderStatus = z.enum(enums.order_status);
export const paymentStatus = z.enum(enums.order_payment_status);
export const paymentMethod = z.enum(enums.payment_method);

export type OrderState = z.infer<typeof orderState>;
export type OrderStatus = z.infer<typeof orderStatus>;
export type PaymentStatus = z.infer<typeof paymentStatus>;

const payment = z.object({
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
  outcome: z.enum(['confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch']),
});

const exception = z.object({
  exception_id: z.uuid(),
  kind: z.enum(enums.exception_kind),
  owner_role: z.enum(enums.staff_role),
  payment_id: z.uuid().nullable(),
  refund_id: z.uuid().nullable(),
  dispute_id: z.uuid().nullable(),
  deadline: time,
  opened_at: time,
  decision: z.enum(['refund', 'confirm', 'backorder', 'dismiss']).nullable(),
  note: z.string().nullable(),
  resolved_at: time.nullable(),
  resolution: z.string().nullable(),
});

/** One try to collect the money at a gateway. */
const attempt = z.object({
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

const refund = z.object({
  refund_id: z.uuid(),
  payment_id: z.uuid(),
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
  created_at: time,
  settled_at: time.nullable(),
});

const dispute = z.object({
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
});

const proof = z.object({
  proof_id: z.uuid(),
  amount_minor: z.int(),
  bank: z.string().nullable(),
  bank_reference: z.string().nullable(),
  paid_on: z.string().nullable(),
  state: z.enum(enums.proof_state),
  reject_reason: z.string().nullable(),
  submitted_at: time,
  decided_at: time.nullable(),
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
  email: z.string(),
  phone: z.string(),
  name: z.string(),
  shipping_address: z.object({
    line1: z.string(),
    line2: z.string().nullable(),
    landmark: z.string().nullable(),
    city: z.string(),
    region: z.string().nullable(),
    postcode: z.string().nullable(),
    country: z.string(),
  }),
  shipping_rate_name: z.string(),
  note: z.string().nullable(),
  /** staff only */
  hold_reason: z.string().nullable(),
  cancelled_by: z.enum(enums.cancelled_by).nullable(),
  cancel_reason: z.string().nullable(),
  placed_at: time,
  expires_at: time.nullable(),
  confirmed_at: time.nullable(),
  shipped_at: time.nullable(),
  delivered_at: time.nullable(),
  completed_at: time.nullable(),
  cancelled_at: time.nullable(),
  archived_at: time.nullable(),
  /** a gateway payment may be started or resumed */
  can_pay: z.boolean(),
  /** until when the stock is promised; null: no promise, or deducted */
  promised_until: time.nullable(),
  /** paid, but its stock is gone: the shop decides until then, or the money goes back by itself */
  short_until: time.nullable(),
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
      unit_price_minor: z.int(),
      line_total_minor: z.int(),
    }),
  ),
  shipments: z.array(
    z.object({
      shipment_id: z.uuid(),
      carrier: z.string(),
      tracking_number: z.string(),
      tracking_url: z.string().nullable(),
      shipped_at: time,
      delivered_at: time.nullable(),
      items: z.array(z.object({ order_item_id: z.uuid(), quantity: z.int() })).nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: time,
      /**
       * a command of order_transitions, or create_order, clone_order, note, payment_failed, payment_<outcome>,
       * request_refund, refund_<state>, open_exception, resolve_exception
       */
      action: z.string(),
      by: z.string(),
      by_name: z.string().nullable(),
      from: orderStatus.nullable(),
      to: orderStatus.nullable(),
      note: z.string().nullable(),
      /** of a refund */
      amount_minor: z.int().nullable(),
      currency: z.string().nullable(),
      /** of a question, for staff */
      kind: z.enum(enums.exception_kind).nullable(),
    }),
  ),
  /** the moves that this caller may make now */
  actions: z.array(z.object({ command: z.string(), to_state: orderState })),
  /** these, for staff with `payments.read` only, oldest first */
  refundable_minor: z.int().optional(),
  payments: z.array(payment).optional(),
  attempts: z.array(attempt).optional(),
  refunds: z.array(refund).optional(),
  exceptions: z.array(exception).optional(),
  disputes: z.array(dispute).optional(),
  proofs: z.array(proof).optional(),
});

export type Order = z.infer<typeof orderSchema>;
export type Refund = z.infer<typeof refund>;
export type MoneyException = z.infer<typeof exception>;
export type TimelineEntry = Order['timeline'][number];
