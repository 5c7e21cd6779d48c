import { describe, expect, test } from 'vitest';
import { call, expectRefusal, fingerprint, person } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { importsOn, line } from './imports.ts';
import { catalog, productsOn, shirt } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const imports = importsOn(sql);

const shirts = () => ({
  handle: 'linen-shirt',
  old_path: '/products/linen-shirt',
  name: 'Linen shirt',
  category: 'Shirts',
  tags: ['linen'],
  status: 'published',
  options: [{ name: 'Size', choices: ['S', 'L'] }],
  variants: [
    { line: 2, sku: 'SH-S', options: ['S'], price_minor: 900_000, on_hand: 4 },
    { line: 3, sku: 'SH-L', options: ['L'], price_minor: 950_000, on_hand: 0 },
  ],
});
const productId = async (shop: { id: string }, slug: string) => {
  const [found] = await sql<
    { id: string }[]
  >`select id from products where shop_id = ${shop.id} and slug = ${slug}`;
  return found?.id ?? '';
};

describe('a check', () => {
  test('shows what the import would do, and changes nothing', async () => {
    const shop = await openShop(sql);
    const id = await imports.create(shop);
    await imports.save(shop, id, [shirts(), line('Care', 'serum', { price_minor: 1 })]);
    const before = await fingerprint(sql);
    expect(await imports.run(id)).toBe('checked');
    expect(await imports.get(shop, id)).toMatchObject({
      counts: { created: 1, updated: 1, unchanged: 0, failed: 0 },
    });
    const after = await fingerprint(sql);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(['import_jobs', 'import_rows']);
  });

  test.each([
    ['a name that is too long', line('x'.repeat(121), 'A'), { reason: 'invalid_product', field: 'name' }],
    [
      'a new variant without a price',
      { name: 'A', variants: [{ line: 7, sku: 'A' }] },
      { reason: 'price_required', line: 7 },
    ],
    [
      'an unknown SKU without a name',
      { variants: [{ line: 2, sku: 'none', price_minor: 1 }] },
      { reason: 'product_not_in_shop' },
    ],
    [
      'SKUs of two products',
      { name: 'A', handle: 'care', variants: [{ line: 2, sku: 'OTHER', price_minor: 1 }] },
      { reason: 'sku_taken' },
    ],
    ['a SKU as 1.23E+12', line('A', '1.23457E+12'), { reason: 'sku_rewritten', field: 'sku', line: 2 }],
    [
      'a SKU that has lost its zeros',
      line('A', '123'),
      { reason: 'sku_zeros_lost', details: { line: 2, sku: '00123' } },
    ],
    [
      'two variants with the same choices',
      { ...shirts(), variants: shirts().variants.map((each) => ({ ...each, options: ['S'] })) },
      { reason: 'duplicate_variant' },
    ],
    [
      'a choice that its option lacks',
      { ...shirts(), options: [{ name: 'Size', choices: ['S'] }] },
      { reason: 'options_mismatch' },
    ],
    [
      'a compare-at price that is lower',
      line('A', 'A', { compare_at_minor: 5 }),
      { reason: 'invalid_product', field: 'compare_at_minor' },
    ],
    [
      'a picture that is not on https',
      { ...line('A', 'A'), pictures: [{ url: 'http://x.example/a.jpg' }] },
      { reason: 'picture_not_https' },
    ],
    ['stock below what is sold', line('Care', 'sold', { on_hand: 0 }), { reason: 'below_committed' }],
    ['a weight in letters', line('A', 'A', { weight_grams: 'heavy' }), { reason: 'invalid_product' }],
  ])('names what is wrong: %s', async (_, product, error) => {
    const shop = await openShop(sql, { sold: { price_minor: 100, on_hand: 5 } });
    await save(shop, {
      ...{ shop: shop.slug, name: 'Other' },
      variants: [{ sku: 'OTHER', options: [], price_minor: 1 }],
    });
    await save(shop, {
      ...{ shop: shop.slug, name: 'Zeros' },
      variants: [{ sku: '00123', options: [], price_minor: 1 }],
    });
    await sql`select private.move_stock(${shop.id}, ${shop.variants.sold}, 0, 2, 'deduct')`;
    const id = await imports.check(shop, [product, line('Good', 'GOOD')]);
    const [failed, good] = await imports.rows(shop, id);
    expect(failed).toMatchObject({ outcome: 'failed', errors: [error] });
    expect(good).toMatchObject({ outcome: 'created', errors: [] });
  });

  test('does not try products that could not be read', async () => {
    const shop = await openShop(sql);
    const errors = [{ line: 2, field: 'price_minor', reason: 'amount_unreadable' }];
    const id = await imports.check(shop, [{ ...line('A', 'A'), errors }]);
    await imports.start(shop, id);
    expect(await imports.run(id)).toBe('done');
    expect(await imports.rows(shop, id, 'failed')).toMatchObject([
      { outcome: 'failed', errors, product_id: null },
    ]);
  });

  test('accepts a SKU that looks rewritten if the shop has it', async () => {
    const shop = await openShop(sql);
    await save(shop, {
      ...{ shop: shop.slug, name: 'Odd' },
      variants: [{ sku: '1.5E+10', options: [], price_minor: 1000 }],
    });
    const id = await imports.check(shop, [{ variants: [{ line: 2, sku: '1.5E+10', price_minor: 1000 }] }]);
    expect(await imports.get(shop, id)).toMatchObject({ counts: { unchanged: 1 } });
  });
});

