import { expect, test } from 'vitest';
import { as, call, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder } from './fixtures.ts';
import { importsOn, line } from './imports.ts';
import { drawn } from './media.ts';
import { catalog, productsOn, shirt } from './products.ts';

const { sql } = await testDatabase();
const { read, save } = productsOn(sql);
const imports = importsOn(sql);

const stockOf = async (variant_id: string) => {
  const [stock] = await sql`select on_hand, committed from inventory where variant_id = ${variant_id}`;
  return { ...stock };
};
const bySku = async (shop: { id: string }, sku: string) => {
  const [variant] = await sql<{ id: string; product_id: string; is_active: boolean }[]>`
    select id, product_id, is_active from variants where shop_id = ${shop.id} and sku = ${sku}`;
  if (!variant) throw new Error(`no variant ${sku}`);
  return variant;
};

test('an undone import leaves every product as it was', async () => {
  const shop = await openShop(sql);
  const { product_id } = await save(shop, shirt(shop));
  const before = await read(shop, product_id);
  const id = await imports.apply(shop, [
    {
      ...{
        handle: 'linen-shirt',
        name: 'Shirt of linen',
        tags: ['new'],
        category: 'Shirts',
        status: 'published',
      },
      options: [
        { name: 'Size', choices: ['S', 'XL'] },
        { name: 'Colour', choices: ['White'] },
      ],
      variants: [
        { line: 2, sku: 'SH-S-W', price_minor: 5, on_hand: 9, barcode: '1', tax_class: 'exempt' },
        { line: 3, sku: 'SH-XL-W', options: ['XL', 'White'], price_minor: 6 },
      ],
    },
  ]);
  expect(await read(shop, product_id)).toMatchObject({ name: 'Shirt of linen', status: 'published' });
  expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'undone', errors: [] }]);
  const after = await read(shop, product_id);
  expect(after).toEqual({ ...before, version: before.version + 2, updated_at: after.updated_at });
  expect(await imports.get(shop, id)).toMatchObject({ state: 'undone', undone: { undone: 1, kept: 0 } });
  const reasons = await sql`select reason, on_hand_delta from stock_movements
    where variant_id = ${(await bySku(shop, 'SH-S-W')).id} order by id`;
  expect(reasons.map((row) => ({ ...row }))).toMatchObject([
    {},
    { reason: 'import', on_hand_delta: 5 },
    { reason: 'import', on_hand_delta: -5 },
  ]);
});

test('a product that the import created is archived, and its imported stock is removed', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [line('New', 'NEW', { on_hand: 6 })]);
  expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'undone' }]);
  const { id: variant, product_id } = await bySku(shop, 'NEW');
  expect(await read(shop, product_id)).toMatchObject({ status: 'archived' });
  expect(await stockOf(variant)).toEqual({ on_hand: 0, committed: 0 });
});

test('a product that was ordered or edited since stays', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [
    { ...line('Ordered', 'ORDERED', { on_hand: 6 }), status: 'published' },
    line('Edited', 'EDITED'),
  ]);
  await placeOrder(sql, shop, [[(await bySku(shop, 'ORDERED')).id, 1]]);
  const edited = await read(shop, (await bySku(shop, 'EDITED')).product_id);
  await save(shop, { ...edited, summary: 'Mine' });
  expect(await imports.undo(shop, id)).toMatchObject([
    { outcome: 'kept', errors: [{ field: 'product', reason: 'was_ordered' }] },
    { outcome: 'kept', errors: [{ field: 'product', reason: 'changed_since' }] },
  ]);
  expect(await read(shop, edited.product_id)).toMatchObject({ status: 'draft', summary: 'Mine' });
  expect(await stockOf((await bySku(shop, 'ORDERED')).id)).toMatchObject({ on_hand: 6 });
});

test('what a colleague changed since stays, and the rest is restored', async () => {
  const shop = await openShop(sql);
  const { product_id } = await save(shop, shirt(shop));
  const id = await imports.apply(shop, [
    {
      handle: 'linen-shirt',
      name: 'Two',
      summary: 'Two',
      variants: [{ line: 2, sku: 'SH-S-W', price_minor: 5, on_hand: 1 }],
    },
  ]);
  const open = await read(shop, product_id);
  await save(shop, {
    ...{ ...open, name: 'Three' },
    variants: open.variants.map((each) => (each.sku === 'SH-S-W' ? { ...each, price_minor: 7 } : each)),
  });
  expect(await imports.undo(shop, id)).toMatchObject([
    {
      outcome: 'partly',
      errors: [
        { field: 'price_minor', reason: 'changed_since', sku: 'SH-S-W' },
        { field: 'name', reason: 'changed_since' },
      ],
    },
  ]);
  const after = await read(shop, product_id);
  expect(after).toMatchObject({ name: 'Three', summary: 'Cool' });
  expect(after.variants[0]).toMatchObject({ sku: 'SH-S-W', price_minor: 7, on_hand: 4 });
  expect(await imports.rows(shop, id, 'kept')).toHaveLength(1);
});

