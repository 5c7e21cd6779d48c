import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Database } from '@/lib/supabase/database.types';
import { type Caller, call, person, server, visitor } from './caller.ts';

export type StaffRole = Database['public']['Enums']['staff_role'];

export const staffRoles: StaffRole[] = [
  'owner',
  'admin',
  'verifier',
  'fulfiller',
  'catalog',
  'finance',
  'auditor',
];

/** `on_hand`: units in stock, or null for an untracked variant. */
export interface Goods {
  price_minor: number;
  on_hand: number | null;
}

export interface Shop<Name extends string = string> {
  id: string;
  slug: string;
  currency: string;
  product: string;
  /** ids by name */
  variants: Record<Name, string>;
  /** shipping rate: 1,500.00 to all of Nigeria, free from 50,000.00 */
  rate: string;
  /** user ids by role */
  staff: Record<StaffRole, string>;
}

export const demoGoods = {
  serum: { price_minor: 450_000, on_hand: 10 },
  soap: { price_minor: 150_000, on_hand: 5 },
  voucher: { price_minor: 500_000, on_hand: null },
} satisfies Record<string, Goods>;

/** A published shop in Nigeria with goods, a shipping rate, three payment methods and one staff member per role. */
export async function openShop<Name extends string = keyof typeof demoGoods>(
  sql: Sql,
  goods: Record<Name, Goods> = demoGoods as Record<string, Goods> as Record<Name, Goods>,
): Promise<Shop<Name>> {
  const slug = `shop-${randomUUID().slice(0, 13)}`;
  const [id, product, rate] = [randomUUID(), randomUUID(), randomUUID()];
  const names = Object.keys(goods) as Name[];
  const variants = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Record<Name, string>;
  const staff = Object.fromEntries(staffRoles.map((role) => [role, randomUUID()])) as Record<
    StaffRole,
    string
  >;
  await sql.begin(async (tx) => {
    await tx`insert into shops ${tx({ id, slug, name: 'Ìtànná', currency: 'NGN', country: 'NG', published_at: new Date() })}`;
    await tx`insert into shop_domains (host, shop_id) values (${`${slug}.example`}, ${id})`;
    // limits per buyer and address are off, except in their own tests
    await tx`update shop_settings set reserve_share = 1, reserve_units = 1000000, max_unpaid_orders = null,
      cash_link_above_minor = null, accepts_free_orders = true where shop_id = ${id}`;
    await tx`update usage_limits set max_count = 100000, max_direct = case when max_direct is not null then 100000 end
      where shop_id = ${id}`;
    await tx`insert into payment_methods (shop_id, method, stock_policy, lock_for, label) values
      (${id}, 'paystack', 'lock_then_deduct', '30 minutes', 'Card'),
      (${id}, 'bank_transfer', 'lock_until_verified', '2 hours', 'Transfer'),
      (${id}, 'cod', 'deduct_now', null, 'Cash')`;
    await tx`insert into shipping_rates (id, shop_id, name, price_minor, free_from_minor, country, min_days, max_days)
      values (${rate}, ${id}, 'Courier', 150000, 5000000, 'NG', 1, 3)`;
    await tx`insert into products (id, shop_id, slug, name, published_at)
      values (${product}, ${id}, 'care', 'Care', now() - interval '1 day')`;
    await tx`insert into product_options (shop_id, product_id, position, name, choices)
      values (${id}, ${product}, 1, 'Kind', ${names})`;
    await tx`insert into variants ${tx(
      names.map((name) => ({
        id: variants[name],
        shop_id: id,
        product_id: product,
        sku: name,
        options: [name],
        price_minor: goods[name].price_minor,
        is_tracked: goods[name].on_hand !== null,
      })),
    )}`;
    await tx`insert into auth.users ${tx(
      staffRoles.map((role) => ({ id: staff[role], email: `${role}@${slug}.example` })),
    )}`;
    await tx`insert into staff ${tx(staffRoles.map((role) => ({ shop_id: id, user_id: staff[role], role })))}`;
    for (const name of names) {
      if (goods[name].on_hand)
        await tx`select adjust_stock(${variants[name]}, ${goods[name].on_hand}, 'opening count')`;
    }
  });
  return { id, slug, currency: 'NGN', product, variants, rate, staff };
}