describe('an import', () => {
  test('creates a product with its options, category, tags and stock; repeating it changes nothing', async () => {
    const shop = await openShop(sql);
    await imports.apply(shop, [shirts()]);
    const product_id = await productId(shop, 'linen-shirt');
    expect(await read(shop, product_id)).toMatchObject({
      ...{ name: 'Linen shirt', status: 'published', tags: ['linen'], options: shirts().options },
      variants: [
        { sku: 'SH-S', options: ['S'], price_minor: 900_000, on_hand: 4 },
        { sku: 'SH-L', options: ['L'], on_hand: 0 },
      ],
    });
    const moves =
      await sql`select reason, note, on_hand from stock_movements join variants on variants.id = variant_id where sku = 'SH-S'
      and variants.shop_id = ${shop.id}`;
    expect(moves.map((row) => ({ ...row }))).toEqual([
      { reason: 'import', note: 'products.csv', on_hand: 4 },
    ]);
    const again = await imports.check(shop, [shirts()]);
    expect(await imports.get(shop, again)).toMatchObject({
      counts: { unchanged: 1, updated: 0, created: 0 },
    });
  });

  test('changes what is in the file and nothing else', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const before = await read(shop, product_id);
    await imports.apply(shop, [{ variants: [{ line: 2, sku: 'SH-S-I', price_minor: 1 }] }]);
    const { version, updated_at, variants, ...after } = await read(shop, product_id);
    const { version: _v, updated_at: _u, variants: variantsBefore, ...rest } = before;
    expect(after).toEqual(rest);
    expect(version).toBe(before.version + 1);
    expect(updated_at).not.toBe(before.updated_at);
    expect(variants).toEqual(
      variantsBefore.map((each) => (each.sku === 'SH-S-I' ? { ...each, price_minor: 1 } : each)),
    );
  });

  test('adds a variant with a new choice, and finds one without SKU by its choices', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const colours = { name: 'colour', choices: ['Indigo', 'Black'] };
    await imports.apply(shop, [
      {
        ...{ handle: 'linen-shirt', options: [{ name: 'Size', choices: ['S', 'L'] }, colours] },
        variants: [
          { line: 2, sku: null, proposed_sku: 'X', options: ['L', 'Indigo'], price_minor: 7 },
          { line: 3, sku: 'SH-L-B', options: ['L', 'Black'], price_minor: 8 },
        ],
      },
    ]);
    const product = await read(shop, product_id);
    expect(product.options).toEqual([
      { name: 'Size', choices: ['S', 'L'] },
      { name: 'Colour', choices: ['White', 'Indigo', 'Black'] },
    ]);
    expect(product.variants.map(({ sku, price_minor }) => [sku, price_minor])).toEqual([
      ['SH-S-W', 900_000],
      ['SH-S-I', 950_000],
      ['SH-L-I', 7],
      ['SH-L-B', 8],
    ]);
  });

  test('keeps the names of its options if the file has none; a new product gets numbers', async () => {
    const shop = await openShop(sql);
    await save(shop, shirt(shop));
    const options = [['S', 'M'], ['White']].map((choices) => ({ name: null, choices }));
    const variants = (sku: string) => [{ line: 2, sku, options: ['M', 'White'], price_minor: 7 }];
    await imports.apply(shop, [
      { handle: 'linen-shirt', options, variants: variants('SH-M-W') },
      { name: 'Smock', handle: 'smock', options, variants: variants('SM') },
    ]);
    const named =
      await sql`select string_agg(name || ': ' || array_to_string(choices, ' '), ', ' order by position) as options
      from product_options where shop_id = ${shop.id} and product_id <> ${shop.product} group by product_id order by 1`;
    expect(named.map((product) => product.options)).toEqual([
      'Option 1: S M, Option 2: White',
      'Size: S L M, Colour: White Indigo',
    ]);
  });

  test('does not store the line number and the proposed SKU of a row with a new variant', async () => {
    const shop = await openShop(sql);
    const given = [{ line: 2, sku: null, proposed_sku: 'NEW', price_minor: 5 }];
    const [row] = await sql`select private.import_variants(${shop.id}, '[]', ${sql.json(given)}) as variants`;
    expect(row?.variants).toEqual([
      { sku: 'NEW', price_minor: 5, options: [], on_hand: 0, is_active: true, is_tracked: true },
    ]);
  });

  test('creates the valid product of a file, and nothing of the one that fails', async () => {
    const shop = await openShop(sql);
    const id = await imports.apply(shop, [line('', 'A'), line('B', 'B')]);
    expect(await imports.get(shop, id)).toMatchObject({ state: 'done', counts: { created: 1, failed: 1 } });
    expect(await sql`select from variants where shop_id = ${shop.id} and sku = 'A'`).toHaveLength(0);
  });

  test('makes an open editor of a changed product stale', async () => {
    const shop = await openShop(sql);
    const open = await read(shop, shop.product);
    await imports.apply(shop, [{ variants: [{ line: 2, sku: 'serum', price_minor: 5 }] }]);
    await expectRefusal(sql, () => save(shop, open), { status: 409, reason: 'product_changed' });
  });

  test('without a column for stock keeps what an order has taken', async () => {
    const shop = await openShop(sql);
    await sql`select private.move_stock(${shop.id}, ${shop.variants.serum}, -3, 0, 'ship')`;
    await imports.apply(shop, [{ variants: [{ line: 2, sku: 'serum', price_minor: 5 }] }]);
    const [stock] = await sql`select on_hand from inventory where variant_id = ${shop.variants.serum}`;
    expect(stock).toEqual({ on_hand: 7 });
  });

  test('can be read, started and run only by staff who edit the catalogue', async () => {
    const shop = await openShop(sql);
    const id = await imports.create(shop);
    const verifier = person(shop.staff.verifier);
    for (const name of [
      'get_import',
      'start_import',
      'undo_import',
      'run_import_batch',
      'list_import_rows',
    ] as const)
      await expectRefusal(sql, () => call(sql, verifier, name, { import_id: id }), {
        reason: 'import_not_found',
      });
    await expectRefusal(
      sql,
      () => call(sql, verifier, 'create_import', { shop: shop.slug, file_name: 'a' }),
      {
        reason: 'forbidden',
      },
    );
    await expectRefusal(sql, () => imports.start(shop, id), { reason: 'import_not_ready' });
  });

  test('remembers the mapping of columns for each shop and set of column headers', async () => {
    const [shop, other] = [await openShop(sql), await openShop(sql)];
    const heads = ['Artikel', 'Preis'];
    await call(sql, catalog(shop), 'save_import_mapping', {
      shop: shop.slug,
      heads,
      columns: { sku: 0, price_minor: 1 },
    });
    const get = (of: typeof shop, heads: string[]) =>
      call(sql, catalog(of), 'get_import_mapping', { shop: of.slug, heads });
    expect(await get(shop, heads)).toEqual({ sku: 0, price_minor: 1 });
    expect(await get(shop, ['Preis', 'Artikel'])).toBeNull();
    expect(await get(other, heads)).toBeNull();
  });

  test('lists the products that a batch has changed, with where they were and are shown', async () => {
    const shop = await openShop(sql);
    const pages = async (id: string) => {
      const { changed, has_new_category } = await imports.batch(id);
      return { changed: changed.map(({ slug, category_id }) => [slug, category_id]), has_new_category };
    };
    const begin = async (products: Parameters<typeof imports.check>[1]) => {
      const id = await imports.check(shop, products);
      await imports.start(shop, id);
      return id;
    };
    const [care, same] = [line('Care', 'serum', { price_minor: 1 }), line('Same', 'SAME')];
    await imports.apply(shop, [same]);
    const categorised = await begin([{ ...care, category: 'Skin' }, same, line('', 'BAD')]);
    const [category] = await sql<{ id: string }[]>`select id from categories where shop_id = ${shop.id}`;
    expect(category).toBeUndefined();
    const { changed, has_new_category } = await pages(categorised);
    const [skin] = await sql<{ id: string }[]>`select id from categories where shop_id = ${shop.id}`;
    expect({ changed, has_new_category }).toEqual({
      ...{
        changed: [
          ['care', skin?.id],
          ['care', null],
        ],
        has_new_category: true,
      },
    });
    await imports.run(categorised);
    await sql`insert into collections (shop_id, slug, name) values (${shop.id}, 'best', 'Best')`;
    await sql`insert into collection_products (shop_id, collection_id, product_id, position)
      select shop_id, id, ${shop.product}, 0 from collections where shop_id = ${shop.id}`;
    const priced = await begin([{ ...care, category: 'Skin', is_featured: true }]);
    const batch = await imports.batch(priced);
    expect(batch).toMatchObject({
      has_new_category: false,
      changed: [true, false].map((is_featured) => ({
        ...{
          product_id: shop.product,
          slug: 'care',
          category_id: skin?.id,
          is_featured,
          collections: ['best'],
        },
      })),
    });
    await imports.run(priced);
    await call(sql, catalog(shop), 'undo_import', { import_id: priced });
    expect((await imports.batch(priced)).changed.map(({ slug }) => slug)).toEqual(['care', 'care']);
  });

  test('works in batches of less than two seconds, until all is done', async () => {
    const shop = await openShop(sql);
    const products = Array.from({ length: 200 }, (_, index) =>
      line(`Product ${index}`, `P-${index}`, { on_hand: 3 }),
    );
    const id = await imports.check(shop, products);
    await imports.start(shop, id);
    let [state, longest] = ['running', 0];
    while (state === 'running') {
      const started = performance.now();
      ({ state } = await imports.batch(id));
      longest = Math.max(longest, performance.now() - started);
    }
    expect(longest).toBeLessThan(2000);
    expect(await imports.get(shop, id)).toMatchObject({ state: 'done', counts: { created: 200 } });
  });
});
