import { describe, expect, test } from 'vitest';
import { call, expectRefusal, server } from './caller.ts';
import { all, any, collectionLock, collectionsOn } from './collections.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder } from './fixtures.ts';
import { behindGate, split } from './gate.ts';
import { type AnyShop, catalog, type Product, productsOn, shirt, simple } from './products.ts';

const { sql } = await testDatabase();
const { read, save, change } = productsOn(sql);
const { write, open, members, claim, market } = collectionsOn(sql);

describe('a rule', () => {
  test.each<[string, object, string[]]>([
    ['a tag', all({ field: 'tag', value: 'summer' }), ['Cheap']],
    ['a condition', all({ field: 'condition', value: 'second_hand' }), ['Cheap']],
    ['a price from', all({ field: 'price_from', value: 500 }), ['Care', 'Dear', 'Fair']],
    ['a price to', all({ field: 'price_to', value: 500 }), ['Cheap', 'Fair']],
    ['on sale', all({ field: 'on_sale' }), ['Fair']],
    ['in stock', all({ field: 'in_stock' }), ['Care', 'Cheap', 'Fair']],
    ['added within days', all({ field: 'added_within', value: 2 }), ['Care', 'Cheap', 'Dear', 'Fair']],
    ['all', all({ field: 'price_to', value: 500 }, { field: 'on_sale' }), ['Fair']],
    ['any', any({ field: 'tag', value: 'summer' }, { field: 'on_sale' }), ['Cheap', 'Fair']],
    ['a text with SQL in it', all({ field: 'tag', value: "'; drop table products; --" }), []],
  ])('by %s finds the right products, saved and in its preview', async (_, rule, names) => {
    const { shop } = await market();
    const saved = await write(shop, { rule });
    expect(await members(saved)).toEqual(names);
    const preview = await call<{ count: number; products: { name: string }[] }>(
      sql,
      catalog(shop),
      'preview_collection',
      { shop: shop.slug, rule },
    );
    expect(preview.products.map(({ name }) => name).sort()).toEqual(names);
    expect(preview.count).toBe(names.length);
    expect(await open(shop, saved)).toMatchObject({ product_count: names.length, rule });
  });

  test('by category matches its whole branch, also after a move', async () => {
    const { shop, cheap } = await market();
    const category = (name: string, parent_id: string | null = null) =>
      call<{ category_id: string; version: number }>(sql, catalog(shop), 'save_category', {
        category: { shop: shop.slug, name, parent_id },
      });
    const [top, other] = [await category('Top'), await category('Other')];
    const low = await category('Low', top.category_id);
    await save(shop, { ...(await read(shop, cheap.product_id)), category_id: low.category_id });
    const saved = await write(shop, { rule: all({ field: 'category', value: top.category_id }) });
    expect(await members(saved)).toEqual(['Cheap']);
    await call(sql, catalog(shop), 'move_category', {
      ...{ category_id: low.category_id, version: low.version, parent_id: other.category_id, place: 0 },
    });
    expect(await members(saved)).toEqual([]);
  });

  test('follows every change of a product', async () => {
    const { shop, cheap, fair, dear } = await market();
    const sale = await write(shop, { name: 'Sale', rule: all({ field: 'on_sale' }) });
    const tagged = await write(shop, { name: 'Tagged', rule: all({ field: 'tag', value: 'new' }) });
    const low = await write(shop, { name: 'Low', rule: all({ field: 'price_to', value: 500 }) });
    await change(shop, [cheap.product_id, dear.product_id], { add_tag: 'new' });
    expect(await members(tagged)).toEqual(['Cheap', 'Dear']);
    await change(shop, [dear.product_id], { remove_tag: 'new' });
    expect(await members(tagged)).toEqual(['Cheap']);
    await change(shop, [fair.product_id], { price_percent: 60 });
    expect(await members(low)).toEqual(['Cheap']);
    expect(await members(sale), 'the new price is above the former one').toEqual([]);
    await sql`update variants set compare_at_minor = 5000 where product_id = ${dear.product_id}`;
    expect(await members(sale)).toEqual(['Dear']);
    await sql`update variants set is_active = false where product_id = ${dear.product_id}`;
    expect(await members(sale)).toEqual([]);
    const late = await save(shop, simple(shop, 'Late', { tags: ['new'] }));
    expect(await members(tagged)).toEqual(['Cheap', 'Late']);
    await sql`delete from products where id = ${late.product_id}`;
    expect(await members(tagged)).toEqual(['Cheap']);
  });

  test('leaves archived products out, as its preview does', async () => {
    const { shop, cheap, fair } = await market();
    const rule = all({ field: 'price_to', value: 500 });
    const before = await write(shop, { rule });
    await change(shop, [fair.product_id], { archived: true });
    const after = await write(shop, { name: 'After', rule });
    const preview = await call(sql, catalog(shop), 'preview_collection', { shop: shop.slug, rule });
    expect(preview).toMatchObject({ count: 1, products: [{ name: 'Cheap' }] });
    for (const saved of [before, after]) {
      expect(await members(saved)).toEqual(['Cheap']);
      expect(await open(shop, saved)).toMatchObject({ product_count: 1, products: [{ name: 'Cheap' }] });
    }
    await change(shop, [fair.product_id], { archived: false });
    expect(await members(before)).toEqual(['Cheap', 'Fair']);
    await sql`update products set archived_at = now() where id = ${cheap.product_id}`;
    expect(await members(before)).toEqual(['Fair']);
  });

  test('follows stock once the change is claimed; the claim returns the pages that change', async () => {
    const shop = await openShop(sql, { serum: { price_minor: 100, on_hand: 1 } });
    const saved = await write(shop, { rule: all({ field: 'in_stock' }) });
    const other = await write(shop, { name: 'Other', rule: all({ field: 'tag', value: 'x' }) });
    await claim();
    await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    expect(await claim()).toEqual(
      expect.arrayContaining([
        { shop: shop.slug, product: 'care', collection: null },
        { shop: shop.slug, product: null, collection: saved.slug },
      ]),
    );
    expect(await members(saved)).toEqual([]);
    expect(await members(other)).toEqual([]);
    expect(await claim(), 'each change once').toEqual([]);
    await sql`select adjust_stock(${shop.variants.serum}, 5, 'Delivery')`;
    expect(await claim()).toContainEqual({ shop: shop.slug, product: null, collection: saved.slug });
    expect(await members(saved)).toEqual(['Care']);
  });

  test('with an age limit removes products that have become too old, unless they match another condition', async () => {
    const { shop, cheap } = await market();
    const saved = await write(shop, {
      rule: any({ field: 'added_within', value: 7 }, { field: 'tag', value: 'summer' }),
    });
    const setAge = (days: number, id: string) =>
      sql`update products set created_at = now() - make_interval(days => ${days}) where id = ${id}`;
    await sql`update products set created_at = now() - interval '6 days 23 hours' where shop_id = ${shop.id}`;
    await sql`update collections set refreshed_at = now() - interval '2 hours' where id = ${saved.collection_id}`;
    // an hour and a half later
    await sql`alter table products disable trigger refresh_changed_products`;
    await sql`update products set created_at = created_at - interval '90 minutes' where shop_id = ${shop.id}`;
    await sql`alter table products enable trigger refresh_changed_products`;
    expect(await members(saved)).toHaveLength(4);
    await call(sql, server, 'refresh_timed_collections');
    expect(await members(saved), 'it has the tag').toEqual(['Cheap']);
    await setAge(1, cheap.product_id);
    await call(sql, server, 'refresh_timed_collections');
    expect(await members(saved)).toEqual(['Cheap']);
  });

  test.each<[string, unknown]>([
    ['no match', { conditions: [{ field: 'on_sale' }] }],
    ['no condition', { match: 'all', conditions: [] }],
    ['no list', { match: 'all', conditions: 'on_sale' }],
    ['an unknown field', all({ field: 'colour', value: 'red' })],
    ['a wrong id', all({ field: 'category', value: 'x' })],
    ['a wrong price', all({ field: 'price_from', value: 'much' })],
    ['a wrong condition', all({ field: 'condition', value: 'broken' })],
    ['too many days', all({ field: 'added_within', value: 999_999 })],
    ['too many conditions', all(...Array.from({ length: 21 }, () => ({ field: 'on_sale' })))],
  ])('with %s is refused', async (_, rule) => {
    const shop = await openShop(sql);
    await expectRefusal(sql, () => write(shop, { rule }), {
      status: 422,
      reason: 'invalid_rule',
      field: 'rule',
    });
  });
});

