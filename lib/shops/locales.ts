/** The languages of the storefront. */
export type Locale = 'en';

/**
 * The language of an address without a prefix, in every shop. What a browser prefers is not asked (`Accept-Language`): whoever follows
 * a link reads the page that was linked, and a cache may keep it.
 */
export const defaultLocale: Locale = 'en';
