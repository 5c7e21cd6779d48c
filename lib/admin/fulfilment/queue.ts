import { z } from 'zod';
import { orderSchema } from '@/lib/orders/order';

/**
 * The stages of the work, in the order in which a parcel passes them, and what must wait between them. Their names are those of
 * `list_fulfilment`.
 */
export const stages = ['to_pack', 'to_ship', 'on_hold', 'on_the_way', 'came_back'] as const;

export type Stage = (typeof stages)[number];

/** `?stage=` as somebody may have typed it. */
export const stageOf = (text: unknown): Stage => stages.find((stage) => stage === text) ?? 'to_pack';

const queuedLine = z.object({
  variant_id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  option_value: z.string().nullable(),
  image_src: z.string().nullable(),
  /** still to send */
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

/** An order as `list_fulfilment` answers it. Money in minor units of `currency`. */
export const queuedOrder = facts.extend({
  confirmed_at: z.string(),
  /** what of its price is here */
  held_minor: z.int(),
  /** cash to ask for at the door */
  to_collect_minor: z.int(),
  /** this person said that its money is there, so a colleague has to send it */
  is_confirmed_by_me: z.boolean(),
  /** why it could not be handed over, as somebody wrote it; null: it could, or was not tried */
  failure_reason: z.string().nullable(),
  /** of the last parcel */
  carrier: z.string().nullable(),
  tracking_number: z.string().nullable(),
  tracking_url: z.string().nullable(),
  items: z.array(queuedLine),
});

export type QueuedOrder = z.infer<typeof queuedOrder>;
export type QueuedLine = z.infer<typeof queuedLine>;

/** A line as it is called: its product and, where there are several of it, which. */
export const lineName = ({ name, option_value }: Pick<QueuedLine, 'name' | 'option_value'>) =>
  option_value ? `${name} · ${option_value}` : name;