/** A shop with the default limits for buyers, but without usage limits. */
export async function openGuardedShop<Name extends string = keyof typeof demoGoods>(
  sql: Sql,
  goods: Record<Name, Goods> = demoGoods as Record<string, Goods> as Record<Name, Goods>,
): Promise<Shop<Name>> {
  const shop = await openShop(sql, goods);
  await sql`update shop_settings set reserve_share = default, reserve_units = default, max_unpaid_orders = default,
    cash_link_above_minor = default, accepts_free_orders = default where shop_id = ${shop.id}`;
  return shop;
}

/** A user who has signed up and confirmed the email. */
export async function signUp(sql: Sql, email = `${randomUUID()}@example.com`): Promise<Caller> {
  const id = randomUUID();
  await sql`insert into auth.users (id, email, email_confirmed_at) values (${id}, ${email}, now())`;
  return person(id);
}

/** The same user in a new session. */
export async function openSession(sql: Sql, caller: Caller): Promise<Caller & { sessionId: string }> {
  const sessionId = randomUUID();
  await sql`insert into auth.sessions (id, user_id) values (${sessionId}, ${caller.userId})`;
  return { ...caller, sessionId };
}

/** The same user in a new session with a recently entered password. */
export async function withPassword(sql: Sql, caller: Caller) {
  const again = await openSession(sql, caller);
  const args = { session_id: again.sessionId, user_id: caller.userId };
  await call(sql, server, 'mark_reauthenticated', args);
  return again;
}

export type Line = [variantId: string, quantity: number];

/** A new cart with these lines; returns its token. */
export async function fillCart(sql: Sql, lines: Line[], caller: Caller = visitor): Promise<string> {
  let token: string | null = null;
  for (const [variant_id, quantity] of lines) {
    const cart: { token: string } = await call(sql, caller, 'set_cart_item', {
      cart_token: token,
      variant_id,
      quantity,
    });
    token = cart.token;
  }
  return token as string;
}

export const address = { line1: '12 Awolowo Road', city: 'Lagos', country: 'NG' };

/** A checkout that a shop of openShop accepts. */
export const checkoutAt = (shop: Shop, overrides: Record<string, unknown> = {}) => ({
  email: 'ada@example.com',
  phone: '+234 803 123 4567',
  name: 'Ada Obi',
  shipping_address: address,
  shipping_rate_id: shop.rate,
  payment_method: 'paystack',
  ...overrides,
});

export interface PlacedOrder {
  order_id: string;
  number: string;
  access_token: string;
  state: string;
  status: string;
  total_minor: number;
  currency: string;
  expires_at: string | null;
  replayed: boolean;
}

/** Checks out a cart, with a new idempotency key unless one is given. */
export const createOrder = (
  sql: Sql,
  cart_token: string | null,
  checkout: unknown,
  idempotency_key: unknown = randomUUID(),
  caller: Caller = visitor,
) => call<PlacedOrder>(sql, caller, 'create_order', { cart_token, idempotency_key, checkout });

/** Orders the lines with a new cart and a new idempotency key. */
export async function placeOrder(
  sql: Sql,
  shop: Shop,
  lines: Line[],
  overrides: Record<string, unknown> = {},
  caller: Caller = visitor,
): Promise<PlacedOrder> {
  const cart_token = await fillCart(sql, lines, caller);
  return createOrder(sql, cart_token, checkoutAt(shop, overrides), randomUUID(), caller);
}

export interface Intent {
  intent_id: string;
  order_id: string;
  gateway: string;
  reference: string;
  amount_minor: number;
  currency: string;
  state: string;
  checkout_url: string | null;
  is_new: boolean;
}

export const startPayment = (sql: Sql, order: Pick<PlacedOrder, 'order_id' | 'access_token'>) =>
  call<Intent>(sql, visitor, 'start_payment', { order_id: order.order_id, access_token: order.access_token });

export interface Settled {
  order_id: string;
  outcome: 'confirmed' | 'replayed' | 'revived' | 'paid_short' | 'overpaid' | 'mismatch';
}

