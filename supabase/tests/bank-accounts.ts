import type { Sql } from 'postgres';
import { type Args, type Caller, call, person, visitor } from './caller.ts';
import {
  openShop,
  type PlacedOrder,
  placeOrder,
  type StaffRole,
  staffRoles,
  withPassword,
} from './fixtures.ts';

export interface Listed {
  account_id: string;
  bank: string;
  account_number: string;
  position: number;
  state: 'pending' | 'shown' | 'hidden' | 'withdrawn';
  shown_from: string;
  shown_until: string | null;
  replaces_id: string | null;
  requested_by_name: string | null;
  may_approve: boolean;
  takes_statements: boolean;
  read_up_to: string | null;
  statement_mapping: unknown;
}
type Saved = { account_id: string; shown_from: string };

export const gtbank = {
  bank: 'GTBank',
  account_name: 'Itanna Limited',
  account_number: '0123456789',
  position: 1,
};
export const zenith = { ...gtbank, bank: 'Zenith', account_number: '9876543210' };

/** A shop with one account shown to customers and an order that waits for its transfer; staff have entered their passwords. */
export async function openBankAccounts(sql: Sql, { hasOrders = true } = {}) {
  const shop = await openShop(sql);
  const staff = Object.fromEntries(
    await Promise.all(
      staffRoles.map(async (role) => [role, await withPassword(sql, person(shop.staff[role]))] as const),
    ),
  ) as Record<StaffRole, Caller>;
  const save = (account: Args, replaces_id: string | null = null, caller = staff.owner) =>
    call<Saved>(sql, caller, 'save_bank_account', { shop_id: shop.id, account, replaces_id });
  const { account_id } = await save(gtbank);
  const order = hasOrders
    ? await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' })
    : null;
  const list = () => call<Listed[]>(sql, staff.auditor, 'list_bank_accounts', { shop: shop.slug });
  const one = async (id: string) => (await list()).find((row) => row.account_id === id) as Listed;
  const states = async () => Object.fromEntries((await list()).map((row) => [row.bank, row.state]));
  const approve = (id: string, caller = staff.admin) =>
    call(sql, caller, 'approve_bank_account', { account_id: id });
  const withdraw = (id: string, caller = staff.owner) =>
    call(sql, caller, 'withdraw_bank_account', { account_id: id });
  const hide = (id: string, caller = staff.owner) =>
    call(sql, caller, 'hide_bank_account', { account_id: id });
  const emails = async () => {
    const rows = await sql<{ template: string; to: string; account: string }[]>`
      select template, recipient as to, payload -> 'account' ->> 'bank' as account from notification_queue
      where shop_id = ${shop.id} and order_id is null order by created_at, recipient`;
    return rows.map(({ template, account }) => `${template} ${account}`);
  };
  return { shop, staff, save, first: account_id, order, list, one, states, approve, withdraw, hide, emails };
}

interface Transfer {
  accounts: { bank: string; account_number: string }[];
  accounts_changed_at: string | null;
}
/** The transfer details that a shopper sees. */
export async function transferOf(sql: Sql, { number, access_token }: PlacedOrder) {
  const keys = { number, access_token };
  return (await call<{ transfer: Transfer }>(sql, visitor, 'get_order', keys)).transfer;
}
/** The banks that a shopper sees for the transfer. */
export const shownBanks = async (sql: Sql, order: PlacedOrder) =>
  (await transferOf(sql, order)).accounts.map(({ bank }) => bank);
