import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { publicClient } from '@/lib/supabase/public';
import { isSlug } from '@/lib/text';
import { readProductSlugs, readStock } from './catalogue';
import { detailsSchema } from './details';
import type { Stock } from './product';

/** Prices and names may be a minute old in the catalogue; the cart and the checkout ask anew. */
const catalogueLife = { stale: 60, revalidate: 60, expire: 3600 };

/** A list shows at most this many: so many may be all, or the first of more. */
export const LIST = 120;

const cardColumns = `id, slug, name, summary,
  variants(id, price_minor, compare_at_minor),
  product_images(src, alt, width, height)`;

export type ProductCard = Awaited<ReturnType<typeof listProducts>>[number];
export type Product = NonNullable<Awaited<ReturnType<typeof getProduct>>>;
export type ProductImage = Product['product_images'][number];
export type Variant = Product['variants'][number];

type ShopKey = { id: string; slug: string };

/** The products of a shop, of one of its categories, or those that it puts on its front page. Each with one picture. */
export async function listProducts(shop: ShopKey, which: { category_id?: string; is_featured?: true } = {}) {
  'use cache';
  cacheTag(`shop:${shop.slug}`);
  cacheLife(catalogueLife);
  const { data, error } = await publicClient()
    .from('products')
    .select(cardColumns)
    .match({ shop_id: shop.id, ...which })
    .order('position')
    .order('id')
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .limit(1, { referencedTable: 'product_images' })
    .limit(LIST);
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  return data;
}

/** A product with all that its page shows; null when the shop has none of that slug. Cached under `product:<shop>:<slug>`. */
export async function getProduct(shop: ShopKey, slug: string) {
  'use cache';
  cacheTag(`shop:${shop.slug}`, `product:${shop.slug}:${slug}`);
  cacheLife(catalogueLife);
  if (!isSlug(slug)) return null;
  const { data, error } = await publicClient()
    .from('products')
    .select(
      `id, slug, name, summary, description, details, option_name, category_id,
      variants(id, sku, option_value, price_minor, compare_at_minor),
      product_images(id, src, alt, width, height, variant_id)`,
    )
    .match({ shop_id: shop.id, slug })
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .maybeSingle();
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  return data && { ...data, details: detailsSchema.parse(data.details) };
}

/** The slugs of all of a shop's products: their pages are made at build time. */
export async function listProductSlugs(shop: ShopKey) {
  'use cache';
  cacheTag(`shop:${shop.slug}`);
  cacheLife(catalogueLife);
  return await readProductSlugs(shop.id);
}

/**
 * What the catalogue says about stock: at most a minute old, and renewed at once when something sells out (`stock:<slug>`).
 * The truth is asked when something is put into a cart.
 */
export async function getStock(shop: ShopKey): Promise<Stock> {
  'use cache';
  cacheTag(`shop:${shop.slug}`, `stock:${shop.slug}`);
  cacheLife(catalogueLife);
  return await readStock(shop.id);
}
