import {
  cardTag,
  categoryTag,
  collectionTag,
  featuredTag,
  productsTag,
  productTag,
  redirectsTag,
  shopTag,
} from '@/lib/shops/tags';
import type { ChangedProducts } from './queries';

export type Changes = {
  changed: ChangedProducts;
  /** a category was added: the menu of every page shows it */
  has_new_category: boolean;
};

/**
 * Above this number of changed products, the whole shop expires. Nearly every page shows one of them, so few pages
 * would stay cached, and one tag is one write instead of hundreds.
 */
const MAX_CHANGED = 100;

/** The cache tags to expire: only those of pages that show what changed. */
export function tagsOfChanges(shop: string, { changed, has_new_category }: Changes): string[] {
  if (changed.length === 0) return [];
  if (has_new_category || new Set(changed.map(({ slug }) => slug)).size > MAX_CHANGED) return [shopTag(shop)];
  const tags = changed.flatMap(({ product_id, slug, category_id, is_featured, collections }) => [
    productTag(shop, slug),
    cardTag(shop, product_id),
    ...(category_id ? [categoryTag(shop, category_id)] : []),
    ...(is_featured ? [featuredTag(shop)] : []),
    ...collections.map((collection) => collectionTag(shop, collection)),
  ]);
  // an import also adds and removes redirects to its products
  return [...new Set([productsTag(shop), redirectsTag(shop), ...tags])];
}