/** The gateway reports a payment for an attempt, by default of the full amount. */
export const settle = (sql: Sql, intent: Intent, payment: Record<string, unknown> = {}) =>
  call<Settled>(sql, server, 'settle_payment', {
    gateway: intent.gateway,
    reference: intent.reference,
    payment: {
      transaction_id: intent.reference,
      amount_minor: intent.amount_minor,
      currency: intent.currency,
      channel: 'card',
      ...payment,
    },
  });

/** An order that is paid in full. */
export async function paidOrder(sql: Sql, shop: Shop, lines: Line[]): Promise<PlacedOrder> {
  const order = await placeOrder(sql, shop, lines);
  await settle(sql, await startPayment(sql, order));
  return order;
}

export type OrderRow = Database['public']['Tables']['orders']['Row'];

export async function readOrder(sql: Sql, orderId: string): Promise<OrderRow> {
  const [row] = await sql<
    { order: OrderRow }[]
  >`select to_jsonb(orders) as order from orders where id = ${orderId}`;
  return (row as { order: OrderRow }).order;
}

/** The quantities of a variant: on hand, committed, reserved (`promised`) and available. */
export async function readStock(sql: Sql, variantId: string) {
  const [row] = await sql<{ on_hand: number; committed: number; promised: number; available: number }[]>`
    select on_hand, committed, private.available_stock(variant_id) as available, (
      select coalesce(sum(quantity), 0)::int from inventory_locks as locks
      where locks.variant_id = inventory.variant_id and expires_at > now()) as promised
    from inventory where variant_id = ${variantId}`;
  return row;
}

/** What opens a guest's order: its id and its access token. */
export const keyOf = ({ order_id, access_token }: Pick<PlacedOrder, 'order_id' | 'access_token'>) => ({
  order_id,
  access_token,
});

/** An order of serums that waits for payment, and its payment attempt. */
export async function waitingOrder(sql: Sql, shop: Shop<'serum'>, quantity = 1) {
  const order = await placeOrder(sql, shop, [[shop.variants.serum, quantity]]);
  return { order, intent: await startPayment(sql, order) };
}

/** The gateway reports the state of an unpaid attempt. */
export const markIntent = (sql: Sql, intent: Pick<Intent, 'reference'>, args: Record<string, unknown>) =>
  call(sql, server, 'mark_intent', { reference: intent.reference, ...args });

/** An order that must be accepted before anything else. */
export async function requestedOrder(
  sql: Sql,
  shop: Shop,
  lines: Line[],
  overrides: Record<string, unknown> = {},
  caller: Caller = visitor,
): Promise<PlacedOrder> {
  const requireAcceptance = (isRequired: boolean) =>
    sql`update payment_methods set requires_acceptance = ${isRequired} where shop_id = ${shop.id}`;
  await requireAcceptance(true);
  const order = await placeOrder(sql, shop, lines, overrides, caller);
  await requireAcceptance(false);
  return order;
}

export type Row<Table extends keyof Database['public']['Tables']> =
  Database['public']['Tables'][Table]['Row'];

const sortColumns = {
  refunds: 'created_at',
  money_exceptions: 'opened_at',
  disputes: 'opened_at',
  payment_proofs: 'submitted_at',
  payments: 'created_at',
  order_items: 'position',
};

/** The rows of an order in a table, oldest first, as JSON. */
export async function rowsOf<Table extends keyof typeof sortColumns>(
  sql: Sql,
  table: Table,
  orderId: string,
): Promise<Row<Table>[]> {
  const rows = await sql.unsafe<{ row: Row<Table> }[]>(
    `select to_jsonb(t) as row from ${table} as t where order_id = $1 order by ${sortColumns[table]}, id`,
    [orderId],
  );
  return rows.map(({ row }) => row);
}

/** The kinds of an order's open exceptions. */
export const openExceptions = async (sql: Sql, orderId: string): Promise<string[]> =>
  (await rowsOf(sql, 'money_exceptions', orderId))
    .filter((exception) => exception.resolved_at === null)
    .map((exception) => exception.kind)
    .sort();

/** Random bank details in the format of our server's encryption. */
export const anyCiphertext = () =>
  `0a1b2c3d.${randomBytes(12).toString('base64url')}.${randomBytes(90).toString('base64url')}`;
