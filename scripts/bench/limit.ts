import { randomBytes, randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { type Figure, repeat, runJobs } from './figures.ts';

const TABLES = [
  ...['orders', 'order_items', 'customers', 'inventory', 'inventory_locks', 'idempotency_keys'],
  ...['order_access_tokens', 'notification_queue', 'activity_logs'],
];
const GOODS = 100;
const ORDERS = 4_000;

/**
 * The limit of this machine: one hand-written statement that writes the rows of an order, without any rule, to tables like the shop's.
 * They have all its indexes and checks, but no triggers and no foreign keys.
 */
export async function benchLimit(admin: Sql, url: string, runs: number): Promise<Figure[]> {
  await admin.unsafe(`create schema plain; ${TABLES.map(
    (table) => `create table plain.${table} (like public.${table} including all);`,
  ).join(' ')}
    create table plain.order_search (like private.order_search including all)`);
  const [shop] = await admin<[{ id: string }]>`select gen_random_uuid() as id`;
  const variants = Array.from({ length: GOODS }, () => randomUUID());
  for (const variant of variants)
    await admin`insert into plain.inventory (shop_id, variant_id, on_hand) values (${shop.id}, ${variant}, 1000000)`;
  const figures: Figure[] = [];
  for (const choice of [variants, variants.slice(0, 1)]) {
    const { perSecond } = await repeat(runs, async () => {
      const sql = postgres(url, { max: 16, onnotice: () => {} });
      const jobs = Array.from({ length: ORDERS }, (_, index) => choice[index % choice.length] as string);
      const run = await runJobs(16, jobs, (variant) => insertOrder(sql, shop.id, variant));
      await sql.end({ timeout: 1 });
      return run;
    });
    const [{ orders, reserved }] = await admin<[{ orders: number; reserved: number }]>`
      select (select count(*)::int from plain.orders) as orders, (select sum(reserved)::int from plain.inventory) as reserved`;
    if (orders !== ORDERS * runs * (choice.length === 1 ? 2 : 1) || reserved !== orders)
      throw new Error(`${orders} orders were written and ${reserved} units reserved`);
    const name = `the same rows by hand, without rules, 16 clients, ${choice.length === 1 ? 'one product' : 'spread'}`;
    figures.push({ name, unit: 'orders/s', value: perSecond });
  }
  return figures;
}

async function insertOrder(sql: Sql, shop: string, variant: string): Promise<void> {
  const letters = [...randomBytes(8)].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31]).join('');
  const number = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  const [id, email] = [randomUUID(), `${letters.toLowerCase()}@example.com`];
  await sql`
    with customer as (
      insert into plain.customers (shop_id, email, name, phone) values (${shop}, ${email}, 'Ada Obi', '+2348031234567') returning id
    ), placed as (
      insert into plain.orders (id, shop_id, number, customer_id, state, payment_method, stock_policy, lock_for, currency, subtotal_minor,
        shipping_minor, email, phone, name, shipping_address, shipping_rate_id, shipping_rate_name, cart_id, client_hash, pieces, expires_at)
      select ${id}, ${shop}, ${number}, customer.id, 'pending_payment', enum_first(null::payment_method), 'lock_then_deduct', '30 minutes', 'NGN', 100000, 150000,
        ${email}, '+2348031234567', 'Ada Obi', '{"line1": "12 Awolowo Road", "city": "Lagos", "country": "NG"}', gen_random_uuid(), 'Courier',
        gen_random_uuid(), sha256(${email}::text::bytea), 1, now() + interval '1 day'
      from customer
    ), item as (
      insert into plain.order_items (shop_id, order_id, variant_id, position, sku, name, is_tracked, quantity, unit_price_minor)
      values (${shop}, ${id}, ${variant}, 0, 'sku-1', 'Care', true, 1, 100000)
    ), lock as (
      insert into plain.inventory_locks (shop_id, order_id, variant_id, quantity, expires_at)
      values (${shop}, ${id}, ${variant}, 1, now() + interval '30 minutes')
    ), tokens as (
      insert into plain.order_access_tokens (token_hash, shop_id, order_id)
      select sha256(gen_random_uuid()::text::bytea), ${shop}::uuid, ${id}::uuid from generate_series(1, 2)
    ), key as (
      insert into plain.idempotency_keys (shop_id, scope, key, request_hash, response)
      values (${shop}, 'create_order', gen_random_uuid(), sha256('x'), jsonb_build_object('order_id', ${id}::text))
    ), email as (
      insert into plain.notification_queue (shop_id, order_id, template, recipient, payload, dedupe_key)
      values (${shop}, ${id}, 'order_placed', ${email}, '{"access_token": "x"}', 'placed:' || ${id}::text)
    ), log as (
      insert into plain.activity_logs (entity_type, entity_id, seq, shop_id, actor_role, action, new_value, hash)
      values ('order', ${id}, 1, ${shop}, 'shopper', 'create_order', '{"state": "pending_payment", "paid_minor": 0}', sha256('x'))
    ), search as (
      insert into plain.order_search (shop_id, order_id, slice, facts)
      values (${shop}, ${id}, ${shop}::text || ' 2026-4', ${`${number} ${letters} ada obi ${email} 2348031234567 lagos sku-1 care`.toLowerCase()})
    )
    -- last, so that the row of a popular product is locked only briefly
    update plain.inventory set reserved = reserved + 1 where variant_id = ${variant} and (select id from customer) is not null`;
}
