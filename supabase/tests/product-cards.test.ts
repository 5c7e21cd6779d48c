import { expect, test } from 'vitest';
import { type Args, call, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';

/** The lists of products that shoppers see, page by page. */

const { sql } = await testDatabase();

type Card = { id: string; slug: string; variants: object[]; product_images: object[] };
type Page = { total: number; pages: number; products: Card[] };

const read = (args: Args) => call<Page>(sql, visitor, 'list_product_cards', args);
const slugsOf = (rows: readonly { slug: string }[]) => rows.map(({ slug }) => slug);

/** All pages of a list, and the page after the last one. */
async function readAll(args: Args) {
  const first = await read(args);
  const pages = [first];
  for (let page = 2; page <= first.pages + 1; page++) pages.push(await read({ ...args, page }));
  return pages;
}

/**
 * A shop with 75 products, of which 60 are shown; they share three positions and two names. Half of them are in a category or in the one
 * below it, and all are in a collection.
 */
async function openFullShop() {
  const shop = await openShop(sql);
  await sql`update products set archived_at = now() where id = ${shop.product}`;
  const [top, below] = await sql<{ id: string }[]>`insert into categories (shop_id, slug, name)
    values (${shop.id}, 'care', 'Care'), (${shop.id}, 'oils', 'Oils') returning id`;
  await sql`update categories set parent_id = ${top?.id ?? ''} where id = ${below?.id ?? ''}`;
  await sql`insert into products (shop_id, slug, name, position, is_featured, category_id, published_at, archived_at)
    select ${shop.id}, 'p-' || i, 'Shea ' || i % 2, i % 3, i % 2 = 0,
      case i % 4 when 0 then ${top?.id ?? ''}::uuid when 1 then ${below?.id ?? ''}::uuid end,
      case i % 15 when 0 then null when 1 then now() + interval '1 hour' else now() end,
      case when i % 15 = 2 then now() end
    from generate_series(1, 75) i`;
  await sql`insert into variants (shop_id, product_id, sku, price_minor)
    select shop_id, id, slug, 1000 from products where shop_id = ${shop.id} and slug like 'p-%'`;
  const { collection_id } = await call<{ collection_id: string }>(
    sql,
    person(shop.staff.catalog),
    'save_collection',
    {
      collection: { shop: shop.slug, name: 'Picks', slug: 'picks', published_at: 'now' },
    },
  );
  // the reverse of the products' own order, with equal positions
  await sql`insert into collection_products (shop_id, collection_id, product_id, position)
    select shop_id, ${collection_id}, id, 2 - position from products where shop_id = ${shop.id} and slug like 'p-%'`;
  return shop;
}

const shop = await openFullShop();
const inCategory = 'category_id in (select id from categories where slug = any($2))';

test.each<[string, Args, string, string[]]>([
  ['all products', {}, 'true', []],
  ['a category, with those of the category below it', { category: 'care' }, inCategory, ['{care,oils}']],
  ['the category below', { category: 'oils' }, inCategory, ['{oils}']],
  ['the featured products', { only_featured: true }, 'is_featured', []],
  ['a collection', { collection: 'picks' }, 'true', []],
])('the pages show each product once, in the order of the list: %s', async (_, args, condition, values) => {
  const order = args.collection ? '2 - position' : 'position';
  const shown = await sql.unsafe<{ slug: string }[]>(
    `select slug from products where shop_id = $1 and ${condition} and published_at <= now() and archived_at is null
    order by ${order}, id`,
    [shop.id, ...values],
  );
  const pages = await readAll({ shop: shop.slug, ...args });
  const found = pages.flatMap(({ products }) => slugsOf(products));
  expect(found).toEqual(slugsOf(shown));
  expect(new Set(found).size).toBe(found.length);
  const count = Math.ceil(found.length / 24);
  expect(pages.slice(0, -1).map(({ total, pages }) => [total, pages])).toEqual(
    pages.slice(0, -1).map(() => [found.length, count]),
  );
  expect(pages.map(({ products }) => products.length > 0)).toEqual([...Array(count).fill(true), false]);
  expect(pages.every(({ products }) => products.length <= 24)).toBe(true);
});

test('the lists are longer than a page', async () => {
  expect(await read({ shop: shop.slug })).toMatchObject({ total: 60, pages: 3 });
  expect(await read({ shop: shop.slug, category: 'care', page: 2 })).toMatchObject({ pages: 2 });
});

test('a card has the variants for sale, in their order, and the first picture', async () => {
  const shop = await openShop(sql);
  const { serum, soap, voucher } = shop.variants;
  await sql`update variants set is_active = false where id = ${voucher}`;
  await sql`update variants set position = case id when ${serum} then 2 else 1 end, compare_at_minor = 900000
    where product_id = ${shop.product}`;
  for (const [position, src] of ['/first.webp', '/second.webp'].entries())
    await sql`insert into product_images (shop_id, product_id, src, alt, width, height, position)
      values (${shop.id}, ${shop.product}, ${src}, 'A jar', 4, 5, ${position})`;
  const { products } = await read({ shop: shop.slug });
  expect(products).toEqual([
    {
      ...{ id: shop.product, slug: 'care', name: 'Care', summary: '', condition: 'new' },
      variants: [
        { id: soap, price_minor: 150_000, compare_at_minor: 900_000 },
        { id: serum, price_minor: 450_000, compare_at_minor: 900_000 },
      ],
      product_images: [
        {
          ...{ src: '/first.webp', alt: 'A jar', width: 4, height: 5 },
          ...{ focal_x: 0.5, focal_y: 0.5, placeholder: null },
        },
      ],
    },
  ]);
  await sql`delete from product_images where product_id = ${shop.product}`;
  await sql`update variants set is_active = false where product_id = ${shop.product}`;
  expect((await read({ shop: shop.slug })).products).toMatchObject([{ variants: [], product_images: [] }]);
});

test('a list that visitors may not see, or that does not exist, is empty', async () => {
  const shop = await openFullShop();
  const nothing = { total: 0, pages: 0, products: [] };
  for (const args of [
    { shop: 'nowhere' },
    { shop: shop.slug, category: 'nothing' },
    { shop: shop.slug, collection: 'nothing' },
    { shop: shop.slug, page: 0 },
    { shop: shop.slug, page: -1 },
    { shop: shop.slug, page: 2_147_483_647 },
  ])
    expect((await read(args)).products, JSON.stringify(args)).toEqual([]);
  await sql`update collections set published_at = null where shop_id = ${shop.id}`;
  expect(await read({ shop: shop.slug, collection: 'picks' })).toEqual(nothing);
  await sql`update shops set published_at = null where id = ${shop.id}`;
  for (const args of [{}, { category: 'care' }])
    expect(await read({ shop: shop.slug, ...args })).toEqual(nothing);
});
