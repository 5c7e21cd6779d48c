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
  fee_minor: z.int().nullable(),
  channel: z.string().nullable(),
  paid_at: time,
  outcome: z.enum(['confirmed', 'revived', 'paid_short', 'overpaid', 'mismatch']),
});

const exception = z.object({
  exception_id: z.uuid(),
  kind: z.enum(enums.exception_kind),
  owner_role: z.enum(enums.staff_role),
  deadline: time,
  opened_at: time,
  resolved_at: time.nullable(),
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
  total_minor: z.int(),
  paid_minor: z.int(),
  refunded_minor: z.int(),
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
    }),
  ),
  timeline: z.array(
    z.object({
      at: time,
      /** a command of order_transitions, or create_order, note, payment_failed, payment_<outcome> */
      action: z.string(),
      by: z.string(),
      by_name: z.string().nullable(),
      from: orderStatus.nullable(),
      to: orderStatus.nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** the moves that this caller may make now */
  actions: z.array(z.object({ command: z.string(), to_state: orderState })),
  /** staff with `payments.read` only */
  payments: z.array(payment).optional(),
  exceptions: z.array(exception).optional(),
});

export type Order = z.infer<typeof orderSchema>;
export type TimelineEntry = Order['timeline'][number];