describe('at the same time', () => {
  test('a new rule and a change of a product both take effect', async () => {
    for (const isRuleFirst of [true, false]) {
      const { shop, dear } = await market();
      const rule = () => write(shop, { rule: all({ field: 'tag', value: 'new' }) }).then(() => null);
      const tag = () => change(shop, [dear.product_id], { add_tag: 'new' }).then(() => null);
      const race = isRuleFirst ? [rule, tag] : [tag, rule];
      expect(split(await behindGate(sql, collectionLock(shop), race)).answers).toHaveLength(2);
      const rows = await sql`select from collection_products where shop_id = ${shop.id}`;
      expect(rows, isRuleFirst ? 'rule first' : 'tag first').toHaveLength(1);
    }
  });

  test('a product is removed when two changes each end one of its two matches', async () => {
    const shop = await openShop(sql);
    const { product_id } = await save(shop, shirt(shop));
    await sql`update variants set compare_at_minor = 2000000 where product_id = ${product_id} and sku <> 'SH-S-I'`;
    const saved = await write(shop, { rule: all({ field: 'on_sale' }) });
    expect(await members(saved)).toEqual(['Linen shirt']);
    const end = (sku: string) => () =>
      sql`update variants set compare_at_minor = null where product_id = ${product_id} and sku = ${sku}`.then(
        () => null,
      );
    const gate = `select from private.product_search where product_id = '${product_id}' for update`;
    const { answers } = split(await behindGate(sql, gate, [end('SH-S-W'), end('SH-L-I')]));
    expect(answers).toHaveLength(2);
    expect(await members(saved)).toEqual([]);
  });

  const wholeProduct: [string, (shop: AnyShop, product: Product) => Promise<unknown>][] = [
    ['a save', (shop, product) => save(shop, { ...product, name: 'Shirt' })],
    ['a change of prices', (shop, { product_id }) => change(shop, [product_id], { price_percent: 10 })],
    ['a deletion', (_, { product_id }) => sql`delete from products where id = ${product_id}`],
  ];
  test.each(wholeProduct)('%s and a plain update of a variant do not deadlock', async (_, run) => {
    const shop = await openShop(sql);
    const unsold = shirt(shop).variants.map((variant) => ({ ...variant, on_hand: 0 }));
    const { product_id } = await save(shop, shirt(shop, { variants: unsold }));
    const product = await read(shop, product_id);
    const variants = await sql`select id from variants where product_id = ${product_id} order by id`;
    // the command has locked the product and waits for its first variant
    const gate = `select from variants where id = '${variants[0]?.id}' for update`;
    const update = () =>
      sql`update variants set price_minor = price_minor + 1 where id = ${variants.at(-1)?.id}`;
    const { answers } = split(await behindGate<unknown>(sql, gate, [() => run(shop, product), update]));
    expect(answers).toHaveLength(2);
  });

  const changes: [string, (shop: AnyShop, product_id: string) => Promise<unknown>][] = [
    ['the job after a change of stock', () => claim()],
    ['a new tag', (shop, id) => sql`insert into product_tags values (${shop.id}, ${id}, 'new')`],
  ];
  test.each(changes)('%s and the deletion of a category do not deadlock', async (_, run) => {
    const { shop, cheap } = await market();
    const { category_id, version } = await call<{ category_id: string; version: number }>(
      ...([sql, catalog(shop), 'save_category', { category: { shop: shop.slug, name: 'Old' } }] as const),
    );
    await save(shop, { ...(await read(shop, cheap.product_id)), category_id });
    await write(shop, { rule: all({ field: 'in_stock' }) });
    const [variant] = await sql`select id from variants where product_id = ${cheap.product_id}`;
    await call(sql, server, 'adjust_stock', { variant_id: variant?.id, on_hand: 0, reason: 'Lost' });
    const args = { category_id, version, moves_products: true };
    const remove = () => call(sql, catalog(shop), 'delete_category', args);
    const race = [remove, () => run(shop, cheap.product_id)];
    expect(split(await behindGate<unknown>(sql, collectionLock(shop), race)).answers).toHaveLength(2);
  });

  test('a save of a product and one of its collection do not deadlock', async () => {
    const { shop, cheap } = await market();
    await write(shop, { rule: all({ field: 'condition', value: 'new' }) });
    const product = { ...(await read(shop, cheap.product_id)), condition: 'new' };
    const race = [() => write(shop, { product_ids: [cheap.product_id] }), () => save(shop, product)];
    expect(split(await behindGate<unknown>(sql, collectionLock(shop), race)).answers).toHaveLength(2);
  });
});
