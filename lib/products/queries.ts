import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { z } from 'zod';
import {
  cardTag,
  categoryTag,
  collectionTag,
  featuredTag,
  productsTag,
  productTag,
  shopTag,
  stockTag,
} from '@/lib/shops/tags';
import { publicClient } from '@/lib/supabase/public';
import { rpc } from '@/lib/supabase/rpc';
import { isSlug } from '@/lib/text';
import { readProductSlugs, readStock } from './catalogue';
import { branchOf } from './category-tree';
import { detailsSchema } from './details';
import { type Stock, stillAhead } from './product';

/** Catalogue prices and names may be a minute old; cart and checkout read current ones. */
const catalogueLife = { stale: 60, revalidate: 60, expire: 3600 };

const cardColumns = `id, slug, name, summary, condition,
  variants(id, price_minor, compare_at_minor),
  product_images(src, alt, width, height, focal_x, focal_y, placeholder)`;

export type ProductCard = z.infer<typeof cardSchema>;
export type Product = NonNullable<Awaited<ReturnType<typeof getProduct>>>;
export type ProductImage = Product['product_images'][number];
export type Variant = Product['variants'][number];
export type ProductField = Product['product_fields'][number];

type ShopKey = { id: string; slug: string };
type ProductKey = { id: string; slug: string };

/**
 * The products of a category (`branch`: its id and those of all categories below it), of a collection, or the featured ones; empty:
 * all products.
 */
export type ProductFilter = {
  category?: { slug: string; branch: string[] };
  /** its slug */
  collection?: string;
  is_featured?: true;
};

type CategoryNode = { id: string; slug: string; parent_id: string | null };

/** The products of a category and of those below it. */
export const inCategory = (
  categories: readonly CategoryNode[],
  { id, slug }: CategoryNode,
): ProductFilter => ({ category: { slug, branch: branchOf(categories, id) } });

/** A cache entry can have 128 tags; the list of a branch with more categories expires when any product changes. */
const MOST_CATEGORIES = 100;

/** The tags of all pages of a list: a product that is added or moved moves the products of the pages after it. */
function tagsOfList(shop: string, { category, collection, is_featured }: ProductFilter): string[] {
  if (collection) return [collectionTag(shop, collection)];
  if (category && category.branch.length <= MOST_CATEGORIES)
    return category.branch.map((id) => categoryTag(shop, id));
  return [is_featured ? featuredTag(shop) : productsTag(shop)];
}

const cardSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  condition: z.enum(['new', 'second_hand']),
  variants: z.array(
    z.object({ id: z.string(), price_minor: z.number(), compare_at_minor: z.number().nullable() }),
  ),
  product_images: z.array(
    z.object({
      src: z.string(),
      alt: z.string(),
      width: z.number(),
      height: z.number(),
      focal_x: z.number(),
      focal_y: z.number(),
      placeholder: z.string().nullable(),
    }),
  ),
});
const listSchema = z.object({ total: z.int(), pages: z.int(), products: z.array(cardSchema) });

/**
 * A page of a list of products, each with one picture, and the numbers of products and pages of the whole list. Without products beyond
 * the last page.
 */
export const listProducts = ({ slug }: Pick<ShopKey, 'slug'>, which: ProductFilter = {}, page = 1) =>
  readCards(slug, which, page);

async function readCards(shop: string, which: ProductFilter, page: number) {
  'use cache';
  cacheTag(shopTag(shop), ...tagsOfList(shop, which));
  cacheLife(catalogueLife);
  const { category, collection, is_featured: only_featured } = which;
  return await rpc(
    publicClient(),
    'list_product_cards',
    { shop, category: category?.slug, collection, only_featured, page },
    listSchema,
  );
}

/**
 * A product with everything its page shows; null if the shop has none with that slug. Cached under
 * `product:<shop>:<slug>`.
 */
export async function getProduct(shop: ShopKey & { time_zone: string }, slug: string) {
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
    backorder_on: stillAhead(variant.backorder_on, shop.time_zone),
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

/** The slugs of all of a shop's products, with their last change, for the sitemap and for prerendering. */
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

/** Cached under `stock:<shop>:<slug>` of each product: fewer than the 128 tags that a cache entry can have. */
async function stockOf(shop: string, products: ProductKey[]): Promise<Stock> {
  'use cache';
  cacheTag(shopTag(shop), ...products.map(({ slug }) => stockTag(shop, slug)));
  cacheLife(catalogueLife);
  return await readStock(products.map(({ id }) => id));
}
