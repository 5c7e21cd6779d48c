import { type Query, queryOf, route } from '@/lib/routes';

/*
 * Where things are in the admin.
 */

const at = encodeURIComponent;

/** `next`: where somebody was on the way to. */
export const signInPath = (next?: string) => route(`/sign-in${queryOf({ next })}`);

/** Where a shop's admin begins for this person: the exceptions, if some are theirs to decide, else their queue. */
export const shopAdminPath = (shop: string) => route(`/admin/${at(shop)}`);

export const shopOrdersPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/orders${queryOf(query)}`);
/** `query`: the list from which it is opened, to which its page leads back, or what it says was done. */
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

/** Cash that couriers have collected. */
export const shopCashPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/money/cash${queryOf(query)}`);

/** Whose transfers have to be found on the account. `order` opens one. */
export const shopVerificationsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/verifications${queryOf(query)}`);
/** One of them in the list. */
export const shopTransferPath = (shop: string, number: string) =>
  route(`/admin/${at(shop)}/verifications#transfer-${at(number)}`);
export const shopStatementsPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/verifications/statements${queryOf(query)}`);

/** What has to be packed and sent. `stage` as in list_fulfilment. */
export const shopFulfilmentPath = (shop: string, query?: Query) =>
  route(`/admin/${at(shop)}/fulfilment${queryOf(query)}`);
/** The queues have short addresses, too: /admin/fulfilment. No shop may be called so. */
export const queues = { verifications: shopVerificationsPath, fulfilment: shopFulfilmentPath };
/** Packing slips to print, of the orders whose numbers are given, and the list of what to pick for them. */
export const shopSlipsPath = (shop: string, numbers: string[]) =>
  route(`/admin/${at(shop)}/fulfilment/slips${queryOf({ orders: numbers.join(',') })}`);
export const shopPickListPath = (shop: string, numbers: string[]) =>
  route(`/admin/${at(shop)}/fulfilment/pick-list${queryOf({ orders: numbers.join(',') })}`);

export const shopSettingsPath = (shop: string) => route(`/admin/${at(shop)}/settings`);
export const shopProfilePath = (shop: string) => route(`/admin/${at(shop)}/profile`);
