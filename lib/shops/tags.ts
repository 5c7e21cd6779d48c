/*
 * Cache tags of a shop. Every entry has the shop's own tag. The stock that a page shows has the tag of each product, so
 * that a change of stock refreshes only the pages that show the product.
 */

/** Everything cached of a shop, because its settings affect every page. */
export const shopTag = (shop: string) => `shop:${shop}`;

/** A product's own page. */
export const productTag = (shop: string, product: string) => `product:${shop}:${product}`;

/** The lists of all of a shop's products. */
export const productsTag = (shop: string) => `products:${shop}`;

/** The products of a category, also in the lists of the categories above it. */
export const categoryTag = (shop: string, categoryId: string) => `category:${shop}:${categoryId}`;

/** The products that a shop features. */
export const featuredTag = (shop: string) => `featured:${shop}`;

/**
 * A product where another product's page shows it. By its id, because the slug of an unpublished product is not public.
 */
export const cardTag = (shop: string, productId: string) => `card:${shop}:${productId}`;

/** The list of a shop's collections. */
export const collectionsTag = (shop: string) => `collections:${shop}`;

/** A collection's own page. */
export const collectionTag = (shop: string, collection: string) => `collection:${shop}:${collection}`;

/** The redirects of a shop. */
export const redirectsTag = (shop: string) => `redirects:${shop}`;

/** A product's availability, wherever it is shown. */
export const stockTag = (shop: string, product: string) => `stock:${shop}:${product}`;
