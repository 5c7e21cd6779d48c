import { expect, test } from 'vitest';
import { as, call, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';

/** Reads of a large catalogue by staff: 10,000 products of three variants each, every tenth sold out. */
const { sql } = await testDatabase();
const shop = await openShop(sql);
const catalog = person(shop.staff.catalog);

// the log of 60,000 edits is not needed
await sql`alter table products disable trigger log_edit`;
await sql`alter table variants disable trigger log_edit`;
await sql`alter table product_options disable trigger log_edit`;
await sql`insert into products (shop_id, slug, name, published_at)
  select ${shop.id}, 'p-' || i, 'Shea ' || md5(i::text), now() from generate_series(1, 10000) i`;
await sql`insert into product_options (shop_id, product_id, position, name, choices)
  select shop_id, id, 1, 'Size', '{S,M,L}' from products where shop_id = ${shop.id} and slug like 'p-%'`;
await sql`insert into variants (shop_id, product_id, sku, options, price_minor, position)
  select shop_id, id, slug || '-' || j, array[('{S,M,L}'::text[])[j]], 1000, j from products, generate_series(1, 3) j
  where shop_id = ${shop.id} and slug like 'p-%'`;
await sql`alter table product_tags disable trigger log_edit`;
await sql`insert into product_tags (shop_id, product_id, tag)
  select shop_id, id, 'tag-' || right(slug, 1) from products where shop_id = ${shop.id} and slug like 'p-%'`;
await sql`update inventory set on_hand = 20 where shop_id = ${shop.id} and variant_id in (
  select id from variants where shop_id = ${shop.id} and sku !~ '0-.$')`;
// 10,000 redirects, 300 categories with the products in them, and two collections of 1,000 and of 2,500 products
await sql`alter table redirects disable trigger log_edit`;
await sql`insert into redirects (shop_id, from_path, to_path)
  select ${shop.id}, '/old/' || md5(i::text), '/products/p-' || i from generate_series(1, 10000) i`;
await sql`alter table categories disable trigger log_edit`;
await sql`insert into categories (shop_id, slug, name, position)
  select ${shop.id}, 'c-' || i, 'Category ' || i, i from generate_series(1, 300) i`;
await sql`update products set category_id = (select id from categories where shop_id = ${shop.id}
  and slug = 'c-' || (1 + substr(products.slug, 3)::int % 300)) where shop_id = ${shop.id} and slug like 'p-%'`;
const collect = (slug: string, conditions: object[]) =>
  call<{ collection_id: string }>(sql, catalog, 'save_collection', {
    collection: {
      ...{ shop: shop.slug, name: slug, slug, published_at: 'now' },
      rule: { match: 'all', conditions },
    },
  });
const tagged = await collect('tagged', [{ field: 'tag', value: 'tag-7' }]);
await collect('sold', [{ field: 'price_to', value: 1000 }]);
await sql`vacuum analyze`;

type Page = { rows: { variant_id: string }[] };
const page = (args: object) => call<Page>(sql, catalog, 'list_stock', { shop: shop.slug, ...args });

/** How many blocks one call reads, in memory or not. */
const blocksOf = (query: string, caller = catalog) =>
  as(sql, caller, async (tx) => {
    await tx.unsafe(`select ${query}`); // loads the plans and the system catalogs into memory
    const explained = await tx.unsafe(`explain (analyze, buffers, format json) select ${query}`);
    const [row] = explained as unknown as [{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }];
    const { Plan: plan } = row['QUERY PLAN'][0];
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  });

const middle = (await page({ search: 'p-5000-2' })).rows[0]?.variant_id;
const lowRow = (await page({ view: 'low', max_rows: 101 })).rows.at(-1)?.variant_id;

const product = (await sql`select id from products where slug = 'p-5000' and shop_id = ${shop.id}`)[0]?.id;
const category = (await sql`select id from categories where shop_id = ${shop.id} and slug = 'c-7'`)[0]?.id;
const redirect = (
  await sql`select id from redirects where shop_id = ${shop.id} order by from_path offset 5000`
)[0]?.id;
const at = `'${shop.slug}'`;

test.each([
  ['stock, the first page', `list_stock(${at})`],
  ['stock, a page in the middle', `list_stock(${at}, from_id => '${middle}')`],
  ['stock, the page before it', `list_stock(${at}, from_id => '${middle}', upwards => true)`],
  ['stock, a word that all products have', `list_stock(${at}, search => 'shea')`],
  ['stock, the same from the middle', `list_stock(${at}, search => 'shea', from_id => '${middle}')`],
  ['stock, a SKU', `list_stock(${at}, search => 'p-777-3')`],
  ['stock, short words', `list_stock(${at}, search => '7 3 p 1')`],
  ['stock, two letters', `list_stock(${at}, search => 'a4')`],
  ['stock, nothing', `list_stock(${at}, search => 'nosuchthing')`],
  ['low stock', `list_stock(${at}, 'low')`],
  ['low stock further on', `list_stock(${at}, 'low', from_id => '${lowRow}')`],
  ['stock that is sold out', `list_stock(${at}, 'out')`],
  ['the count of low stock', `count_low_stock(${at})`],
  ['one variant', `get_stock('${middle}')`],
  ['products, the first page', `list_products(${at})`],
  ['products, the latest first', `list_products(${at}, sort => 'updated')`],
  ['products, a page in the middle', `list_products(${at}, from_id => '${product}')`],
  ['products, drafts', `list_products(${at}, 'draft')`],
  ['products, a tag', `list_products(${at}, tag => 'tag-7')`],
  ['products, a word that all have', `list_products(${at}, search => 'shea')`],
  ['products, a SKU', `list_products(${at}, search => 'p-777-3')`],
  ['one product', `get_product('${product}')`],
  ['the categories and tags', `list_product_groups(${at})`],
  ['products, a category', `list_products(${at}, category_id => '${category}')`],
  ['the tree of categories', `list_categories(${at})`],
  ['the collections', `list_collections(${at})`],
  ['one collection', `get_collection('${tagged.collection_id}')`],
  ['redirects, the first page', `list_redirects(${at})`],
  ['redirects, a page in the middle', `list_redirects(${at}, from_id => '${redirect}')`],
  ['redirects, a part of a path', `list_redirects(${at}, search => 'p-5000')`],
  ['redirects, a text that all have', `list_redirects(${at}, search => 'old')`],
  ['where a path leads', `find_redirect(${at}, '/old/x')`],
])('few blocks are read for %s', async (_, query) => {
  expect(await blocksOf(`public.${query}`)).toBeLessThan(2000);
});

test('few blocks are read for the page of a collection, for any caller', async () => {
  const query = `product_id from public.collection_products
    where collection_id = '${tagged.collection_id}' order by position, product_id limit 120`;
  expect(await blocksOf(query, visitor)).toBeLessThan(2000);
});
