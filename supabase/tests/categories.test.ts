import { describe, expect, test } from 'vitest';
import { as, call, expectRefusal, person, refusalOf, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { editsOn } from './edit-logs.ts';
import { openShop, type Shop, staffRoles } from './fixtures.ts';
import { behindGate, split, times } from './gate.ts';
import { addPicture } from './media.ts';
import { catalog, productsOn, simple } from './products.ts';

const { sql } = await testDatabase();
const { save, names } = productsOn(sql);
const { logsOf } = editsOn(sql);

interface Category {
  category_id: string;
  parent_id: string | null;
  depth: number;
  name: string;
  slug: string;
  version: number;
  product_count: number;
  branch_count: number;
}
type Saved = { category_id: string; slug: string; version: number };

const tree = (shop: Shop) => call<Category[]>(sql, catalog(shop), 'list_categories', { shop: shop.slug });
const shape = async (shop: Shop) =>
  (await tree(shop)).map(({ depth, name }) => `${'-'.repeat(depth - 1)}${name}`);
const add = (shop: Shop, name: string, more: object = {}) =>
  call<Saved>(sql, catalog(shop), 'save_category', { category: { shop: shop.slug, name, ...more } });
const move = (shop: Shop, { category_id, version }: Saved, parent: Saved | null, place: number | null = 0) =>
  call<number>(sql, catalog(shop), 'move_category', {
    ...{ category_id, version, parent_id: parent?.category_id ?? null, place },
  });
const remove = (shop: Shop, { category_id, version }: Saved, moves_products = false) =>
  call<number>(sql, catalog(shop), 'delete_category', { category_id, version, moves_products });
const treeLock = (shop: Shop) => `select private.lock_categories('${shop.id}')`;

/** A tree: Clothes › Shirts › Linen, and Shoes. */
async function wardrobe() {
  const shop = await openShop(sql);
  const clothes = await add(shop, 'Clothes');
  const shirts = await add(shop, 'Shirts', { parent_id: clothes.category_id });
  const linen = await add(shop, 'Linen', { parent_id: shirts.category_id });
  const shoes = await add(shop, 'Shoes');
  return { shop, clothes, shirts, linen, shoes };
}

describe('the tree', () => {
  test('is listed with the number of products in each category and in its branch', async () => {
    const { shop, clothes, shirts, linen } = await wardrobe();
    await save(shop, simple(shop, 'Coat', { category_id: clothes.category_id }));
    await save(shop, simple(shop, 'Smock', { category_id: linen.category_id }));
    await save(shop, simple(shop, 'Blouse', { category_id: linen.category_id }));
    expect(await shape(shop)).toEqual(['Clothes', '-Shirts', '--Linen', 'Shoes']);
    expect((await tree(shop)).map((each) => [each.product_count, each.branch_count])).toEqual([
      [1, 3],
      [0, 2],
      [2, 2],
      [0, 0],
    ]);
    expect(await names(shop, { category_id: clothes.category_id })).toEqual(['Blouse', 'Coat', 'Smock']);
    expect(await names(shop, { category_id: shirts.category_id })).toEqual(['Blouse', 'Smock']);
    expect(await call(sql, catalog(shop), 'list_product_groups', { shop: shop.slug })).toMatchObject({
      categories: [
        { name: 'Clothes', depth: 1 },
        { name: 'Shirts', depth: 2 },
        { name: 'Linen', depth: 3 },
        { name: 'Shoes', depth: 1 },
      ],
    });
  });

  test('is shown to visitors with its levels, without versions', async () => {
    const { clothes, shirts } = await wardrobe();
    const read = (columns: string) =>
      as(sql, visitor, (tx) =>
        tx.unsafe(`select ${columns} from categories where id = '${shirts.category_id}'`),
      );
    expect(await read('parent_id')).toEqual([{ parent_id: clothes.category_id }]);
    await expect(read('version')).rejects.toMatchObject({ code: '42501' });
  });

  test('has three levels at most, for added and for moved categories', async () => {
    const { shop, clothes, shirts, linen, shoes } = await wardrobe();
    const tooDeep = { status: 409, reason: 'category_too_deep', field: 'parent_id' };
    await expectRefusal(sql, () => add(shop, 'Irish', { parent_id: linen.category_id }), tooDeep);
    await expectRefusal(sql, () => move(shop, clothes, shoes), tooDeep);
    await add(shop, 'Boots', { parent_id: shoes.category_id });
    await expectRefusal(sql, () => move(shop, shoes, shirts), tooDeep);
    await expectRefusal(
      sql,
      () =>
        as(sql, catalog(shop), (tx) =>
          tx.unsafe(
            `update categories set parent_id = '${linen.category_id}' where id = '${shoes.category_id}'`,
          ),
        ),
      tooDeep,
    );
  });

  test('has no cycle', async () => {
    const { shop, clothes, shirts, linen } = await wardrobe();
    const circle = { status: 409, reason: 'category_circle', field: 'parent_id' };
    for (const below of [clothes, shirts, linen])
      await expectRefusal(sql, () => move(shop, clothes, below), circle);
  });

  test('cannot contain a category of another shop', async () => {
    const { shop, clothes } = await wardrobe();
    const foreign = await wardrobe();
    const missing = { status: 404, reason: 'category_not_found', field: 'parent_id' };
    await expectRefusal(sql, () => add(shop, 'New', { parent_id: foreign.shoes.category_id }), missing);
    await expectRefusal(sql, () => move(shop, clothes, foreign.shoes), missing);
    await expectRefusal(sql, () => move(shop, foreign.shoes, null), { reason: 'forbidden' });
  });
});

describe('a category', () => {
  test('moves with its branch to a place among its siblings, which are renumbered', async () => {
    const { shop, clothes, shirts, shoes } = await wardrobe();
    const bags = await add(shop, 'Bags');
    expect(await move(shop, bags, null, 0)).toBe(2);
    expect(await shape(shop)).toEqual(['Bags', 'Clothes', '-Shirts', '--Linen', 'Shoes']);
    await move(shop, { ...bags, version: 2 }, null, 1);
    expect(await shape(shop)).toEqual(['Clothes', '-Shirts', '--Linen', 'Bags', 'Shoes']);
    await move(shop, shirts, null, 99);
    expect(await shape(shop)).toEqual(['Clothes', 'Bags', 'Shoes', 'Shirts', '-Linen']);
    await move(shop, shoes, clothes, 0);
    expect(await shape(shop)).toEqual(['Clothes', '-Shoes', 'Bags', 'Shirts', '-Linen']);
    await move(shop, { ...bags, version: 3 }, null, null);
    expect(await shape(shop), 'without a place').toEqual(['Clothes', '-Shoes', 'Shirts', '-Linen', 'Bags']);
  });

  test('is saved with its texts, and logged with its values before and after', async () => {
    const { shop, shoes } = await wardrobe();
    const { category_id, version } = shoes;
    const { src } = await addPicture(sql, shop);
    const facts = {
      name: 'Shoes & boots',
      slug: 'footwear',
      description: 'Leather',
      image_src: src,
      image_alt: 'A boot',
    };
    const logs = await logsOf(() =>
      call(sql, catalog(shop), 'save_category', { category: { category_id, version, ...facts } }),
    );
    expect(logs.find(({ entity_id }) => entity_id === category_id)).toMatchObject({
      action: 'edit_categories',
      old_value: { name: 'Shoes', slug: 'shoes', image_src: null },
      new_value: facts,
      actor: shop.staff.catalog,
    });
    expect((await tree(shop)).at(-1)).toMatchObject({ ...facts, version: 2 });
  });

  test('gets an unused slug from its name; a used one is refused', async () => {
    const shop = await openShop(sql);
    expect((await add(shop, 'Ọ̀ṣun, Oil & Soap!')).slug).toBe('osun-oil-soap');
    expect((await add(shop, 'Ọ̀ṣun oil soap')).slug).toBe('osun-oil-soap-2');
    await expectRefusal(sql, () => add(shop, 'Other', { slug: 'osun-oil-soap' }), {
      status: 409,
      reason: 'slug_taken',
      field: 'slug',
    });
  });

  test.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(81) }],
    ['slug', { slug: 'Not a slug' }],
    ['description', { description: 'x'.repeat(501) }],
  ])('with a wrong %s is refused, and the refusal names the field', async (field, facts) => {
    const shop = await openShop(sql);
    await expectRefusal(sql, () => add(shop, 'New', facts), {
      status: 422,
      reason: 'invalid_category',
      field,
    });
  });

  test('that is not empty is deleted only if its content moves up', async () => {
    const { shop, clothes, shirts, linen } = await wardrobe();
    const { product_id } = await save(shop, simple(shop, 'Tunic', { category_id: shirts.category_id }));
    const details = await expectRefusal(sql, () => remove(shop, shirts), {
      status: 409,
      reason: 'category_in_use',
    });
    expect(details).toEqual({ products: 1, categories: 1 });
    expect(await remove(shop, shirts, true)).toBe(1);
    expect(await shape(shop)).toEqual(['Clothes', '-Linen', 'Shoes']);
    expect(await sql`select category_id from products where id = ${product_id}`).toEqual([
      { category_id: clothes.category_id },
    ]);
    expect(await call(sql, visitor, 'find_redirect', { shop: shop.slug, path: '/categories/shirts' })).toBe(
      '/categories/clothes',
    );
    expect(await remove(shop, { ...linen, version: 2 })).toBe(0);
  });

  test('that is deleted leaves its place to the categories below it, in their order', async () => {
    const { shop, shoes } = await wardrobe();
    const boots = await add(shop, 'Boots', { parent_id: shoes.category_id });
    const below = ['Low', 'Ankle', 'Knee', 'Rain', 'Snow', 'Work'];
    for (const name of below) await add(shop, name, { parent_id: boots.category_id });
    for (const name of ['Clogs', 'Sandals']) await add(shop, name, { parent_id: shoes.category_id });
    await remove(shop, boots, true);
    const rest = [...below, 'Clogs', 'Sandals'];
    expect(await shape(shop)).toEqual([
      ...['Clothes', '-Shirts', '--Linen', 'Shoes'],
      ...rest.map((name) => `-${name}`),
    ]);
    await remove(shop, shoes, true);
    expect(await shape(shop)).toEqual(['Clothes', '-Shirts', '--Linen', ...rest]);
    const versions = (await tree(shop)).map(({ name, version }) => [name, version]);
    expect(versions, 'of those that have moved up').toEqual([
      ...['Clothes', 'Shirts', 'Linen'].map((name) => [name, 1]),
      ...below.map((name) => [name, 3]),
      ...['Clogs', 'Sandals'].map((name) => [name, 2]),
    ]);
  });

  test('cannot be changed by other roles and shops', async () => {
    const { shop, shoes } = await wardrobe();
    const foreign = await openShop(sql);
    const { category_id, version } = shoes;
    const others = staffRoles.filter((role) => !['owner', 'admin', 'catalog'].includes(role));
    for (const user of [...others.map((role) => shop.staff[role]), foreign.staff.owner]) {
      for (const [name, args] of [
        ['list_categories', { shop: shop.slug }],
        ['save_category', { category: { category_id, version, name: 'Mine' } }],
        ['save_category', { category: { shop: shop.slug, name: 'Mine' } }],
        ['move_category', { category_id, version, parent_id: null, place: 0 }],
        ['delete_category', { category_id, version }],
      ] as const)
        expect(await call(sql, person(user), name, args).catch(refusalOf), name).toMatchObject({
          reason: 'forbidden',
        });
    }
  });
});

