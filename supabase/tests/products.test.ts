import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, person, refusalOf, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, staffRoles } from './fixtures.ts';
import { behindGate, split } from './gate.ts';
import { catalog, productsOn, shirt, simple, type Variant } from './products.ts';

const { sql } = await testDatabase();
const { read, save, change } = productsOn(sql);

describe('a product', () => {
  test('is created with its options, variants, tags and opening stock, and read as it was saved', async () => {
    const shop = await openShop(sql);
    const made = await save(shop, shirt(shop));
    expect(made).toMatchObject({ slug: 'linen-shirt', version: 1 });
    const product = await read(shop, made.product_id);
    expect(product).toMatchObject({
      name: 'Linen shirt',
      status: 'draft',
      tags: ['linen', 'summer'],
      currency: 'NGN',
      options: shirt(shop).options,
      variants: [
        {
          sku: 'SH-S-W',
          options: ['S', 'White'],
          price_minor: 900_000,
          on_hand: 4,
          available: 4,
          is_active: true,
        },
        { sku: 'SH-S-I', cost_minor: 400_000, weight_grams: 180, on_hand: 0 },
        { sku: 'SH-L-I', compare_at_minor: 1_100_000, barcode: '6009' },
      ],
    });
    expect(
      await sql`select from products where id = ${made.product_id} and published_at is null`,
    ).toHaveLength(1);
  });

  test('that is saved as it was read changes only its version', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const product = await read(shop, product_id);
    await save(shop, product);
    const { version, updated_at, ...again } = await read(shop, product_id);
    expect(again).toEqual({ ...product, version: undefined, updated_at: undefined });
    expect(version).toBe(product.version + 1);
    const logs = await sql`select from activity_logs where entity_type in ('product', 'variant')
      and created_at > ${product.updated_at as string}::text::timestamptz and action like 'edit%'`;
    expect(logs).toHaveLength(0);
  });

  test('loses tags that are missing from a save', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    await save(shop, { ...(await read(shop, product_id)), tags: ['summer', 'new'] });
    expect(await read(shop, product_id)).toMatchObject({ tags: ['new', 'summer'] });
  });

  test('keeps its variants when their choices and SKUs are swapped', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const product = await read(shop, product_id);
    const [white, indigo] = product.variants as [Variant, Variant];
    const swapped = [
      { ...white, sku: indigo.sku, options: indigo.options },
      { ...indigo, sku: white.sku, options: white.options },
      ...product.variants.slice(2),
    ];
    await save(shop, { ...product, variants: swapped });
    const after = await read(shop, product_id);
    expect(after.variants.map(({ variant_id, sku }) => [variant_id, sku])).toEqual([
      [white.variant_id, 'SH-S-I'],
      [indigo.variant_id, 'SH-S-W'],
      [product.variants[2]?.variant_id, 'SH-L-I'],
    ]);
  });

  test('deactivates a removed variant that once had stock, and deletes one that never had any', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    const product = await read(shop, product_id);
    await save(shop, { ...product, variants: product.variants.slice(2) });
    const after = await read(shop, product_id);
    expect(after.variants.map(({ sku, is_active }) => [sku, is_active])).toEqual(
      expect.arrayContaining([
        ['SH-S-W', false],
        ['SH-L-I', true],
      ]),
    );
    expect(after.variants).toHaveLength(2);
  });

  test('deactivates a removed variant that was sold, and the order keeps its item', async () => {
    const shop = await openShop(sql);
    const { order_id } = await paidOrder(sql, shop, [[shop.variants.voucher, 1]]);
    const product = await read(shop, shop.product);
    await save(shop, { ...product, variants: product.variants.filter(({ sku }) => sku !== 'voucher') });
    const [variant] = await sql`select is_active from variants where id = ${shop.variants.voucher}`;
    expect(variant).toEqual({ is_active: false });
    expect(await sql`select from order_items where order_id = ${order_id}`).toHaveLength(1);
  });

  test('gets an unused slug from its name; a used one is refused', async () => {
    const shop = await openShop(sql);
    expect((await save(shop, simple(shop, 'Ọ̀ṣun, Oil & Soap!'))).slug).toBe('osun-oil-soap');
    expect((await save(shop, simple(shop, 'Ọ̀ṣun oil soap'))).slug).toBe('osun-oil-soap-2');
    expect((await save(shop, simple(shop, '…'))).slug).toBe('product');
    await expectRefusal(sql, () => save(shop, { ...simple(shop, 'Other'), slug: 'care' }), {
      status: 409,
      reason: 'slug_taken',
      field: 'slug',
    });
  });

  test('is saved for only one of two colleagues who edit it at once', async () => {
    const shop = await openShop(sql);
    const product = await read(shop, shop.product);
    const answers = await Promise.all(
      ['One', 'Two'].map((name) =>
        save(shop, { ...product, name }).then(
          () => 'saved',
          (error) => refusalOf(error).reason,
        ),
      ),
    );
    expect(answers.sort()).toEqual(['product_changed', 'saved']);
  });
});

