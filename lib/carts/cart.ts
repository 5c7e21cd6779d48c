import { z } from 'zod';
import { answersSchema } from '@/lib/products/answers';

const image = z.object({
  ...{ src: z.string(), alt: z.string(), width: z.number(), height: z.number() },
  ...{ focal_x: z.number(), focal_y: z.number() },
});

/** The cart as returned by `get_cart` and `set_cart_item`. Amounts in minor units of `currency`. */
export const cartSchema = z.object({
  token: z.uuid(),
  shop: z.string(),
  currency: z.string(),
  item_count: z.int(),
  subtotal_minor: z.int(),
  /** false: no item needs delivery, and there are no rates */
  needs_delivery: z.boolean(),
  lines: z.array(
    z.object({
      line_id: z.uuid(),
      variant_id: z.uuid(),
      sku: z.string(),
      name: z.string(),
      option_value: z.string().nullable(),
      product_slug: z.string(),
      image: image.nullable(),
      answers: answersSchema,
      quantity: z.int(),
      unit_price_minor: z.int(),
      line_total_minor: z.int(),
      /** units of its variant that remain after the lines before this one; null: no limit */
      available: z.int().nullable(),
      /** units that are not in stock and are sent later, on `backorder_on` if that is known */
      backordered_quantity: z.int(),
      backorder_on: z.iso.date().nullable(),
      problem: z.enum(['unavailable', 'answers_missing', 'sold_out', 'insufficient_stock']).nullable(),
    }),
  ),
  shipping_rates: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      description: z.string(),
      country: z.string(),
      regions: z.array(z.string()).nullable(),
      min_days: z.int(),
      max_days: z.int(),
      free_from_minor: z.int().nullable(),
      price_minor: z.int(),
      /** order total with this delivery */
      total_minor: z.int(),
    }),
  ),
});

export type Cart = z.infer<typeof cartSchema>;
export type CartLine = Cart['lines'][number];
export type ShippingOption = Cart['shipping_rates'][number];
