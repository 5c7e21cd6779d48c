import { defaultLocale } from '@/lib/shops/locales';
import { listShops } from '@/lib/shops/queries';

/** The shops whose pages are prerendered, each in the default language. */
export async function prerenderedShops() {
  return withPlaceholder(await listShops()).map((shop) => ({ shop, locale: defaultLocale }));
}

/**
 * The slugs whose pages are prerendered. Next requires at least one, and a new shop has none: then it prerenders a page
 * with an impossible slug, which is a 404.
 */
export const withPlaceholder = (slugs: string[]) => (slugs.length > 0 ? slugs : ['-']);