test('a removed variant that is in a cart is deactivated, not deleted', async () => {
  const shop = await openShop(sql);
  const { product_id } = await save(shop, shirt(shop, { published_at: '2026-01-01T00:00:00Z' }));
  const product = await read(shop, product_id);
  const held = product.variants[1] as Variant;
  await call(sql, visitor, 'set_cart_item', { variant_id: held.variant_id, quantity: 1 });
  await save(shop, { ...product, variants: product.variants.filter((variant) => variant !== held) });
  expect((await read(shop, product_id)).variants).toContainEqual(
    expect.objectContaining({ variant_id: held.variant_id, is_active: false }),
  );
});

describe('a refused save changes nothing', () => {
  const cases: [string, (product: ReturnType<typeof shirt>) => Record<string, unknown>, object][] = [
    [
      'four options',
      (p) => ({ options: [...p.options, { name: 'Cut', choices: ['A'] }, { name: 'Fit', choices: ['B'] }] }),
      { reason: 'too_many_options', field: 'options' },
    ],
    [
      'the same choice twice',
      () => ({ options: [{ name: 'Size', choices: ['S', 's'] }] }),
      { reason: 'duplicate_choice', field: 'options' },
    ],
    [
      'an unknown choice',
      (p) => ({ variants: [{ ...p.variants[0], options: ['XL', 'White'] }] }),
      { reason: 'options_mismatch', field: 'variants' },
    ],
    [
      'a variant without a choice',
      (p) => ({ variants: [{ ...p.variants[0], options: ['S'] }] }),
      { reason: 'options_mismatch' },
    ],
    [
      'an unknown related product',
      () => ({ related: [{ product_id: randomUUID() }] }),
      { reason: 'product_not_found', field: 'related' },
    ],
    [
      'thirteen related products',
      () => ({ related: Array.from({ length: 13 }, () => ({ product_id: randomUUID() })) }),
      { reason: 'too_many_related', field: 'related' },
    ],
    [
      'two variants with the same choices',
      (p) => ({ variants: [p.variants[0], { ...p.variants[0], sku: 'X' }] }),
      { reason: 'duplicate_variant', field: 'variants' },
    ],
    [
      'a SKU twice',
      (p) => ({ variants: [p.variants[0], { ...p.variants[1], sku: 'SH-S-W' }] }),
      { reason: 'sku_taken', status: 409 },
    ],
    [
      'a SKU of another product',
      (p) => ({ variants: [{ ...p.variants[0], sku: 'serum' }] }),
      { reason: 'sku_taken', details: { sku: 'serum' } },
    ],
    ['no variant', () => ({ variants: [] }), { reason: 'variant_required', field: 'variants' }],
    [
      'an unknown variant',
      (p) => ({ variants: [{ ...p.variants[0], variant_id: randomUUID() }] }),
      { reason: 'unknown_variant' },
    ],
    ['no name', () => ({ name: ' ' }), { reason: 'invalid_product', field: 'name' }],
    [
      'a name of 121 letters',
      () => ({ name: 'x'.repeat(121) }),
      { reason: 'invalid_product', field: 'name' },
    ],
    [
      'no SKU',
      (p) => ({ variants: [{ ...p.variants[0], sku: ' ' }] }),
      { reason: 'invalid_product', field: 'sku' },
    ],
    [
      'a price below zero',
      (p) => ({ variants: [{ ...p.variants[0], price_minor: -1 }] }),
      { reason: 'invalid_product', field: 'price_minor' },
    ],
    [
      'no price',
      (p) => ({ variants: [{ ...p.variants[0], price_minor: null }] }),
      { reason: 'invalid_product', field: 'price_minor' },
    ],
    [
      'a former price that is lower',
      (p) => ({ variants: [{ ...p.variants[0], compare_at_minor: 1 }] }),
      { reason: 'invalid_product', field: 'compare_at_minor' },
    ],
    [
      'a price that is not a number',
      (p) => ({ variants: [{ ...p.variants[0], price_minor: 'much' }] }),
      { reason: 'invalid_product' },
    ],
    [
      'an unknown category',
      () => ({ category_id: randomUUID() }),
      { reason: 'category_not_found', field: 'category_id' },
    ],
    ['variants that are not a list', () => ({ variants: 'many' }), { reason: 'invalid_product' }],
    ['a tag of two lines', () => ({ tags: ['two\nlines'] }), { reason: 'invalid_product', field: 'tag' }],
    ['a tag of 41 letters', () => ({ tags: ['x'.repeat(41)] }), { reason: 'invalid_product', field: 'tag' }],
  ];
  test.each(cases)('%s', async (_, broken, refusal) => {
    const shop = await openShop(sql);
    const product = shirt(shop);
    await expectRefusal(sql, () => save(shop, { ...product, ...broken(product) }), refusal);
  });

  test('an outdated version', async () => {
    const shop = await openShop(sql);
    const product = await read(shop, shop.product);
    for (const version of [product.version + 1, null]) {
      await expectRefusal(sql, () => save(shop, { ...product, version }), {
        status: 409,
        reason: 'product_changed',
      });
    }
  });
});

