import { defaultLocale } from '@/lib/shops/locales';
import { listShops } from '@/lib/shops/queries';

/** The shops whose pages are made at build time, each in the language that has no prefix. */
export async function prerenderedShops() {
  return withPlaceholder(await listShops()).map((shop) => ({ shop, locale: defaultLocale }));
}

/**
 * The slugs whose pages are made at build time. Next insists on one at least, and a new shop has none: then it makes the
 * page of a slug that nothing can have, which is a 404.
 */
export const withPlaceholder = (slugs: string[]) => (slugs.length > 0 ? slugs : ['-']);
