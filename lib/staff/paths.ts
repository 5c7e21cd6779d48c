import type { Route } from 'next';

/*
 * Where things are in the admin.
 */

export type Query = Record<string, string | null>;

function path(shop: string, place: string, query: Query = {}): Route {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return `/admin/${encodeURIComponent(shop)}/${place}${search.size > 0 ? `?${search}` : ''}` as Route;
}

/** Where a shop's admin begins for this person: the questions about money, if some are theirs to answer, else their queue. */
export const shopAdminPath = (shop: string) => `/admin/${shop}` as Route;

export const shopOrdersPath = (shop: string, query?: Query) => path(shop, 'orders', query);
/** `list`: the list from which it is opened, to which its page leads back. */
export const staffOrderPath = (shop: string, number: string, list?: Query) =>
  path(shop, `orders/${encodeURIComponent(number)}`, list);

/** The open questions about money. */
export const shopMoneyPath = (shop: string, query?: Query) => path(shop, 'money', query);
export const shopRefundsPath = (shop: string, query?: Query) => path(shop, 'money/refunds', query);
export const shopInboxPath = (shop: string, query?: Query) => path(shop, 'money/inbox', query);
export const shopHealthPath = (shop: string) => path(shop, 'money/health');

/** Cash that couriers have collected. */
export const shopCashPath = (shop: string, query?: Query) => path(shop, 'money/cash', query);

/** Whose transfers have to be found on the account. `order` opens one. */
export const shopVerificationsPath = (shop: string, query?: Query) => path(shop, 'verifications', query);
export const shopStatementsPath = (shop: string, query?: Query) =>
  path(shop, 'verifications/statements', query);

/** What has to be packed and sent. `stage` as in list_fulfilment. */
export const shopFulfilmentPath = (shop: string, query?: Query) => path(shop, 'fulfilment', query);
/** Packing slips to print, of the orders whose numbers are given, and the list of what to pick for them. */
export const shopSlipsPath = (shop: string, numbers: string[]) =>
  path(shop, 'fulfilment/slips', { orders: numbers.join(',') });
export const shopPickListPath = (shop: string, numbers: string[]) =>
  path(shop, 'fulfilment/pick-list', { orders: numbers.join(',') });

export const shopSettingsPath = (shop: string) => path(shop, 'settings');
export const shopProfilePath = (shop: string) => path(shop, 'profile');