test('products are for staff with catalog.write, in their own shop', async () => {
  const shop = await openShop(sql);
  const foreign = await openShop(sql);
  const product = await read(shop, shop.product);
  const attempts: [Parameters<typeof call>[2], Args][] = [
    ['list_products', { shop: shop.slug }],
    ['list_product_groups', { shop: shop.slug }],
    ['get_product', { product_id: shop.product }],
    ['save_product', { product }],
    ['save_product', { product: shirt(shop) }],
    ['clone_product', { product_id: shop.product }],
    ['update_products', { shop: shop.slug, product_ids: [shop.product], change: { archived: true } }],
  ];
  const outside = staffRoles.filter((role) => !['owner', 'admin', 'catalog'].includes(role));
  for (const [name, args] of attempts) {
    for (const caller of [...outside.map((role) => person(shop.staff[role])), person(foreign.staff.owner)]) {
      await expectRefusal(sql, () => call(sql, caller, name, args), { status: 403, reason: 'forbidden' });
    }
    await expect(call(sql, visitor, name, args)).rejects.toThrow(/permission denied/);
  }
  await expectRefusal(sql, () => change(foreign, [foreign.product, shop.product], { archived: true }), {
    status: 404,
    reason: 'product_not_found',
  });
});

test('an archived product is hidden from shoppers and cannot be bought', async () => {
  const shop = await openShop(sql);
  await change(shop, [shop.product], { archived: true });
  await expectRefusal(
    sql,
    () => call(sql, visitor, 'set_cart_item', { variant_id: shop.variants.serum, quantity: 1 }),
    {
      reason: 'unknown_variant',
    },
  );
  await change(shop, [shop.product], { archived: false });
  expect(await call(sql, visitor, 'get_available_stock', { variant_id: shop.variants.serum })).toBe(10);
});

test('each copy is a draft with SKUs of its own and no stock', async () => {
  const shop = await openShop(sql);
  const { product_id } = await save(shop, shirt(shop, { published_at: '2026-01-01T00:00:00Z' }));
  const [first] = (await read(shop, product_id)).variants;
  await sql`insert into product_images (shop_id, product_id, variant_id, src, alt, width, height)
    values (${shop.id}, ${product_id}, ${first?.variant_id as string}, '/s.webp', 'A shirt', 8, 8)`;
  for (const suffix of ['-copy', '-copy-2']) {
    const copy = await call<{ product_id: string }>(sql, catalog(shop), 'clone_product', { product_id });
    const product = await read(shop, copy.product_id);
    expect(product).toMatchObject({
      ...{
        name: 'Linen shirt (copy)',
        slug: `linen-shirt${suffix}`,
        status: 'draft',
        tags: ['linen', 'summer'],
      },
      variants: [
        { sku: `SH-S-W${suffix}`, options: ['S', 'White'], on_hand: 0, price_minor: 900_000 },
        { sku: `SH-S-I${suffix}`, cost_minor: 400_000 },
        { sku: `SH-L-I${suffix}`, barcode: null },
      ],
      images: [{ variant_id: product.variants[0]?.variant_id, alt: 'A shirt' }],
    });
  }
});

test('two new products with the same name get different slugs, also when one is a copy', async () => {
  const shop = await openShop(sql);
  const hat = await save(shop, simple(shop, 'Hat'));
  const variant = { options: [], price_minor: 100 };
  const add = (name: string) => () =>
    save(shop, simple(shop, name, { variants: [{ ...variant, sku: name }] }));
  // a new product needs the row of its shop
  const gate = `select from shops where id = '${shop.id}' for update`;
  const copy = () =>
    call<{ product_id: string }>(sql, catalog(shop), 'clone_product', { product_id: hat.product_id });
  const results = await behindGate<{ product_id: string }>(sql, gate, [add('Hat'), add('Hat!'), copy, copy]);
  const ids = split(results).answers.map(({ product_id }) => product_id);
  const made = await sql<{ slug: string }[]>`select slug from products where id = any (${ids}) order by slug`;
  expect(made.map(({ slug }) => slug)).toEqual(['hat-2', 'hat-3', 'hat-copy', 'hat-copy-2']);
});

test('the database itself refuses a variant that does not fit the options of its product', async () => {
  const shop = await openShop(sql);
  const insert = (options: string[]) =>
    sql`insert into variants (shop_id, product_id, sku, options, price_minor)
      values (${shop.id}, ${shop.product}, 'odd', ${options}, 1)`;
  for (const options of [[], ['unknown'], ['serum', 'large']]) {
    await expect(insert(options)).rejects.toMatchObject({ code: '23514' });
  }
  await expect(insert(['serum'])).rejects.toMatchObject({ code: '23P01' });
  await expect(sql`delete from product_options where product_id = ${shop.product}`).rejects.toMatchObject({
    code: '23514',
  });
});
