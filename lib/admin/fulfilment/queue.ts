import { z } from 'zod';
import { orderSchema } from '@/lib/orders/order';
import { answersSchema } from '@/lib/products/answers';
import { nameWithAnswers } from '@/lib/products/fields';

/**
 * Fulfilment stages in the order in which a parcel passes them, with `on_hold` in between. The names are those of
 * `list_fulfilment`.
 */
export const stages = ['to_pack', 'to_ship', 'on_hold', 'on_the_way', 'came_back'] as const;

export type Stage = (typeof stages)[number];

/** Parses the untrusted `?stage=`. */
export const stageOf = (text: unknown): Stage => stages.find((stage) => stage === text) ?? 'to_pack';

const queuedLine = z.object({
  order_item_id: z.uuid(),
  variant_id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  option_value: z.string().nullable(),
  answers: answersSchema,
  image_src: z.string().nullable(),
  /** units still to ship */
  quantity: z.int(),
  shipped_quantity: z.int(),
  returned_quantity: z.int(),
});

const facts = orderSchema.pick({
  order_id: true,
  number: true,
  version: true,
  state: true,
  status: true,
  payment_status: true,
  name: true,
  phone: true,
  shipping_address: true,
  shipping_rate_name: true,
  note: true,
  payment_method: true,
  currency: true,
  total_minor: true,
  placed_at: true,
  hold_reason: true,
  hold_note: true,
  dispute_open: true,
  backordered: true,
  in_transit: true,
  delivery_failed_at: true,
  refused_at: true,
  shipped_at: true,
  actions: true,
  payment_steps: true,
});

/** A row of `list_fulfilment`. Amounts in minor units of `currency`. */
export const queuedOrder = facts.extend({
  confirmed_at: z.string(),
  /** paid minus refunded */
  held_minor: z.int(),
  /** cash to collect on delivery */
  to_collect_minor: z.int(),
  /** this user confirmed its payment, so a colleague has to ship it */
  is_confirmed_by_me: z.boolean(),
  /** why the delivery failed, as staff entered it; null if it did not fail */
  failure_reason: z.string().nullable(),
  /** of the last parcel */
  carrier: z.string().nullable(),
  tracking_number: z.string().nullable(),
  tracking_url: z.string().nullable(),
  items: z.array(queuedLine),
});

export type QueuedOrder = z.infer<typeof queuedOrder>;
export type QueuedLine = z.infer<typeof queuedLine>;

/** The display name of a line: its product, its option, if any, and its answers. */
export const lineName = ({
  name,
  option_value,
  answers,
}: Pick<QueuedLine, 'name' | 'option_value' | 'answers'>) =>
  nameWithAnswers(option_value ? `${name} · ${option_value}` : name, answers, ' · ');
