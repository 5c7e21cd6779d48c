import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import {
  cardTag,
  categoryTag,
  featuredTag,
  productsTag,
  productTag,
  shopTag,
  stockTag,
} from '@/lib/shops/tags';
import { publicClient } from '@/lib/supabase/public';
import { isSlug } from '@/lib/text';
import { readProductSlugs, readStock } from './catalogue';
import { detailsSchema } from './details';
import { type Stock, stillAhead } from './product';

/** Catalogue prices and names may be a minute old; cart and checkout read current ones. */
const catalogueLife = { stale: 60, revalidate: 60, expire: 3600 };

/** Maximum length of a list; a list of this length may be truncated. */
export const LIST = 120;

const cardColumns = `id, slug, name, summary, condition,
  variants(id, price_minor, compare_at_minor),
  product_images(src, alt, width, height, focal_x, focal_y, placeholder)`;

export type ProductCard = Awaited<ReturnType<typeof listProducts>>[number];
export type Product = NonNullable<Awaited<ReturnType<typeof getProduct>>>;
export type ProductImage = Product['product_images'][number];
export type Variant = Product['variants'][number];
export type ProductField = Product['product_fields'][number];

type ShopKey = { id: string; slug: string };
type ProductKey = { id: string; slug: string };

/** Products of some categories, or featured ones; all products if neither is given. */
export type ProductFilter = { category_ids?: string[]; is_featured?: true };

/** A cache entry can have 128 tags; the list of a branch with more categories expires when any product changes. */
const MOST_CATEGORIES = 100;

function tagsOfList(shop: string, { category_ids, is_featured }: ProductFilter): string[] {
  if (category_ids && category_ids.length <= MOST_CATEGORIES)
    return category_ids.map((id) => categoryTag(shop, id));
  return [is_featured ? featuredTag(shop) : productsTag(shop)];
}

/** The products of a shop, each with one picture. */
export async function listProducts(shop: ShopKey, { category_ids, ...which }: ProductFilter = {}) {
  'use cache';
  cacheTag(shopTag(shop.slug), ...tagsOfList(shop.slug, { category_ids, ...which }));
  cacheLife(catalogueLife);
  const products = publicClient()
    .from('products')
    .select(cardColumns)
    .match({ shop_id: shop.id, ...which });
  const { data, error } = await (category_ids ? products.in('category_id', category_ids) : products)
    .order('position')
    .order('id')
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .limit(1, { referencedTable: 'product_images' })
    .limit(LIST);
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  return data;
}

/** Products by their ids, at most `LIST`, unordered. For a list that is cached as a whole. */
export async function listProductsById(ids: string[]) {
  if (ids.length === 0) return [];
  const { data, error } = await publicClient()
    .from('products')
    .select(cardColumns)
    .in('id', ids)
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .limit(1, { referencedTable: 'product_images' })
    .limit(LIST);
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  return data;
}

/**
 * A product with everything its page shows; null if the shop has none with that slug. Cached under
 * `product:<shop>:<slug>`.
 */
export async function getProduct(shop: ShopKey, slug: string) {
  'use cache';
  cacheTag(shopTag(shop.slug), productTag(shop.slug, slug));
  cacheLife(catalogueLife);
  if (!isSlug(slug)) return null;
  const { data, error } = await publicClient()
    .from('products')
    .select(
      `id, slug, name, summary, description, details, condition, seo_title, seo_description, category_id,
      product_options(position, name, choices),
      product_fields(id, kind, label, help, is_required, max_length, min_value, max_value, choices),
      variants(id, sku, options, option_value, price_minor, compare_at_minor, backorder_on),
      product_images(id, src, alt, width, height, focal_x, focal_y, placeholder, variant_id, choice)`,
    )
    .match({ shop_id: shop.id, slug })
    .order('position', { referencedTable: 'product_options' })
    .order('position', { referencedTable: 'product_fields' })
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .maybeSingle();
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  if (!data) return null;
  const variants = data.variants.map((variant) => ({
    ...variant,
    backorder_on: stillAhead(variant.backorder_on),
  }));
  return { ...data, variants, details: detailsSchema.parse(data.details) };
}

/** The published products that the shop shows beside a product, in its own order. Cached under `card:<shop>:<id>` of each. */
export async function listRelatedProducts(shop: ShopKey, product_id: string) {
  'use cache';
  cacheTag(shopTag(shop.slug));
  cacheLife(catalogueLife);
  const chosen = await publicClient()
    .from('related_products')
    .select('related_id')
    .match({ shop_id: shop.id, product_id })
    .order('position')
    // the maximum of a product
    .limit(12);
  if (chosen.error) throw new Error(`related_products: ${chosen.error.code} ${chosen.error.message}`);
  const ids = chosen.data.map(({ related_id }) => related_id);
  if (ids.length === 0) return [];
  cacheTag(...ids.map((id) => cardTag(shop.slug, id)));
  const { data, error } = await publicClient()
    .from('products')
    .select(cardColumns)
    .in('id', ids)
    .order('position', { referencedTable: 'variants' })
    .order('position', { referencedTable: 'product_images' })
    .limit(1, { referencedTable: 'product_images' })
    .limit(12);
  if (error) throw new Error(`products: ${error.code} ${error.message}`);
  return data.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}

/** The slugs of all of a shop's products, whose pages are prerendered. */
export async function listProductSlugs(shop: ShopKey) {
  'use cache';
  cacheTag(shopTag(shop.slug), productsTag(shop.slug));
  cacheLife(catalogueLife);
  return await readProductSlugs(shop.id);
}

/**
 * The stock of the products that a page shows: at most a minute old, and refreshed immediately when one sells out or
 * comes back. Adding to the cart checks the current stock.
 */
export const getStock = (shop: ShopKey, products: readonly ProductKey[]): Promise<Stock> =>
  stockOf(
    shop.slug,
    products.map(({ id, slug }) => ({ id, slug })),
  );

/**
 * Cached under `stock:<shop>:<slug>` of each product. A cache entry can have 128 tags, and a list has at most `LIST`
 * products.
 */
async function stockOf(shop: string, products: ProductKey[]): Promise<Stock> {
  'use cache';
  cacheTag(shopTag(shop), ...products.map(({ slug }) => stockTag(shop, slug)));
  cacheLife(catalogueLife);
  return await readStock(products.map(({ id }) => id));
}
