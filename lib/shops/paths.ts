import { type Query, queryOf, shopRoute } from '@/lib/routes';

/*
 * Where things are in a shop, as its visitors see it. The shop and its language are not part of any path: `lib/proxy/shop.ts` finds
 * them.
 */

export const homePath = shopRoute('/');
export const productsPath = shopRoute('/products');
export const cartPath = shopRoute('/cart');
export const checkoutPath = shopRoute('/checkout');
export const ordersPath = shopRoute('/orders');

export const productPath = (slug: string) => shopRoute(`/products/${slug}`);
export const categoryPath = (slug: string) => shopRoute(`/categories/${slug}`);

/** `reference`: of a payment whose outcome is not known yet, so that the page can ask again. */
export const orderPath = (number: string, reference?: string) =>
  shopRoute(`/orders/${number}${queryOf({ reference })}`);

/** A part of an order's page: what became of a form, or the form itself. */
export const orderPartPath = (number: string, part: 'content' | 'payout' | 'proof') =>
  shopRoute(`/orders/${number}#${part}`);

/** Hands the key to an order to whoever has the link. */
export const openOrderPath = (number: string, token: string) => shopRoute(`/orders/${number}/open/${token}`);

/** Where the gateway sends a payer back to. */
export const paymentReturnPath = (query?: Query) => shopRoute(`/checkout/return${queryOf(query)}`);

export const paymentCheckPath = (reference: string) => paymentReturnPath({ reference });

/** The picture of a proof of a transfer. */
export const proofPath = (number: string, proofId: string) =>
  shopRoute(`/orders/${number}/proofs/${proofId}`);
