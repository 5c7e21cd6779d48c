import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, refusalOf, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { editsOn } from './edit-logs.ts';
import { openShop, type Shop, staffRoles } from './fixtures.ts';
import { behindGate, split, times } from './gate.ts';
import { catalog, productsOn, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const { logsOf } = editsOn(sql);

type Page = { rows: { redirect_id: string; from_path: string; to_path: string; at: string; by: string }[] };

const put = async (shop: Shop, from: string, to: string) =>
  (await sql`select private.put_redirect(${shop.id}, ${from}, ${to}) as id`)[0]?.id;
const find = (shop: Shop, path: string) => call(sql, visitor, 'find_redirect', { shop: shop.slug, path });
const list = (shop: Shop, args = {}) =>
  call<Page>(sql, catalog(shop), 'list_redirects', { shop: shop.slug, ...args });
const change = (shop: Shop, args: object) =>
  call<{ redirect_id: string }>(sql, catalog(shop), 'save_redirect', { shop: shop.slug, ...args });
const all = (shop: Shop) =>
  sql`select from_path, to_path from redirects where shop_id = ${shop.id} order by from_path`;
const rename = async (shop: Shop, slug: string, product = shop.product) =>
  save(shop, { ...(await read(shop, product)), slug });
const redirectLock = (shop: Shop) => `select private.lock_redirects('${shop.id}')`;

/** Expects that no redirect leads to another one or starts at the path of a page. */
async function expectNoChains(shop: Shop) {
  expect(
    await sql`select from_path from redirects as one where shop_id = ${shop.id} and (
      private.is_live_path(shop_id, from_path)
      or exists (select from redirects as next where next.shop_id = one.shop_id and next.from_path = one.to_path))`,
  ).toEqual([]);
}

describe('a new slug', () => {
  test('of a published product redirects all of its former addresses to the current one', async () => {
    const shop = await openShop(sql);
    await rename(shop, 'body-care');
    await rename(shop, 'skin-care');
    expect(await all(shop)).toEqual([
      { from_path: '/products/body-care', to_path: '/products/skin-care' },
      { from_path: '/products/care', to_path: '/products/skin-care' },
    ]);
    expect(await find(shop, '/products/care')).toBe('/products/skin-care');
    expect(await find(shop, '/products/skin-care')).toBeNull();
    await rename(shop, 'care');
    expect(await find(shop, '/products/care')).toBeNull();
    expect(await find(shop, '/products/body-care')).toBe('/products/care');
    await expectNoChains(shop);
  });

  test('of a product that was never public leaves no redirect, even if it was scheduled', async () => {
    const shop = await openShop(sql);
    const draft = await save(shop, simple(shop, 'Draft'));
    await rename(shop, 'still-a-draft', draft.product_id);
    const planned = await save(shop, simple(shop, 'Planned', { published_at: '2100-01-01T00:00:00Z' }));
    await rename(shop, 'planned-differently', planned.product_id);
    expect(await all(shop)).toEqual([]);
  });

  test('of an unpublished product redirects the address that was public', async () => {
    const shop = await openShop(sql);
    await save(shop, { ...(await read(shop, shop.product)), published_at: null });
    await rename(shop, 'body-care');
    expect(await find(shop, '/products/care')).toBe('/products/body-care');
  });

  test('of a category redirects its page, and is logged with the actor', async () => {
    const shop = await openShop(sql);
    await sql`insert into profiles (user_id, name) values (${shop.staff.catalog}, 'Chidi')
      on conflict (user_id) do update set name = 'Chidi'`;
    const made = await call<{ category_id: string }>(sql, catalog(shop), 'save_category', {
      category: { shop: shop.slug, name: 'Oils' },
    });
    const logs = await logsOf(() =>
      call(sql, catalog(shop), 'save_category', {
        category: { category_id: made.category_id, version: 1, name: 'Oils', slug: 'body-oils' },
      }),
    );
    expect(logs.find(({ entity_type }) => entity_type === 'redirect')).toMatchObject({
      action: 'add_redirects',
      new_value: { from_path: '/categories/oils', to_path: '/categories/body-oils' },
      actor: shop.staff.catalog,
    });
    expect((await list(shop)).rows).toMatchObject([{ from_path: '/categories/oils', by: 'Chidi' }]);
  });
});

test('a page at a redirected address deletes the redirect when it is published, not before', async () => {
  const shop = await openShop(sql);
  await put(shop, '/products/gift', '/products/care');
  const { product_id } = await save(shop, simple(shop, 'Gift'));
  expect(await find(shop, '/products/gift')).toBe('/products/care');
  await save(shop, { ...(await read(shop, product_id)), published_at: 'now' });
  expect(await find(shop, '/products/gift')).toBeNull();
  await put(shop, '/categories/gifts', '/products');
  await call(sql, catalog(shop), 'save_category', { category: { shop: shop.slug, name: 'Gifts' } });
  expect(await all(shop)).toEqual([]);
});

describe('a path', () => {
  test.each([
    ['/product/Shea-Butter/', '/product/Shea-Butter'],
    ['/products/x?ref=a#b', '/products/x'],
    ['https://old.example/collections/caf%C3%A9', '/collections/café'],
    ['/collections/cafe\u0301', '/collections/café'],
    ['/a%20b/100%25', '/a b/100%'],
  ])('%j is stored as %j', async (given, stored) => {
    const shop = await openShop(sql);
    await put(shop, given, '/products/care');
    expect(await all(shop)).toEqual([{ from_path: stored, to_path: '/products/care' }]);
  });

  test.each([
    [''],
    ['/'],
    ['products/x'],
    ['//evil.example/x'],
    ['/a//b'],
    ['/\\evil.example'],
    ['/a%0Ab'],
    ['/a%00'],
    ['/a%'],
    ['/a%zz'],
    ['/%ff'],
    ['/a/../b'],
    ['/a%2F%2Fb'],
    ['/admin/orders'],
    ['/api/health'],
    ['/sign-in'],
    [`/${'x'.repeat(500)}`],
    ['https://old.example'],
  ])('%j is refused, and the refusal names the field', async (from_path) => {
    const shop = await openShop(sql);
    const refused = { status: 422, reason: 'invalid_path' };
    expect(await change(shop, { from_path, to_path: '/products' }).catch(refusalOf)).toMatchObject({
      ...{ ...refused, field: 'from_path' },
    });
    if (from_path === '/') return;
    expect(await change(shop, { from_path: '/old', to_path: from_path }).catch(refusalOf)).toMatchObject({
      ...{ ...refused, field: 'to_path' },
    });
    expect(await all(shop)).toEqual([]);
  });
});

describe('staff', () => {
  test('add, change, search, page and delete redirects', async () => {
    const shop = await openShop(sql);
    for (const index of times(9, (index) => index + 1))
      await change(shop, { from_path: `/old-${index}`, to_path: index % 2 ? '/products' : '/cart' });
    const pages = async (args: object) => (await list(shop, args)).rows.map(({ from_path }) => from_path);
    expect(await pages({ max_rows: 4 })).toEqual(['/old-1', '/old-2', '/old-3', '/old-4']);
    const fourth = (await list(shop)).rows[3];
    expect(await pages({ max_rows: 2, from_id: fourth?.redirect_id })).toEqual(['/old-5', '/old-6']);
    expect(await pages({ max_rows: 2, from_id: fourth?.redirect_id, upwards: true })).toEqual([
      '/old-3',
      '/old-2',
    ]);
    expect(await pages({ search: 'OLD-7' })).toEqual(['/old-7']);
    expect(await pages({ search: '/cart' })).toHaveLength(4);
    expect(await pages({ search: '%' })).toEqual([]);
    await change(shop, { from_path: '', to_path: '/products/care', redirect_id: fourth?.redirect_id });
    expect(await find(shop, '/old-4')).toBe('/products/care');
    await call(sql, catalog(shop), 'delete_redirect', { shop: shop.slug, redirect_id: fourth?.redirect_id });
    expect(await find(shop, '/old-4')).toBeNull();
  });

  test('see which field is wrong', async () => {
    const shop = await openShop(sql);
    await change(shop, { from_path: '/old', to_path: '/older' });
    const cases: [object, object][] = [
      [
        { from_path: '/products/care', to_path: '/' },
        { reason: 'path_in_use', field: 'from_path' },
      ],
      [
        { from_path: '/cart', to_path: '/' },
        { reason: 'path_in_use', field: 'from_path' },
      ],
      [
        { from_path: '/old/', to_path: '/' },
        { reason: 'path_redirected', field: 'from_path' },
      ],
      [
        { from_path: '/older', to_path: '/old' },
        { reason: 'redirect_loop', field: 'to_path' },
      ],
      [
        { from_path: '/new', to_path: '/new/' },
        { reason: 'same_path', field: 'to_path' },
      ],
      [{ from_path: '/new', to_path: '/x', redirect_id: randomUUID() }, { reason: 'redirect_not_found' }],
    ];
    for (const [args, refusal] of cases) await expectRefusal(sql, () => change(shop, args), refusal);
  });

  test('of other roles and shops are refused', async () => {
    const [shop, foreign] = [await openShop(sql), await openShop(sql)];
    const { redirect_id } = await change(shop, { from_path: '/old', to_path: '/products' });
    const others = staffRoles.filter((role) => !['owner', 'admin', 'catalog'].includes(role));
    for (const user of [...others.map((role) => shop.staff[role]), foreign.staff.owner]) {
      for (const [name, args] of [
        ['list_redirects', {}],
        ['save_redirect', { from_path: '/x', to_path: '/' }],
        ['delete_redirect', { redirect_id }],
      ] as const) {
        expect(
          await call(sql, person(user), name, { shop: shop.slug, ...args }).catch(refusalOf),
        ).toMatchObject({ reason: 'forbidden' });
      }
    }
    // a redirect of another shop is not found here
    await expectRefusal(sql, () => change(foreign, { from_path: '', to_path: '/', redirect_id }), {
      reason: 'redirect_not_found',
    });
    await call(sql, catalog(foreign), 'delete_redirect', { shop: foreign.slug, redirect_id });
    expect(await find(shop, '/old')).toBe('/products');
  });
});

test('a shop that is not published redirects nothing', async () => {
  const shop = await openShop(sql);
  await put(shop, '/old', '/products');
  await sql`update shops set published_at = null where id = ${shop.id}`;
  expect(await find(shop, '/old')).toBeNull();
});

describe('at the same time', () => {
  test('two redirects towards each other make no loop', async () => {
    const shop = await openShop(sql);
    const results = await behindGate(sql, redirectLock(shop), [
      () => put(shop, '/a', '/b'),
      () => put(shop, '/b', '/a'),
    ]);
    expect(split(results).reasons).toEqual(['redirect_loop']);
    expect(await all(shop)).toEqual([{ from_path: '/a', to_path: '/b' }]);
  });

  test('two products that swap slugs end with correct redirects', async () => {
    const shop = await openShop(sql);
    const other = await save(shop, simple(shop, 'Soap', { published_at: 'now' }));
    await rename(shop, 'first');
    const results = await behindGate(sql, redirectLock(shop), [
      () => rename(shop, 'care'),
      () => rename(shop, 'first-soap', other.product_id),
    ]);
    expect(split(results).reasons).toEqual([]);
    expect(await all(shop)).toEqual([
      { from_path: '/products/first', to_path: '/products/care' },
      { from_path: '/products/soap', to_path: '/products/first-soap' },
    ]);
    await expectNoChains(shop);
  });

  test('many redirects in random order never make a chain', async () => {
    const shop = await openShop(sql);
    const path = () => `/p${Math.floor(Math.random() * 6)}`;
    const results = await Promise.allSettled(times(120, () => put(shop, path(), path())));
    expect(new Set(split(results).reasons)).toEqual(new Set(['redirect_loop']));
    await expectNoChains(shop);
  });
});
