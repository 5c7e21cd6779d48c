import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { as, type Caller, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();

const run = (caller: Caller, text: string): Promise<number | 'denied'> =>
  as(sql, caller, (tx) => tx.unsafe(text)).then(
    (result) => result.count,
    (error) => {
      if (error.code !== '42501') throw error;
      return 'denied' as const;
    },
  );

test('catalogue staff create, publish, hide and delete a product', async () => {
  const shop = await openShop(sql);
  const staff = person(shop.staff.catalog);
  const [category, product, variant] = [randomUUID(), randomUUID(), randomUUID()];
  for (const text of [
    `insert into categories (id, shop_id, slug, name) values ('${category}', '${shop.id}', 'oils', 'Oils')`,
    `insert into products (id, shop_id, category_id, slug, name) values ('${product}', '${shop.id}', '${category}', 'oil', 'Oil')`,
    `insert into variants (id, shop_id, product_id, sku, price_minor) values ('${variant}', '${shop.id}', '${product}', 'OIL', 100)`,
    `insert into product_images (shop_id, product_id, src, alt, width, height) values ('${shop.id}', '${product}', '/o.webp', 'Oil', 1, 1)`,
  ]) {
    expect(await run(staff, text), text).toBe(1);
  }
  const seen = () => run(visitor, `select from variants where id = '${variant}'`);
  expect(await seen()).toBe(0);
  expect(await run(staff, `update products set published_at = now() where id = '${product}'`)).toBe(1);
  expect(await seen()).toBe(1);
  expect(await run(visitor, `select from product_images where product_id = '${product}'`)).toBe(1);
  expect(await run(staff, `update variants set is_active = false where id = '${variant}'`)).toBe(1);
  expect(await seen()).toBe(0);
  expect(await run(staff, `update products set published_at = null where id = '${product}'`)).toBe(1);
  expect(await run(visitor, `select from products where id = '${product}'`)).toBe(0);
  expect(await run(staff, `delete from products where id = '${product}'`)).toBe(1);
  expect(await sql`select from variants where id = ${variant}`).toHaveLength(0);
});

test('a product is visible from its publication time', async () => {
  const shop = await openShop(sql);
  const look = () => run(visitor, `select from products where id = '${shop.product}'`);
  await sql`update products set published_at = now() + interval '1 hour' where id = ${shop.product}`;
  expect(await look()).toBe(0);
  await sql`update products set published_at = now() where id = ${shop.product}`;
  expect(await look()).toBe(1);
});

test('catalogue staff deactivate and reactivate a shipping rate', async () => {
  const shop = await openShop(sql);
  const staff = person(shop.staff.catalog);
  expect(await run(staff, `update shipping_rates set is_active = false where id = '${shop.rate}'`)).toBe(1);
  expect(await run(visitor, `select from shipping_rates where shop_id = '${shop.id}'`)).toBe(0);
  expect(await run(staff, `select from shipping_rates where id = '${shop.rate}'`)).toBe(1);
  expect(await run(staff, `update shipping_rates set is_active = true where id = '${shop.rate}'`)).toBe(1);
});

test('owner, admin and catalogue edit the catalogue; other roles and shoppers cannot', async () => {
  const shop = await openShop(sql);
  for (const role of staffRoles) {
    const canWrite = ['owner', 'admin', 'catalog'].includes(role);
    const caller = person(shop.staff[role]);
    for (const table of ['products', 'variants', 'shipping_rates']) {
      expect(
        await run(caller, `update ${table} set position = 1 where shop_id = '${shop.id}'`),
        `${role} ${table}`,
      ).toBe(canWrite ? (table === 'variants' ? 3 : 1) : 0);
    }
    const insert = `insert into categories (shop_id, slug, name) values ('${shop.id}', '${role}', 'New')`;
    expect(await run(caller, insert), role).toBe(canWrite ? 1 : 'denied');
  }
  expect(await run(visitor, `update products set position = 1 where shop_id = '${shop.id}'`)).toBe('denied');
});

test('a sold variant can be deactivated but not deleted', async () => {
  const shop = await openShop(sql);
  await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
  const staff = person(shop.staff.catalog);
  await expect(
    run(staff, `delete from variants where id = '${shop.variants.voucher}'`),
  ).rejects.toMatchObject({ code: '23503' });
  expect(
    await run(staff, `update variants set is_active = false where id = '${shop.variants.voucher}'`),
  ).toBe(1);
});

test.each([
  ['a negative price', 'variants', 'price_minor = -1'],
  ['a compare-at price below the price', 'variants', 'compare_at_minor = 1'],
  ['a slug with spaces', 'products', `slug = 'A b'`],
  ['details that are not a list', 'products', `details = '{}'`],
  ['a minimum of days above the maximum', 'shipping_rates', 'min_days = 9'],
  ['a country by name', 'shipping_rates', `country = 'Nigeria'`],
])('%s is refused', async (_, table, change) => {
  const shop = await openShop(sql);
  const update = sql.unsafe(`update ${table} set ${change} where shop_id = '${shop.id}'`);
  await expect(update).rejects.toMatchObject({ code: '23514' });
});

test('a picture needs an alt text and a safe address', async () => {
  const shop = await openShop(sql);
  const insert = (src: string, alt: string) =>
    sql`insert into product_images (shop_id, product_id, src, alt, width, height)
      values (${shop.id}, ${shop.product}, ${src}, ${alt}, 1, 1)`;
  await insert('/care.webp', 'A jar of cream');
  await expect(insert('/care.webp', '')).rejects.toMatchObject({ code: '23514' });
  await expect(insert('javascript:alert(1)', 'A jar')).rejects.toMatchObject({ code: '23514' });
});

test('slugs of products and SKUs of variants are unique within a shop', async () => {
  const shop = await openShop(sql);
  const other = await openShop(sql);
  await expect(
    sql`insert into products (shop_id, slug, name) values (${shop.id}, 'care', 'Care')`,
  ).rejects.toMatchObject({ code: '23505' });
  await expect(
    sql`insert into variants (shop_id, product_id, sku, price_minor) values (${shop.id}, ${shop.product}, 'serum', 1)`,
  ).rejects.toMatchObject({ code: '23P01' });
  await sql`insert into products (shop_id, slug, name) values (${other.id}, 'serum', 'Serum')`;
});
