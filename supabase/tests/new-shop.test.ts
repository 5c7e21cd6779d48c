import fs from 'node:fs';
import { expect, test } from 'vitest';
import { call, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, readOrder, type Shop, waitingOrder } from './fixtures.ts';

const { sql } = await testDatabase();

test('a shop created with the SQL of docs/deploy.md has its settings, and accepts every payment method', async () => {
  const guide = fs.readFileSync('docs/deploy.md', 'utf8');
  const statements = /```sql\n([\s\S]+?)```/.exec(guide)?.[1] ?? '';
  await sql`insert into auth.users (id, email) values (gen_random_uuid(), 'you@my-shop.example')`;
  await sql.unsafe(statements);
  const [shop] = await sql<[{ id: string; rate: string }]>`
    select shops.id, rates.id as rate from shops
    join shipping_rates as rates on rates.shop_id = shops.id where slug = 'my-shop'`;
  expect(
    (
      await sql`select payment_window, verification_window, short_refund_after, complete_after,
      separation_of_duties from shop_settings where shop_id = ${shop.id}`
    )[0],
  ).toEqual({
    ...{ payment_window: '24:00:00', verification_window: '24:00:00', short_refund_after: '24:00:00' },
    ...{ complete_after: '7 days', separation_of_duties: null },
  });
  const [{ variant }] = await sql<[{ variant: string }]>`
    with product as (insert into products (shop_id, slug, name, published_at)
      values (${shop.id}, 'care', 'Care', now()) returning id, shop_id)
    insert into variants (shop_id, product_id, sku, price_minor, is_tracked)
    select shop_id, id, 'care', 1000, false from product returning id as variant`;
  for (const payment_method of ['paystack', 'bank_transfer', 'cod']) {
    const order = await placeOrder(sql, { ...shop, variants: {} } as unknown as Shop, [[variant, 1]], {
      payment_method,
    });
    const { expires_at, state } = await readOrder(sql, order.order_id);
    expect(expires_at !== null, payment_method).toBe(state !== 'confirmed');
  }
  const failed = await sql`select "check" from doctor() where not ok and "check" <> 'cron_is_alive'`;
  expect([...failed]).toEqual([]);
});

test('the settings of a shop cannot be deleted', async () => {
  const shop = await openShop(sql);
  await expect(sql`delete from shop_settings where shop_id = ${shop.id}`).rejects.toMatchObject({
    message: 'forbidden',
  });
});

test('settings have their defaults in the tables, and no function repeats them', () => {
  const folder = 'supabase/migrations';
  const text = fs
    .readdirSync(folder)
    .map((file) => fs.readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
  const columns = [
    'payment_window',
    'verification_window',
    'short_refund_after',
    'complete_after',
    'lock_for',
  ];
  // functions rely on the not-null constraint of the table
  for (const column of columns.slice(0, -1))
    expect(text).toMatch(new RegExp(`\\b${column} interval not null default`));
  const fallback = new RegExp(`coalesce\\(\\s*\\(?\\s*(select\\s+)?\\w+\\.(${columns.join('|')})\\b`, 'g');
  expect(text.match(fallback)).toBeNull();
});

test('an order keeps the stock policy of its placement when that of its payment method is changed', async () => {
  const shop = await openShop(sql);
  const { order } = await waitingOrder(sql, shop);
  await sql`update payment_methods set stock_policy = 'deduct_on_confirm', lock_for = null
    where shop_id = ${shop.id} and method = 'paystack'`;
  await call(sql, person(shop.staff.admin), 'cancel_order', { order_id: order.order_id, reason: 'Mistake' });
  const revive = { order_id: order.order_id, to_state: 'revive' };
  await call(sql, person(shop.staff.admin), 'update_order_status', revive);
  const [lock] = await sql`select round(extract(epoch from expires_at - now()) / 60)::int as minutes
    from inventory_locks where order_id = ${order.order_id} and expires_at > now()`;
  expect(lock).toEqual({ minutes: 30 });
});

test('an unpublished shop is found by its host only if it has orders', async () => {
  const shop = await openShop(sql);
  const find = async () => [...(await sql`select slug from find_shop(${`${shop.slug}.example`})`)];
  const closedShop = () => call(sql, visitor, 'get_closed_shop', { slug: shop.slug });
  expect(await closedShop()).toBeNull();
  await sql`update shops set published_at = null where id = ${shop.id}`;
  expect(await closedShop(), 'it has never had an order').toBeNull();
  expect(await find()).toEqual([{ slug: null }]);
  await sql`update shops set published_at = now() where id = ${shop.id}`;
  await placeOrder(sql, shop, [[shop.variants.serum, 1]]);
  expect(await closedShop()).toBeNull();
  await sql`update shops set published_at = null where id = ${shop.id}`;
  expect(await closedShop()).toMatchObject({ id: shop.id, slug: shop.slug, name: 'Ìtànná', currency: 'NGN' });
  expect(Object.keys((await closedShop()) as object).sort()).toEqual(
    'contact_email contact_phone country currency id locale name slug tagline theme time_zone'.split(' '),
  );
  expect(await find()).toEqual([{ slug: shop.slug }]);
  expect(await sql`select slug from find_shop('nobody.example')`).toHaveLength(0);
  expect(await call(sql, server, 'get_shop_host', { shop_id: shop.id })).toBe(`${shop.slug}.example`);
});
