import 'server-only';
import { z } from 'zod';
import type { Membership } from '@/lib/admin/staff/queries';
import { detailsSchema } from '@/lib/products/details';
import { Constants } from '@/lib/supabase/database.types';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const enums = Constants.public.Enums;

const image = z.object({ src: z.string(), alt: z.string(), width: z.int(), height: z.int() });

/** A related product, or one found to be added as related. */
const related = z.object({ product_id: z.uuid(), name: z.string(), image: image.nullable() });
export type Related = z.infer<typeof related>;

const variant = z.object({
  variant_id: z.uuid(),
  options: z.array(z.string()),
  sku: z.string(),
  barcode: z.string().nullable(),
  price_minor: z.int(),
  compare_at_minor: z.int().nullable(),
  cost_minor: z.int().nullable(),
  weight_grams: z.int().nullable(),
  tax_class: z.enum(enums.tax_class),
  is_tracked: z.boolean(),
  needs_delivery: z.boolean(),
  allows_backorder: z.boolean(),
  backorder_on: z.iso.date().nullable(),
  is_active: z.boolean(),
  on_hand: z.int(),
  /** null: not tracked */
  available: z.int().nullable(),
});

const question = z.object({
  field_id: z.uuid(),
  kind: z.enum(enums.field_kind),
  label: z.string(),
  help: z.string(),
  is_required: z.boolean(),
  max_length: z.int().nullable(),
  min_value: z.number().nullable(),
  max_value: z.number().nullable(),
  choices: z.array(z.string()),
});

/** A product as its editor reads it (`get_product`). */
const product = z.object({
  product_id: z.uuid(),
  shop: z.string(),
  version: z.int(),
  status: z.enum(enums.product_status),
  name: z.string(),
  slug: z.string(),
  summary: z.string(),
  description: z.string(),
  details: detailsSchema,
  category_id: z.uuid().nullable(),
  condition: z.enum(enums.product_condition),
  tags: z.array(z.string()),
  related: z.array(related),
  seo_title: z.string(),
  seo_description: z.string(),
  is_featured: z.boolean(),
  published_at: z.string().nullable(),
  archived_at: z.string().nullable(),
  options: z.array(z.object({ name: z.string(), choices: z.array(z.string()) })),
  fields: z.array(question),
  variants: z.array(variant),
  images: z.array(
    z.object({
      image_id: z.uuid(),
      /** null: not in the media library */
      media_id: z.uuid().nullable(),
      /** what it shows; both null: the whole product */
      variant_id: z.uuid().nullable(),
      choice: z.string().nullable(),
      src: z.string(),
      /** from the library; empty: not written yet */
      alt: z.string(),
      width: z.int(),
      height: z.int(),
    }),
  ),
});
export type Product = z.infer<typeof product>;

/** The first eight products that match a search, by name, without archived ones. For staff with `catalog.write`. */
export async function listFoundProducts({ shop }: Membership, search: string): Promise<Related[]> {
  const args = { shop: shop.slug, search, max_rows: 8 };
  const rows = z.object({ rows: z.array(related) });
  return (await rpc(await sessionClient(), 'list_products', args, rows)).rows;
}

/** A product of this shop, for staff with `catalog.write`; null if the shop does not have it. */
export async function getProduct({ shop }: Membership, product_id: string): Promise<Product | null> {
  const found = await rpc(await sessionClient(), 'get_product', { product_id }, product).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  return found?.shop === shop.slug ? found : null;
}
