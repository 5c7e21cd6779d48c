/*
 * The tags of what is cached of a shop. Everything carries the shop's own; a list carries the stock of each product in it, so that
 * it is renewed with that one, and the pages that do not show it are not.
 */

/** All that is cached of a shop: its settings stand on each of its pages. */
export const shopTag = (shop: string) => `shop:${shop}`;

/** What a product's own page tells of it. */
export const productTag = (shop: string, product: string) => `product:${shop}:${product}`;

/** Whether a product's variants can be had, wherever that is shown. */
export const stockTag = (shop: string, product: string) => `stock:${shop}:${product}`;
