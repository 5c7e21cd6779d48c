import { expect, test } from 'vitest';
import { as, call, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { openLargeCatalogue } from './large-catalogue.ts';

/**
 * What the reads of a large catalogue cost: 10,000 products of three variants each. `IMPORTED=1` creates them by an import, which takes
 * minutes, and prints the blocks of each read.
 */
const isImported = process.env.IMPORTED === '1';
const { sql } = await testDatabase();
const shop = await openShop(sql);
const catalog = person(shop.staff.catalog);
await openLargeCatalogue(sql, shop, isImported);
// 10,000 redirects and pictures, and two collections: one of 1,000 products, one of all
for (const table of ['redirects', 'media']) await sql`alter table ${sql(table)} disable trigger log_edit`;
await sql`insert into redirects (shop_id, from_path, to_path)
  select ${shop.id}, '/old/' || md5(i::text), '/products/p-' || i from generate_series(1, 10000) i`;
await sql`insert into media (shop_id, src, file_name, alt, width, height, bytes)
  select ${shop.id}, '/media/' || i || '.webp', i || '.jpg', case when i % 4 > 0 then 'A jar of shea ' || i else '' end, 8, 8, 1
  from generate_series(1, 10000) i`;
await sql`insert into product_images (shop_id, product_id, media_id, src, alt, width, height)
  select products.shop_id, products.id, media.id, media.src, 'A jar', 8, 8 from products
  join media on media.shop_id = products.shop_id and media.src = '/media/' || substr(products.slug, 3) || '.webp'
  where products.shop_id = ${shop.id} and products.slug like 'p-%'`;
await sql`update products set is_featured = true where shop_id = ${shop.id} and slug like 'p-%3'`;
const createCollection = (slug: string, conditions: object[]) =>
  call<{ collection_id: string }>(sql, catalog, 'save_collection', {
    collection: {
      ...{ shop: shop.slug, name: slug, slug, published_at: 'now' },
      rule: { match: 'all', conditions },
    },
  });
const tagged = await createCollection('tagged', [{ field: 'tag', value: 'tag-7' }]);
await createCollection('cheap', [{ field: 'price_to', value: 1000 }]);
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
    const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
    if (isImported)
      console.log(`${String(blocks).padStart(6)} ${query.replaceAll(/\s+/g, ' ').slice(0, 120)}`);
    return blocks;
  });

const middle = (await page({ search: 'p-5000-2' })).rows[0]?.variant_id;
const lowRow = (await page({ view: 'low', max_rows: 101 })).rows.at(-1)?.variant_id;

const product = (await sql`select id from products where slug = 'p-5000' and shop_id = ${shop.id}`)[0]?.id;
const category = (await sql`select id from categories where shop_id = ${shop.id} and slug = 'c-7'`)[0]?.id;
const redirect = (
  await sql`select id from redirects where shop_id = ${shop.id} order by from_path offset 5000`
)[0]?.id;
const import_id = (await sql`select id from import_jobs where shop_id = ${shop.id}`)[0]?.id;
const [picture] = await sql`select id from media where shop_id = ${shop.id} and src = '/media/5000.webp'`;
const at = `'${shop.slug}'`;

