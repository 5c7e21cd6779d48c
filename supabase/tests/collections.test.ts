import { describe, expect, test } from 'vitest';
import { as, call, expectRefusal, person, refusalOf, visitor } from './caller.ts';
import { all, collectionLock, collectionsOn } from './collections.ts';
import { testDatabase } from './database.ts';
import { editsOn } from './edit-logs.ts';
import { openShop, staffRoles } from './fixtures.ts';
import { behindGate, split } from './gate.ts';
import { catalog, productsOn } from './products.ts';

const { sql } = await testDatabase();
const { change } = productsOn(sql);
const { logsOf } = editsOn(sql);
const { write, members, shown, market } = collectionsOn(sql);

describe('a collection chosen by hand', () => {
  test('keeps its products in the order that staff gave them, logged before and after', async () => {
    const { shop, cheap, fair, dear } = await market();
    const ids = [dear, cheap, fair].map(({ product_id }) => product_id);
    const saved = await write(shop, { product_ids: ids });
    expect(await shown(saved)).toEqual(['Dear', 'Cheap', 'Fair']);
    const logs = await logsOf(() =>
      write(shop, { collection_id: saved.collection_id, version: 1, product_ids: ids.slice(1).reverse() }),
    );
    expect(await shown(saved)).toEqual(['Fair', 'Cheap']);
    expect(logs.find(({ action }) => action === 'edit_collection_products')).toMatchObject({
      entity_id: saved.collection_id,
      old_value: { product_ids: ids },
      new_value: { product_ids: ids.slice(1).reverse() },
      actor: shop.staff.catalog,
    });
    await change(shop, [fair.product_id], { archived: true });
    expect(await shown(saved), 'an archived product is hidden').toEqual(['Cheap']);
  });

  test('starts with the products of its former rule', async () => {
    const { shop } = await market();
    const saved = await write(shop, { rule: all({ field: 'tag', value: 'summer' }) });
    await write(shop, { collection_id: saved.collection_id, version: 1, rule: null });
    expect(await members(saved)).toEqual(['Cheap']);
  });

  test('gets many products added at its end, each once; a page opened before cannot be saved', async () => {
    const { shop, cheap, fair, dear } = await market();
    const saved = await write(shop, { product_ids: [dear.product_id] });
    const ids = [fair, dear, cheap].map(({ product_id }) => product_id);
    const add = (collection_id: string, product_ids = ids) =>
      change(shop, product_ids, { add_to_collection: collection_id });
    const [log, ...others] = await logsOf(() => add(saved.collection_id));
    expect(await shown(saved)).toEqual(['Dear', 'Cheap', 'Fair']);
    expect(others).toEqual([]);
    expect(log).toMatchObject({
      ...{ action: 'edit_collection_products', entity_id: saved.collection_id, actor: shop.staff.catalog },
      old_value: { product_ids: [dear.product_id] },
      new_value: { product_ids: [dear, cheap, fair].map(({ product_id }) => product_id) },
    });
    expect(await add(saved.collection_id)).toBe(0);
    const outdated = { collection_id: saved.collection_id, version: 1, product_ids: [] };
    await expectRefusal(sql, () => write(shop, outdated), { status: 409, reason: 'collection_changed' });

    const ruled = await write(shop, { rule: all({ field: 'tag', value: 'summer' }) });
    const foreign = await write(await openShop(sql), {});
    for (const { collection_id } of [ruled, foreign])
      await expectRefusal(sql, () => add(collection_id), { status: 404, reason: 'collection_not_found' });
    const many = await sql<{ id: string }[]>`insert into products (shop_id, slug, name)
      select ${shop.id}, 'item-' || i, 'Item ' || i from generate_series(1, 998) i returning id`;
    const rest = many.map(({ id }) => id);
    await expectRefusal(sql, () => add(saved.collection_id, rest), {
      status: 409,
      reason: 'collection_full',
    });
    expect(await add(saved.collection_id, rest.slice(1))).toBe(997);
  });

  test('cannot contain a product of another shop', async () => {
    const [shop, foreign] = [await openShop(sql), await openShop(sql)];
    await expectRefusal(sql, () => write(shop, { product_ids: [foreign.product] }), {
      status: 404,
      reason: 'product_not_found',
    });
  });
});

