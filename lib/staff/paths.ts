import { type Query, queryOf, route } from '@/lib/routes';

const at = encodeURIComponent;

/** `next`: where to go after sign-in. */
export const signInPath = (next?: string) => route(`/sign-in${queryOf({ next })}`);

/** A shop's landing page in the admin: the exceptions, if this user has any to decide, else their queue. */
export const shopAdminPath = (shop: string) => route(`/admin/${at(shop)}`);

export const shopOrdersPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/orders${queryOf(query)}`);
/** `query`: the list to link back to, or the command that was just done. */
export const staffOrderPath = (shop: string, number: string, query?: Query) =>
  route(`/admin/${at(shop)}/orders/${at(number)}${queryOf(query)}`);

/** The open exceptions. */
export const shopMoneyPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/money${queryOf(query)}`);
export const shopRefundsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/money/refunds${queryOf(query)}`);
export const shopInboxPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/money/inbox${queryOf(query)}`);
export const shopHealthPath = (shop: string) => route(`/admin/${at(shop)}/money/health`);

/** Cash collected by couriers. */
export const shopCashPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/money/cash${queryOf(query)}`);

/** Transfers to verify. `order` opens one. */
export const shopVerificationsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/verifications${queryOf(query)}`);
/** A transfer's row in the list. */
export const shopTransferPath = (shop: string, number: string) =>
  route(`/admin/${at(shop)}/verifications#transfer-${at(number)}`);
export const shopStatementsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/verifications/statements${queryOf(query)}`);

/** Orders to pack and ship. `stage` as in list_fulfilment. */
export const shopFulfilmentPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/fulfilment${queryOf(query)}`);
/** Queues also have short paths such as /admin/fulfilment, so no shop may have such a slug. */
export const queues = { verifications: shopVerificationsPath, fulfilment: shopFulfilmentPath };
/** Packing slips for these orders, and their pick list. */
export const shopSlipsPath = (shop: string, numbers: string[]) =>
  route(`/admin/${at(shop)}/fulfilment/slips${queryOf({ orders: numbers.join(',') })}`);
export const shopPickListPath = (shop: string, numbers: string[]) =>
  route(`/admin/${at(shop)}/fulfilment/pick-list${queryOf({ orders: numbers.join(',') })}`);

/** The list of products. */
export const shopProductsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/products${queryOf(query)}`);
/** The editor of a product. `query`: the command that was just done. */
export const shopProductPath = (shop: string, productId: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/${at(productId)}${queryOf(query)}`);
/** Redirects to the storefront's preview of a product. */
export const productPreviewPath = (shop: string, productId: string) =>
  route(`/admin/${at(shop)}/products/${at(productId)}/preview`);
export const newProductPath = (shop: string) => route(`/admin/${at(shop)}/products/new`);
/** The media library. */
export const shopMediaPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/media${queryOf(query)}`);
export const shopStockPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/stock${queryOf(query)}`);
/** The stock history of a variant. */
export const variantStockPath = (shop: string, variantId: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/stock/${at(variantId)}${queryOf(query)}`);

/** The tree of categories. */
export const shopCategoriesPath = (shop: string) => route(`/admin/${at(shop)}/products/categories`);
export const shopCollectionsPath = (shop: string) => route(`/admin/${at(shop)}/products/collections`);
export const newCollectionPath = (shop: string) => route(`/admin/${at(shop)}/products/collections/new`);
/** `query`: the command that was just done. */
export const shopCollectionPath = (shop: string, collectionId: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/collections/${at(collectionId)}${queryOf(query)}`);
/** The redirects. */
export const shopRedirectsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/redirects${queryOf(query)}`);
/** Imports of the catalogue, and one of them. */
export const shopImportsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/imports${queryOf(query)}`);
export const shopImportPath = (shop: string, importId: string, query?: Query) =>
  route(`/admin/${at(shop)}/products/imports/${at(importId)}${queryOf(query)}`);
/** The errors of an import, as CSV. */
export const importErrorsPath = (shop: string, importId: string) =>
  route(`/admin/${at(shop)}/products/imports/${at(importId)}/errors`);
/** An export of a list of products. `format`: csv or xlsx; `template`: without products. */
export const exportPath = (shop: string, query: Query) =>
  route(`/admin/${at(shop)}/products/export${queryOf(query)}`);

export const shopSettingsPath = (shop: string) => route(`/admin/${at(shop)}/settings`);
export const shopProfilePath = (shop: string) => route(`/admin/${at(shop)}/profile`);
