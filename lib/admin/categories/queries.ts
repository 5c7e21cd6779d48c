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

/** A shop's categories in tree order, for staff with `catalog.write`. */
export const listCategories = async ({ shop }: Membership): Promise<Category[]> =>
  rpc(await sessionClient(), 'list_categories', { shop: shop.slug }, z.array(category));
