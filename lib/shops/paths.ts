import type { Route } from 'next';

/*
 * Where things are in a shop, as its visitors see it. The shop and its language are not part of any path: `lib/proxy/shop.ts` finds
 * them, so typed routes, which know only `/[shop]/[locale]/…`, cannot check these.
 */
const path = (visible: string) => visible as Route;

export const homePath = path('/');
export const productsPath = path('/products');
export const cartPath = path('/cart');
export const checkoutPath = path('/checkout');
export const ordersPath = path('/orders');
export const paymentReturnPath = path('/checkout/return');

export const productPath = (slug: string) => path(`/products/${slug}`);
export const categoryPath = (slug: string) => path(`/categories/${slug}`);

/** `reference`: of a payment whose outcome is not known yet, so that the page can ask again. */
export const orderPath = (number: string, reference?: string) =>
  path(`/orders/${number}${reference ? `?reference=${encodeURIComponent(reference)}` : ''}`);

export const paymentCheckPath = (reference: string) =>
  path(`${paymentReturnPath}?reference=${encodeURIComponent(reference)}`);

/** The picture of a proof of a transfer. */
export const proofPath = (number: string, proofId: string) => path(`/orders/${number}/proofs/${proofId}`);
