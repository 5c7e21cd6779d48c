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
  /** a category was added, which the menu of every page shows */
  has_new_category: boolean;
};

/**
 * So many products stand on most lists of a shop, and each page beside them shows some of these lists: hardly a page would stay, and one
 * tag is one write where these are hundreds.
 */
const MOST = 100;

/** The tags of the pages that have to be renewed: none but those that show what was changed. */
export function tagsOfChanges(shop: string, { changed, has_new_category }: Changes): string[] {
  if (changed.length === 0) return [];
  if (has_new_category || new Set(changed.map(({ slug }) => slug)).size > MOST) return [shopTag(shop)];
  const tags = changed.flatMap(({ product_id, slug, category_id, is_featured, collections }) => [
    productTag(shop, slug),
    cardTag(shop, product_id),
    ...(category_id ? [categoryTag(shop, category_id)] : []),
    ...(is_featured ? [featuredTag(shop)] : []),
    ...collections.map((collection) => collectionTag(shop, collection)),
  ]);
  // the addresses of the former shop lead to these products
  return [...new Set([productsTag(shop), redirectsTag(shop), ...tags])];
}
