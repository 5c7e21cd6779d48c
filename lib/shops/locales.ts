/** The languages of the storefront. */
export type Locale = 'en';

/**
 * The language of URLs without a prefix, in every shop. `Accept-Language` is ignored, so that a link always shows the
 * linked page and caches can keep it.
 */
export const defaultLocale: Locale = 'en';
