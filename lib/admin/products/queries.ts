import 'server-only';
import { z } from 'zod';
import { type IdKeyset, PAGE_SIZE, pageById } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import type { ProductList } from './list';

const image = z.object({ src: z.string(), alt: z.string(), width: z.int(), height: z.int() });

/** A product in the list. Prices in minor units of the shop's currency. */
const productRow = z.object({
  product_id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(['draft', 'scheduled', 'published', 'archived']),
  published_at: z.string().nullable(),
  condition: z.enum(['new', 'second_hand']),
  /** its name */
  category: z.string().nullable(),
  tags: z.array(z.string()),
  image: image.nullable(),
  /** of active variants, like the prices and the stock */
  variant_count: z.int(),
  /** null: nothing is for sale */
  price_minor: z.int().nullable(),
  highest_minor: z.int().nullable(),
  /** null: not every variant is tracked */
  available: z.int().nullable(),
});
export type ProductRow = z.infer<typeof productRow>;

const productsPage = z.object({
  currency: z.string(),
  counts: z.object({
    ...{ all: z.int(), published: z.int(), scheduled: z.int(), draft: z.int(), archived: z.int() },
  }),
  rows: z.array(productRow),
});

const productGroups = z.object({
  /** in tree order; `depth` of the top level is 1 */
  categories: z.array(z.object({ id: z.uuid(), name: z.string(), depth: z.int() })),
  /** those whose products are chosen by hand */
  collections: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** those in use */
  tags: z.array(z.string()),
});
export type ProductGroups = z.infer<typeof productGroups>;

/** A page of a shop's products with the counts of its views, for staff with `catalog.write`. */
export async function listProducts({ shop }: Membership, list: ProductList, keyset: IdKeyset | null) {
  const args = {
    ...{ shop: shop.slug, ...foundBy(list), sort: list.sort, from_id: keyset?.id },
    ...{ upwards: keyset?.direction === 'before', max_rows: PAGE_SIZE + 1 },
  };
  const { rows, ...page } = await rpc(await sessionClient(), 'list_products', args, productsPage);
  return { ...page, ...pageById(rows, keyset, ({ product_id }) => product_id) };
}

/** The ids of all products that a list finds, for staff with `catalog.write`. Refuses `too_many_products`. */
export const listProductIds = async ({ shop }: Membership, list: ProductList): Promise<string[]> =>
  rpc(await sessionClient(), 'list_product_ids', { shop: shop.slug, ...foundBy(list) }, z.array(z.uuid()));

const foundBy = ({ view, category, tag, search }: ProductList) => ({
  ...{ status: view === 'all' ? undefined : view, category_id: category ?? undefined },
  ...{ tag: tag ?? undefined, search },
});

/** The categories, the collections chosen by hand and the tags of a shop, for staff with `catalog.write`. */
export const listProductGroups = async ({ shop }: Membership): Promise<ProductGroups> =>
  rpc(await sessionClient(), 'list_product_groups', { shop: shop.slug }, productGroups);
