import 'server-only';
import { publicClient } from '@/lib/supabase/public';
import { MAX_ROWS, readAll } from '@/lib/supabase/read-all';
import { type Stock, shownStock } from './product';

/*
 * Uncached reads of a shop's public catalogue. It grows with the shop, so it is read page by page: whatever a single response left out
 * would be a product without a page, or one shown as sold out.
 */

/** The slugs of all products, with their last change. */
export const readProductSlugs = (shopId: string) =>
  readAll('slug', () => publicClient().from('products').select('slug, updated_at').eq('shop_id', shopId));

/** All categories, in the shop's own order. */
export async function readCategories(shopId: string) {
  const categories = await readAll('slug', () =>
    publicClient()
      .from('categories')
      .select('id, slug, name, description, image_src, image_alt, parent_id, position')
      .eq('shop_id', shopId),
  );
  return categories.sort((one, other) => one.position - other.position);
}

/** The stock of these products' variants that are for sale. */
export async function readStock(product_ids: string[]): Promise<Stock> {
  const rows = await readAll('variant_id', (after) =>
    publicClient().rpc('list_available_stock', { product_ids, from_id: after, max_rows: MAX_ROWS }),
  );
  return shownStock(rows);
}
