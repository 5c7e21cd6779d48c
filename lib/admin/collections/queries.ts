import 'server-only';
import { z } from 'zod';
import type { Membership } from '@/lib/admin/staff/queries';
import { Constants } from '@/lib/supabase/database.types';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { ruleFields } from './rule';

const status = z.enum(Constants.public.Enums.product_status);

const collectionRow = z.object({
  collection_id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  status,
  published_at: z.string().nullable(),
  has_rule: z.boolean(),
  product_count: z.int(),
  image_src: z.string().nullable(),
  version: z.int(),
});
export type CollectionRow = z.infer<typeof collectionRow>;

/** A product as a collection shows it to staff. */
export const collectionProduct = z.object({
  product_id: z.uuid(),
  name: z.string(),
  status,
  image: z.object({ src: z.string(), alt: z.string() }).nullable(),
});
export type CollectionProduct = z.infer<typeof collectionProduct>;

const rule = z.object({
  match: z.enum(['all', 'any']),
  conditions: z.array(
    z.object({ field: z.enum(ruleFields), value: z.union([z.string(), z.number()]).nullish() }),
  ),
});

const collection = z.object({
  collection_id: z.uuid(),
  shop: z.string(),
  version: z.int(),
  status,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  image_src: z.string().nullable(),
  image_alt: z.string().nullable(),
  seo_title: z.string(),
  seo_description: z.string(),
  published_at: z.string().nullable(),
  rule: rule.nullable(),
  product_count: z.int(),
  products: z.array(collectionProduct),
});
export type Collection = z.infer<typeof collection>;

/** A shop's collections in its own order, for staff with `catalog.write`. */
export const listCollections = async ({ shop }: Membership): Promise<CollectionRow[]> =>
  rpc(await sessionClient(), 'list_collections', { shop: shop.slug }, z.array(collectionRow));

/** A collection of this shop, for staff with `catalog.write`; null if the shop does not have it. */
export async function getCollection({ shop }: Membership, collection_id: string): Promise<Collection | null> {
  const found = await rpc(await sessionClient(), 'get_collection', { collection_id }, collection).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  return found?.shop === shop.slug ? found : null;
}