describe('at the same time', () => {
  test('two moves into each other make no cycle', async () => {
    const { shop, clothes, shoes } = await wardrobe();
    await remove(shop, (await tree(shop))[2] as Category);
    await remove(shop, (await tree(shop))[1] as Category);
    const results = await behindGate(sql, treeLock(shop), [
      () => move(shop, clothes, shoes),
      () => move(shop, shoes, clothes),
    ]);
    expect(split(results).reasons).toEqual(['category_circle']);
    expect(await shape(shop)).toEqual(['Shoes', '-Clothes']);
  });

  test('a move and an addition under one category make no fourth level', async () => {
    const { shop, shirts, shoes } = await wardrobe();
    const boots = await add(shop, 'Boots', { parent_id: shoes.category_id });
    const results = await behindGate(sql, treeLock(shop), [
      () => move(shop, shirts, boots).then(() => null),
      () => add(shop, 'Irish', { parent_id: boots.category_id }).then(() => null),
    ]);
    // Shoes › Boots › Shirts › Linen would have four levels
    expect(split(results).reasons).toEqual(['category_too_deep']);
    expect(Math.max(...(await tree(shop)).map(({ depth }) => depth))).toBe(3);
  });

  test('two new categories with the same name get different slugs', async () => {
    const shop = await openShop(sql);
    const results = await behindGate(sql, treeLock(shop), [() => add(shop, 'Bags'), () => add(shop, 'Bags')]);
    expect(split(results).answers.map(({ slug }) => slug)).toEqual(['bags', 'bags-2']);
  });

  test('of two saves of one version, the second is refused', async () => {
    const { shop, shoes } = await wardrobe();
    const { category_id, version } = shoes;
    const write = (name: string) => () =>
      call(sql, catalog(shop), 'save_category', { category: { category_id, version, name } });
    const gate = `select from categories where id = '${category_id}' for update`;
    const results = await behindGate(sql, gate, [write('One'), write('Two')]);
    expect(split(results).reasons).toEqual(['category_changed']);
  });

  test('a product saved into a category that is being deleted never keeps the deleted one', async () => {
    for (const _ of times(5, () => null)) {
      const { shop, shirts, linen } = await wardrobe();
      const product = simple(shop, 'Smock', { category_id: linen.category_id });
      const [, saved] = await Promise.allSettled([remove(shop, linen, true), save(shop, product)]);
      if (saved?.status === 'rejected')
        expect(saved.reason.message).toMatch(/category_not_found|invalid_product/);
      const [found] =
        await sql`select category_id from products where shop_id = ${shop.id} and slug = 'smock'`;
      expect([undefined, shirts.category_id]).toContain(found?.category_id);
      expect(await shape(shop)).not.toContain('--Linen');
    }
  });
});
