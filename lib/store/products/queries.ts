import 'server-only';
import { z } from 'zod';
import { detailsSchema } from '@/lib/products/details';
import { type Stock, shownStock, stillAhead } from '@/lib/products/product';
import type { Product } from '@/lib/products/queries';
import { Constants } from '@/lib/supabase/database.types';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const previewSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    description: z.string(),
    details: detailsSchema,
    condition: z.enum(Constants.public.Enums.product_condition),
    seo_title: z.string(),
    seo_description: z.string(),
    category_id: z.uuid().nullable(),
    expires_at: z.string(),
    product_options: z.array(z.object({ position: z.int(), name: z.string(), choices: z.array(z.string()) })),
    product_fields: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(Constants.public.Enums.field_kind),
        label: z.string(),
        help: z.string(),
        is_required: z.boolean(),
        max_length: z.int().nullable(),
        min_value: z.number().nullable(),
        max_value: z.number().nullable(),
        choices: z.array(z.string()),
      }),
    ),
    variants: z.array(
      z.object({
        id: z.uuid(),
        sku: z.string(),
        options: z.array(z.string()),
        option_value: z.string().nullable(),
        price_minor: z.int(),
        compare_at_minor: z.int().nullable(),
        backorder_on: z.iso.date().nullable(),
      }),
    ),
    stock: z.array(
      z.object({ variant_id: z.uuid(), available: z.int().nullable(), is_backorder: z.boolean() }),
    ),
    product_images: z.array(
      z.object({
        id: z.uuid(),
        src: z.string(),
        alt: z.string(),
        width: z.int(),
        height: z.int(),
        focal_x: z.number(),
        focal_y: z.number(),
        placeholder: z.string().nullable(),
        variant_id: z.uuid().nullable(),
        choice: z.string().nullable(),
      }),
    ),
  })
  .nullable();

export type ProductPreview = { product: Product; stock: Stock; expires_at: string };

/** The product that a preview link of this shop shows; null if there is no such link, or it has expired. Never cached. */
export async function getProductPreview(
  shop: { slug: string; time_zone: string },
  token: string,
): Promise<ProductPreview | null> {
  const key = z.uuid().safeParse(token);
  if (!key.success) return null;
  const args = { shop: shop.slug, token: key.data };
  const preview = await rpc(await sessionClient(), 'get_product_preview', args, previewSchema);
  if (!preview) return null;
  const { stock, expires_at, ...product } = preview;
  const variants = product.variants.map((variant) => ({
    ...variant,
    backorder_on: stillAhead(variant.backorder_on, shop.time_zone),
  }));
  return { product: { ...product, variants }, stock: shownStock(stock), expires_at };
}
