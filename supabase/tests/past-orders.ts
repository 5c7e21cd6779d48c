import type { Sql } from 'postgres';
import type { Shop } from './fixtures.ts';

/**
 * Inserts `count` completed orders of a shop directly, newest first: `perMonth` at the start of each month and in the minutes before it.
 * Each sells one unit of `variant` to a different customer, with one of 40 family names in one of 20 cities.
 */
export async function addPastOrders(
  sql: Sql,
  shop: Pick<Shop, 'id'>,
  variant: string,
  { count, perMonth }: { count: number; perMonth: number },
): Promise<void> {
  await sql`with past as (
      select i, 'Person' || i as name, 'person' || i || '@example.com' as email, '+23480' || lpad((i * 7919 % 100000000)::text, 8, '0') as phone
      from generate_series(1, ${count}::int) as i
    ), people as (
      insert into customers (shop_id, email, name, phone)
      select ${shop.id}, email, name, phone from past returning id, email
    ), sold as (
      insert into orders (shop_id, number, customer_id, state, payment_method, stock_policy, currency, subtotal_minor, shipping_minor,
        email, phone, name, shipping_address, shipping_rate_name, pieces, placed_at)
      select ${shop.id}, (
          select left(letters, 4) || '-' || right(letters, 4) from (
            select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(md5, k) % 32, 1), '') as letters
            from decode(md5(${shop.id} || i), 'hex') as md5, generate_series(0, 7) as k) as random),
        people.id, 'completed', 'cod', 'untracked', 'NGN', 1000, 0, past.email, phone, name || ' Family' || i % 40,
        jsonb_build_object('line1', '1 Road', 'city', 'City' || i % 20, 'country', 'NG'), 'Rider', 1,
        date_trunc('month', now()) - make_interval(months => (i - 1) / ${perMonth}) - make_interval(mins => (i - 1) % ${perMonth})
      from past join people using (email) order by i desc
      returning id, shop_id
    )
    insert into order_items (shop_id, order_id, variant_id, position, sku, name, is_tracked, quantity, unit_price_minor)
    select shop_id, id, ${variant}, 0, 'SOAP-150', 'Black soap', false, 1, 1000 from sold`;
  await sql`analyze orders, order_items, private.order_search`;
}