test('stock is reduced by the imported amount, and not below what is sold', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [
    { variants: [{ line: 2, sku: 'serum', on_hand: 30 }] },
    { variants: [{ line: 3, sku: 'soap', on_hand: 30 }] },
  ]);
  // since then, three serums were delivered and twelve soaps sold
  await sql`select private.move_stock(${shop.id}, ${shop.variants.serum}, 3, 0, 'receive')`;
  await sql`select private.move_stock(${shop.id}, ${shop.variants.soap}, 0, 12, 'deduct')`;
  expect(await imports.undo(shop, id)).toMatchObject([
    { outcome: 'undone', errors: [] },
    { outcome: 'kept', errors: [{ field: 'on_hand', reason: 'below_committed', sku: 'soap' }] },
  ]);
  expect(await stockOf(shop.variants.serum)).toEqual({ on_hand: 13, committed: 0 });
  expect(await stockOf(shop.variants.soap)).toEqual({ on_hand: 30, committed: 12 });
});

test('a new variant that was ordered since stays, with its choice', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [
    {
      ...{ handle: 'care', options: [{ name: 'Kind', choices: ['balm'] }] },
      variants: [{ line: 2, sku: 'balm', options: ['balm'], price_minor: 100, on_hand: 3 }],
    },
  ]);
  await placeOrder(sql, shop, [[(await bySku(shop, 'balm')).id, 1]]);
  expect(await imports.undo(shop, id)).toMatchObject([
    {
      outcome: 'kept',
      errors: [{ field: 'variant', reason: 'was_ordered', sku: 'balm' }, { field: 'options' }],
    },
  ]);
  expect(await bySku(shop, 'balm')).toMatchObject({ is_active: true });
});

test('pictures that the import added stay only in the library, and those that still wait are not fetched', async () => {
  const shop = await openShop(sql);
  const pictures = ['a', 'b'].map((name) => ({ url: `https://old.example/${name}.jpg` }));
  const id = await imports.apply(shop, [{ handle: 'care', pictures, variants: [{ line: 2, sku: 'serum' }] }]);
  const [first] = await sql<
    { id: string }[]
  >`select id from import_pictures where product_id = ${shop.product} order by url`;
  const finish = (picture_id = '') =>
    call(sql, server, 'finish_import_picture', { picture_id, picture: { ...drawn(), file_name: 'a.jpg' } });
  await finish(first?.id);
  expect((await read(shop, shop.product)).images).toHaveLength(1);
  const [late] = await sql<{ id: string }[]>`select id from import_pictures where state = 'waiting'`;
  await imports.undo(shop, id);
  expect(await finish(late?.id), 'fetched meanwhile').toEqual({
    ...{ is_settled: true, is_stored: false, changed: [] },
  });
  expect(await sql`select alt from media where shop_id = ${shop.id}`).toEqual([{ alt: '' }]);
  expect((await read(shop, shop.product)).images).toHaveLength(0);
  expect(await sql`select from import_pictures where product_id = ${shop.product}`).toHaveLength(0);
});

test('a product that was deleted since is listed as kept', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [line('Gone', 'GONE')]);
  const { product_id } = await bySku(shop, 'GONE');
  await as(sql, catalog(shop), (tx) => tx`delete from products where id = ${product_id}`);
  expect(await imports.undo(shop, id)).toMatchObject([
    { outcome: 'kept', errors: [{ field: 'product', reason: 'product_gone' }] },
  ]);
});

test('a product that two rows of a file have changed is restored to what it was before both', async () => {
  const shop = await openShop(sql);
  const id = await imports.apply(shop, [
    { name: 'One', variants: [{ line: 2, sku: 'serum', price_minor: 5 }] },
    { name: 'Two', variants: [{ line: 3, sku: 'soap', price_minor: 6 }] },
  ]);
  expect(await imports.undo(shop, id)).toMatchObject([{ outcome: 'undone' }, { outcome: 'undone' }]);
  expect(await read(shop, shop.product)).toMatchObject({ name: 'Care' });
});

test('a value that a colleague has set stays, although an earlier row of the file had set the same value', async () => {
  const shop = await openShop(sql);
  const [first, last] = [5, 6];
  const id = await imports.apply(shop, [
    { name: 'One', variants: [{ line: 2, sku: 'serum', price_minor: first }] },
    { name: 'Two', variants: [{ line: 3, sku: 'serum', price_minor: last }] },
  ]);
  const open = await read(shop, shop.product);
  await save(shop, {
    ...{ ...open, name: 'One' },
    variants: open.variants.map((each) => (each.sku === 'serum' ? { ...each, price_minor: first } : each)),
  });
  const kept = [
    { field: 'price_minor', reason: 'changed_since', sku: 'serum' },
    { field: 'name', reason: 'changed_since' },
  ];
  expect(await imports.undo(shop, id)).toMatchObject([
    { outcome: 'kept', errors: kept },
    { outcome: 'kept', errors: kept },
  ]);
  const after = await read(shop, shop.product);
  expect(after).toMatchObject({ name: 'One' });
  expect(after.variants.find(({ sku }) => sku === 'serum')).toMatchObject({ price_minor: first });
});
