import 'server-only';
import { listCollectionSlugs } from '@/lib/collections/queries';
import { listProductSlugs } from '@/lib/products/queries';
import { categoryPath, collectionPath, homePath, productPath, productsPath } from '@/lib/shops/paths';
import { getShop } from '@/lib/shops/queries';
import { type Entry, partsOf } from './sitemap-parts';

/**
 * Every public page of a shop, in the parts of its sitemap; null if there is no such shop, or it has no domain. Without the later pages
 * of lists: each product is listed itself.
 */
export async function readSitemap(slug: string) {
  const shop = await getShop(slug);
  if (!shop?.origin) return null;
  const { origin, categories } = shop;
  const [products, collections] = await Promise.all([listProductSlugs(shop), listCollectionSlugs(shop)]);
  const pages: { path: string; updated_at?: string }[] = [
    { path: homePath },
    { path: productsPath },
    ...categories.map(({ slug }) => ({ path: categoryPath(slug) })),
    ...collections.map(({ slug }) => ({ path: collectionPath(slug) })),
    ...products.map(({ slug, updated_at }) => ({ path: productPath(slug), updated_at })),
  ];
  const entries = pages.map(({ path, updated_at }): Entry => ({ url: `${origin}${path}`, updated_at }));
  return { origin, parts: partsOf(entries) };
}

export const xmlResponse = (body: string) =>
  new Response(body, { headers: { 'content-type': 'application/xml' } });
