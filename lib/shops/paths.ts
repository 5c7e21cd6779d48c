import { type Query, queryOf, shopRoute } from '@/lib/routes';

/*
 * Paths within a shop, as its visitors see them. They contain neither the shop nor its language: `lib/proxy/shop.ts`
 * adds both.
 */

export const homePath = shopRoute('/');
export const productsPath = shopRoute('/products');
export const cartPath = shopRoute('/cart');
export const checkoutPath = shopRoute('/checkout');
export const ordersPath = shopRoute('/orders');

export const productPath = (slug: string) => shopRoute(`/products/${slug}`);
/** A product before it is published. */
export const previewPath = (token: string) => shopRoute(`/previews/${token}`);
/** Lists of products: their first page, or a later one. */
export const productsPagePath = (page: number) =>
  page === 1 ? productsPath : shopRoute(`/products/page/${page}`);
export const categoryPath = (slug: string, page = 1) =>
  page === 1 ? shopRoute(`/categories/${slug}`) : shopRoute(`/categories/${slug}/page/${page}`);
export const collectionPath = (slug: string, page = 1) =>
  page === 1 ? shopRoute(`/collections/${slug}`) : shopRoute(`/collections/${slug}/page/${page}`);

/** A part of a long sitemap, from `1`. */
export const sitemapPartPath = (part: string) => shopRoute(`/sitemaps/${part}`);

/** `reference`: of a payment with an unknown outcome, so that the page can check it again. */
export const orderPath = (number: string, reference?: string) =>
  shopRoute(`/orders/${number}${queryOf({ reference })}`);

/** A section of the order page: the outcome of a form, or the form itself. */
export const orderPartPath = (number: string, part: 'content' | 'payout' | 'proof') =>
  shopRoute(`/orders/${number}#${part}`);

/** Gives the order's key to anyone who has the link. */
export const openOrderPath = (number: string, token: string) => shopRoute(`/orders/${number}/open/${token}`);

/** The gateway's return URL. */
export const paymentReturnPath = (query?: Query) => shopRoute(`/checkout/return${queryOf(query)}`);

export const paymentCheckPath = (reference: string) => paymentReturnPath({ reference });

export const proofPath = (number: string, proofId: string) =>
  shopRoute(`/orders/${number}/proofs/${proofId}`);