test('a collection is visible once published, with the columns of its page only', async () => {
  const { shop, cheap } = await market();
  const facts = { product_ids: [cheap.product_id] };
  const saved = await write(shop, { ...facts, published_at: null });
  const see = (columns = 'name') =>
    as(sql, visitor, (tx) =>
      tx.unsafe(`select ${columns} from collections where id = '${saved.collection_id}'`),
    );
  expect([await see(), await shown(saved)]).toEqual([[], []]);
  await write(shop, { ...facts, collection_id: saved.collection_id, version: 1, published_at: '2100-01-01' });
  expect(await see()).toEqual([]);
  await write(shop, { ...facts, collection_id: saved.collection_id, version: 2 });
  expect([await see(), await shown(saved)]).toEqual([[{ name: 'Picks' }], ['Cheap']]);
  for (const column of ['rule', 'version', 'published_at'])
    await expect(see(column)).rejects.toMatchObject({ code: '42501' });
  await sql`update shops set published_at = null where id = ${shop.id}`;
  expect([await see(), await shown(saved)]).toEqual([[], []]);
});

test('a former address redirects to the new one if it was ever published', async () => {
  const shop = await openShop(sql);
  const find = (path: string) => call(sql, visitor, 'find_redirect', { shop: shop.slug, path });
  const saved = await write(shop, { slug: 'one', published_at: null });
  const row = { collection_id: saved.collection_id };
  await write(shop, { ...row, version: 1, slug: 'two' });
  expect(await find('/collections/one')).toBeNull();
  await write(shop, { ...row, version: 2, slug: 'three' });
  await write(shop, { ...row, version: 3, slug: 'four' });
  expect(await find('/collections/two')).toBe('/collections/four');
  expect(await find('/collections/three')).toBe('/collections/four');
  await write(shop, { name: 'Again', slug: 'two' });
  expect(await find('/collections/two')).toBeNull();
});

test('collections are listed in the order that staff gave them', async () => {
  const shop = await openShop(sql);
  const one = await write(shop, { name: 'One' });
  const two = await write(shop, { name: 'Two' });
  const three = await write(shop, { name: 'Three' });
  const names = async () =>
    (await call<{ name: string }[]>(sql, catalog(shop), 'list_collections', { shop: shop.slug })).map(
      ({ name }) => name,
    );
  await call(sql, catalog(shop), 'move_collection', { collection_id: three.collection_id, place: 0 });
  expect(await names()).toEqual(['Three', 'One', 'Two']);
  await call(sql, catalog(shop), 'move_collection', { collection_id: one.collection_id, place: 2 });
  expect(await names()).toEqual(['Three', 'Two', 'One']);
  await call(sql, catalog(shop), 'delete_collection', { collection_id: two.collection_id, version: 1 });
  expect(await names()).toEqual(['Three', 'One']);
});

test.each([
  ['name', { name: '' }],
  ['slug', { slug: 'Not a slug' }],
  ['description', { description: 'x'.repeat(501) }],
  ['seo_title', { seo_title: 'x'.repeat(81) }],
])('a wrong %s is refused, and the refusal names the field', async (field, facts) => {
  const shop = await openShop(sql);
  await expectRefusal(sql, () => write(shop, facts), { status: 422, reason: 'invalid_collection', field });
});

test('other roles and shops cannot change a collection or read it in the admin', async () => {
  const [shop, foreign] = [await openShop(sql), await openShop(sql)];
  const { collection_id, version } = await write(shop, {});
  const others = staffRoles.filter((role) => !['owner', 'admin', 'catalog'].includes(role));
  for (const user of [...others.map((role) => shop.staff[role]), foreign.staff.owner]) {
    for (const [name, args] of [
      ['list_collections', { shop: shop.slug }],
      ['get_collection', { collection_id }],
      ['preview_collection', { shop: shop.slug, rule: all({ field: 'on_sale' }) }],
      ['save_collection', { collection: { collection_id, version, name: 'Mine' } }],
      ['save_collection', { collection: { shop: shop.slug, name: 'Mine' } }],
      ['move_collection', { collection_id, place: 0 }],
      ['delete_collection', { collection_id, version }],
    ] as const)
      expect(await call(sql, person(user), name, args).catch(refusalOf), name).toMatchObject({
        reason: 'forbidden',
      });
  }
});

describe('at the same time', () => {
  test('of two saves of one version, the second is refused', async () => {
    const shop = await openShop(sql);
    const { collection_id } = await write(shop, {});
    const results = await behindGate(sql, collectionLock(shop), [
      () => write(shop, { collection_id, version: 1, name: 'One' }),
      () => write(shop, { collection_id, version: 1, name: 'Two' }),
    ]);
    expect(split(results).reasons).toEqual(['collection_changed']);
  });

  test('a save after a deletion is refused, and creates no second collection', async () => {
    const shop = await openShop(sql);
    const { collection_id } = await write(shop, {});
    const results = await behindGate<unknown>(sql, collectionLock(shop), [
      () => call(sql, catalog(shop), 'delete_collection', { collection_id, version: 1 }),
      () => write(shop, { collection_id, version: 1, name: 'One' }),
    ]);
    expect(split(results).reasons).toEqual(['collection_changed']);
    expect(await sql`select from collections where shop_id = ${shop.id}`).toHaveLength(0);
  });
});
