import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { catalog, productsOn, shirt, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save, page, names, change } = productsOn(sql);

describe('the list of products', () => {
  test('is filtered by status, category, tag and search, with counts of each status', async () => {
    const shop = await openShop(sql);
    const [category] = await sql<[{ id: string }]>`insert into categories (shop_id, slug, name)
      values (${shop.id}, 'shirts', 'Shirts') returning id`;
    const draft = await save(shop, shirt(shop, { category_id: category.id }));
    const soon = await save(shop, simple(shop, 'Soon', { published_at: '2100-01-01T00:00:00Z' }));
    const old = await save(shop, simple(shop, 'Old'));
    await change(shop, [old.product_id], { archived: true });
    const { counts } = await page(shop);
    expect(counts).toEqual({ all: 3, published: 1, scheduled: 1, draft: 1, archived: 1 });
    expect(await names(shop)).toEqual(['Care', 'Linen shirt', 'Soon']);
    expect(await names(shop, { status: 'published' })).toEqual(['Care']);
    expect(await names(shop, { status: 'scheduled' })).toEqual(['Soon']);
    expect(await names(shop, { status: 'draft' })).toEqual(['Linen shirt']);
    expect(await names(shop, { status: 'archived' })).toEqual(['Old']);
    expect(await names(shop, { category_id: category.id })).toEqual(['Linen shirt']);
    expect(await names(shop, { tag: 'summer' })).toEqual(['Linen shirt']);
    expect(await names(shop, { tag: 'winter' })).toEqual([]);
    expect(await names(shop, { search: 'indigo shirt' })).toEqual(['Linen shirt']);
    expect(await names(shop, { search: '6009' })).toEqual(['Linen shirt']);
    expect(await names(shop, { search: '…' })).toEqual([]);
    expect(await names(shop, { sort: 'updated' })).toEqual(['Soon', 'Linen shirt', 'Care']);
    const { rows } = await page(shop, { search: 'linen' });
    expect(rows[0]).toMatchObject({
      product_id: draft.product_id,
      ...{ status: 'draft', variant_count: 3, price_minor: 900_000, highest_minor: 950_000, available: 4 },
      ...{ category: 'Shirts', tags: ['linen', 'summer'] },
    });
    expect(await call(sql, catalog(shop), 'list_product_groups', { shop: shop.slug })).toEqual({
      categories: [{ id: category.id, name: 'Shirts', depth: 1 }],
      collections: [],
      tags: ['linen', 'summer'],
    });
    expect(soon.slug).toBe('soon');
  });

  test('gives the ids of all products that it finds, at most a thousand', async () => {
    const shop = await openShop(sql);
    const ids = (args: object = {}) =>
      call<string[]>(sql, catalog(shop), 'list_product_ids', { shop: shop.slug, ...args });
    const { product_id } = await save(shop, shirt(shop));
    await sql`insert into products (shop_id, slug, name, published_at)
      select ${shop.id}, 'item-' || i, 'Item ' || i, case when i % 2 = 0 then now() end from generate_series(1, 998) i`;
    for (const args of [
      {},
      { status: 'draft' },
      { tag: 'summer' },
      { search: 'linen' },
      { search: 'item 99' },
    ]) {
      const found = await ids(args);
      const listed = (await page(shop, { ...args, max_rows: 101 })).rows.map((row) => row.product_id);
      expect(found).toEqual(expect.arrayContaining(listed));
      if (listed.length < 101) expect(found).toHaveLength(listed.length);
    }
    expect(await ids({ search: 'linen' })).toEqual([product_id]);
    expect(await ids()).toHaveLength(1000);
    await sql`insert into products (shop_id, slug, name) values (${shop.id}, 'one-more', 'One more')`;
    await expectRefusal(sql, () => ids(), { status: 422, reason: 'too_many_products' });
    expect(await ids({ status: 'published' })).toHaveLength(500);
  });

  test('is paged through all products in both directions, by name and by date, with any page size', async () => {
    const shop = await openShop(sql);
    await sql`insert into products (shop_id, slug, name, updated_at)
      select ${shop.id}, 'item-' || i, 'Item ' || i % 4, now() - i % 3 * interval '1 day' from generate_series(1, 12) i`;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('name', 'updated'),
        fc.integer({ min: 1, max: 5 }),
        async (sort, max_rows) => {
          const all = (await page(shop, { sort, max_rows: 101 })).rows.map(({ product_id }) => product_id);
          expect(all).toHaveLength(13);
          const walk = async (upwards: boolean, start?: string) => {
            const found: string[] = start ? [start] : [];
            for (;;) {
              const { rows } = await page(shop, { sort, max_rows, upwards, from_id: found.at(-1) ?? null });
              if (rows.length === 0) return found;
              found.push(...rows.map(({ product_id }) => product_id));
            }
          };
          expect(await walk(false)).toEqual(all);
          expect((await walk(true, all.at(-1))).reverse()).toEqual(all);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('a change of many products', () => {
  test('publishes, categorizes, tags or archives them, once', async () => {
    const shop = await openShop(sql);
    const ids = [
      (await save(shop, simple(shop, 'One'))).product_id,
      (await save(shop, simple(shop, 'Two'))).product_id,
    ];
    const [category] = await sql<[{ id: string }]>`insert into categories (shop_id, slug, name)
      values (${shop.id}, 'new', 'New') returning id`;
    const now = new Date().toISOString();
    expect(await change(shop, ids, { published_at: now })).toBe(2);
    expect(await change(shop, ids, { published_at: new Date(Date.now() - 1000).toISOString() })).toBe(0);
    expect(await change(shop, ids, { category_id: category.id })).toBe(2);
    expect(await change(shop, ids, { add_tag: ' new ' })).toBe(2);
    expect(await change(shop, ids, { add_tag: 'new' })).toBe(0);
    expect(await names(shop, { tag: 'new', category_id: category.id, status: 'published' })).toEqual([
      'One',
      'Two',
    ]);
    expect(await change(shop, ids, { remove_tag: 'new' })).toBe(2);
    expect(await change(shop, ids, { published_at: null })).toBe(2);
    expect(await change(shop, ids, { archived: true })).toBe(2);
    expect(await change(shop, ids, { archived: true })).toBe(0);
    expect(await names(shop, { status: 'archived' })).toEqual(['One', 'Two']);
    expect(await change(shop, ids, { archived: false })).toBe(2);
  });

  test('of prices is rounded, removes former prices that are no longer higher, and stays within the bounds', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    expect(await change(shop, [product_id], { price_percent: 10, round_to_minor: 10_000 })).toBe(3);
    const prices = async () =>
      (await read(shop, product_id)).variants.map(({ price_minor, compare_at_minor }) => [
        price_minor,
        compare_at_minor,
      ]);
    expect(await prices()).toEqual([
      [990_000, null],
      [1_050_000, null],
      [1_050_000, 1_100_000],
    ]);
    await change(shop, [product_id], { price_percent: 10 });
    expect(await prices()).toEqual([
      [1_089_000, null],
      [1_155_000, null],
      [1_155_000, null],
    ]);
    // rounding to such a large step would make prices zero or raise them
    await change(shop, [product_id], { price_percent: -10, round_to_minor: 4_000_000 });
    expect((await prices()).map(([price]) => price)).toEqual([1_089_000, 1_155_000, 1_155_000]);
    for (const price_percent of [0, -91, 501, 'much', null]) {
      await expectRefusal(sql, () => change(shop, [product_id], { price_percent }), {
        status: 422,
        reason: 'invalid_product',
      });
    }
  });

  test('is refused if it is invalid, has no products, or names another shop’s category', async () => {
    const shop = await openShop(sql);
    const ids = [shop.product];
    const cases: [unknown, unknown, string][] = [
      [[], { archived: true }, 'invalid_product'],
      [null, { archived: true }, 'invalid_product'],
      [ids, {}, 'invalid_product'],
      [ids, { archived: true, add_tag: 'x' }, 'invalid_product'],
      [ids, { add_tag: '' }, 'invalid_product'],
      [ids, { published_at: 'soon' }, 'invalid_product'],
      [ids, { published_at: 'infinity' }, 'invalid_product'],
      [ids, 'archived', 'invalid_product'],
      [ids, { category_id: randomUUID() }, 'category_not_found'],
      [[...ids, randomUUID()], { archived: true }, 'product_not_found'],
    ];
    for (const [product_ids, what, reason] of cases) {
      await expectRefusal(sql, () => change(shop, product_ids, what), { reason });
    }
  });
});
