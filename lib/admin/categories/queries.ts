import 'server-only';
import { z } from 'zod';
import type { Membership } from '@/lib/admin/staff/queries';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const category = z.object({
  category_id: z.uuid(),
  /** null: a top-level category */
  parent_id: z.uuid().nullable(),
  /** 1: the top level */
  depth: z.int(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  image_src: z.string().nullable(),
  image_alt: z.string().nullable(),
  version: z.int(),
  /** its own products, and those of its whole branch */
  product_count: z.int(),
  branch_count: z.int(),
});
export type Category = z.infer<typeof category>;

const picture = z.object({ src: z.string(), alt: z.string() });
export type Picture = z.infer<typeof picture>;

/** A shop's categories as the tree is read, for staff with `catalog.write`. */
export const listCategories = async ({ shop }: Membership): Promise<Category[]> =>
  rpc(await sessionClient(), 'list_categories', { shop: shop.slug }, z.array(category));

/** Pictures of a shop's products to choose from, for staff with `catalog.write`. */
export const listPictures = async ({ shop }: Membership): Promise<Picture[]> =>
  rpc(await sessionClient(), 'list_pictures', { shop: shop.slug }, z.array(picture));
