import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { collectionsTag, collectionTag, shopTag } from '@/lib/shops/tags';
import { publicClient } from '@/lib/supabase/public';
import { readAll } from '@/lib/supabase/read-all';
import { isSlug } from '@/lib/text';

const life = { stale: 60, revalidate: 60, expire: 3600 };

/** How many collections of a shop are listed; the pages of others are reached only by their URL and the sitemap. */
const COLLECTIONS = 200;

export type Collection = NonNullable<Awaited<ReturnType<typeof getCollection>>>;

type ShopKey = { id: string; slug: string };

/** The published collections of a shop in its own order. Cached under `collections:<shop>`. */
export async function listCollections(shop: ShopKey) {
  'use cache';
  cacheTag(shopTag(shop.slug), collectionsTag(shop.slug));
  cacheLife(life);
  const { data, error } = await publicClient()
    .from('collections')
    .select('id, slug, name, image_src')
    .eq('shop_id', shop.id)
    .order('position')
    .order('id')
    .limit(COLLECTIONS);
  if (error) throw new Error(`collections: ${error.code} ${error.message}`);
  return data;
}

/** The slugs of all published collections of a shop. Cached under `collections:<shop>`. */
export async function listCollectionSlugs(shop: ShopKey) {
  'use cache';
  cacheTag(shopTag(shop.slug), collectionsTag(shop.slug));
  cacheLife(life);
  return await readAll('slug', () =>
    publicClient().from('collections').select('slug').eq('shop_id', shop.id),
  );
}

/** A published collection; null if the shop has none with that slug. Cached under `collection:<shop>:<slug>`. */
export async function getCollection(shop: ShopKey, slug: string) {
  'use cache';
  cacheTag(shopTag(shop.slug), collectionTag(shop.slug, slug));
  cacheLife(life);
  if (!isSlug(slug)) return null;
  const { data, error } = await publicClient()
    .from('collections')
    .select('id, slug, name, description, image_src, image_alt, seo_title, seo_description')
    .match({ shop_id: shop.id, slug })
    .maybeSingle();
  if (error) throw new Error(`collections: ${error.code} ${error.message}`);
  return data;
}