test.each<[string, string]>([
  ['stock, the first page', `list_stock(${at})`],
  ['stock, a page in the middle', `list_stock(${at}, from_id => '${middle}')`],
  ['stock, the page before it', `list_stock(${at}, from_id => '${middle}', upwards => true)`],
  ['stock, a word that all products have', `list_stock(${at}, search => 'shea')`],
  ['stock, this word from the middle on', `list_stock(${at}, search => 'shea', from_id => '${middle}')`],
  ['stock, a SKU', `list_stock(${at}, search => 'p-777-3')`],
  ['stock, short words', `list_stock(${at}, search => '7 3 p 1')`],
  ['stock, two letters', `list_stock(${at}, search => 'a4')`],
  ['stock, a word that none has', `list_stock(${at}, search => 'nosuchthing')`],
  ['low stock', `list_stock(${at}, 'low')`],
  ['low stock further on', `list_stock(${at}, 'low', from_id => '${lowRow}')`],
  ['stock that is sold out', `list_stock(${at}, 'out')`],
  ['the count of low stock', `count_low_stock(${at})`],
  ['one variant', `get_stock('${middle}')`],
  ['products, the first page', `list_products(${at})`],
  ['products, the latest first', `list_products(${at}, sort => 'updated')`],
  ['products, a page in the middle', `list_products(${at}, from_id => '${product}')`],
  ['products, the page before it', `list_products(${at}, from_id => '${product}', upwards => true)`],
  [
    'products, the latest from the middle on',
    `list_products(${at}, sort => 'updated', from_id => '${product}')`,
  ],
  ...['draft', 'scheduled', 'published', 'archived'].map((status): [string, string] => [
    `products, ${status}`,
    `list_products(${at}, '${status}')`,
  ]),
  ['products, two letters', `list_products(${at}, search => 'a4')`],
  ['products, short words', `list_products(${at}, search => '7 3 p 1')`],
  ['products, a word that none has', `list_products(${at}, search => 'nosuchthing')`],
  [
    'products, all filters',
    `list_products(${at}, 'published', '${category}', 'tag-7', 'shea', 'updated', '${product}')`,
  ],
  ['pictures, the first page', `list_media(${at})`],
  ['pictures, a page in the middle', `list_media(${at}, from_id => '${picture?.id}')`],
  ['pictures, the page before it', `list_media(${at}, from_id => '${picture?.id}', upwards => true)`],
  ['pictures without a use', `list_media(${at}, 'unused')`],
  ['pictures without an alt text', `list_media(${at}, 'no_alt')`],
  ['pictures, a word', `list_media(${at}, search => 'shea')`],
  ['pictures, a word that none has', `list_media(${at}, search => 'nosuchthing')`],
  ['one picture', `get_media('${picture?.id}')`],
  ['the imports', `list_imports(${at})`],
  ['one import', `get_import('${import_id}')`],
  ['the rows of an import', `list_import_rows('${import_id}', from_position => 5000)`],
  ['the failed rows of an import', `list_import_rows('${import_id}', 'failed')`],
  ['the rows that an undo kept', `list_import_rows('${import_id}', 'kept')`],
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
  ['the redirect of a path', `find_redirect(${at}, '/old/x')`],
])('few blocks are read for %s', async (_, query) => {
  expect(await blocksOf(`public.${query}`)).toBeLessThan(2000);
});

const parts = `id, slug, name, summary, condition,
  (select json_agg(each) from (select id, price_minor, compare_at_minor from public.variants
    where variants.shop_id = products.shop_id and product_id = products.id order by position) as each) as variants,
  (select json_agg(each) from (select src, alt from public.product_images
    where product_images.shop_id = products.shop_id and product_id = products.id order by position limit 1) as each) as images`;
const twelve = (
  await sql<
    { id: string }[]
  >`select id from products where shop_id = ${shop.id} order by position, id limit 12`
).map(({ id }) => id);

// the reads of the storefront's pages, as the API sends them
test.each([
  ['the page of a product', `${parts} from public.products where shop_id = '${shop.id}' and slug = 'p-5000'`],
  ['the stock of a product', `* from public.list_available_stock('{${product}}', max_rows => 1000)`],
  [
    'its related products',
    `${parts} from public.products where id in ('${twelve.join("','")}') order by position, id limit 12`,
  ],
  ['the stock of a page of a list', `* from public.list_available_stock('{${twelve}}', max_rows => 1000)`],
  [
    'a page of the sitemap',
    `slug, updated_at from public.products where shop_id = '${shop.id}' order by slug limit 1000`,
  ],
  ['the menu', `id, slug, name from public.categories where shop_id = '${shop.id}' order by slug limit 1000`],
])('few blocks are read for %s, as a visitor', async (_, query) => {
  expect(await blocksOf(query, visitor)).toBeLessThan(2000);
});

test.each([
  ['all products', '', 417],
  ['a category', `, category => 'c-7'`, 2],
  ['the featured products', ', only_featured => true', 42],
  ['a collection of a tenth of the products', `, collection => 'tagged'`, 42],
  ['a collection of all products', `, collection => 'cheap'`, 417],
])('few blocks are read for any page of a list, as a visitor: %s', async (_, list, pages) => {
  const cards = (page: number) => `public.list_product_cards(${at}${list}, page => ${page})`;
  const [answer] = await sql.unsafe(`select ${cards(pages)} ->> 'pages' as pages`);
  expect(answer).toEqual({ pages: `${pages}` });
  const blocks = [];
  for (const page of [1, Math.ceil(pages / 2), pages]) blocks.push(await blocksOf(cards(page), visitor));
  expect(Math.max(...blocks)).toBeLessThan(2000);
  expect(Math.max(...blocks), 'a later page costs as much as the first').toBeLessThan(1.2 * (blocks[0] ?? 0));
});
