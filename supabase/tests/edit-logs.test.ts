import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { as, type Caller, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { editsOn, reported } from './edit-logs.ts';
import { openShop, withPassword } from './fixtures.ts';

const { sql } = await testDatabase();
const { logsOf, edit } = editsOn(sql);
const shop = await openShop(sql);
const editor: Caller = { ...person(shop.staff.catalog), requestId: 'r-1' };

const [category, product, variant, image, rate] = Array.from({ length: 5 }, () => randomUUID());
const add: [string, string, string, string, Record<string, unknown>][] = [
  ['categories', category as string, 'slug, name', `'skin', 'Skin'`, { name: 'Skin' }],
  ['products', product as string, 'slug, name', `'soap', 'Soap'`, { slug: 'soap', details: [] }],
  [
    'variants',
    variant as string,
    'product_id, sku, price_minor',
    `'${product}', 'S', 100`,
    { price_minor: 100, product_id: product },
  ],
  [
    'product_images',
    image as string,
    'product_id, src, alt, width, height',
    `'${product}', '/s.webp', 'A soap', 8, 8`,
    { src: '/s.webp' },
  ],
  [
    'shipping_rates',
    rate as string,
    'name, price_minor, country, min_days, max_days',
    `'Rider', 5, 'NG', 1, 2`,
    { price_minor: 5 },
  ],
];

describe('a catalogue edit is logged, from any source', () => {
  test.each(add)('%s: inserted values', async (table, id, columns, values, expected) => {
    const logs = await edit(
      editor,
      `insert into ${table} (id, shop_id, ${columns}) values ('${id}', '${shop.id}', ${values})`,
    );
    expect(logs).toMatchObject([
      {
        ...{ entity_id: id, actor: shop.staff.catalog, actor_role: 'catalog', action: `add_${table}` },
        ...{ old_value: null, new_value: expected, request_id: 'r-1' },
      },
    ]);
    for (const unlogged of ['id', 'shop_id', 'created_at', 'updated_at', 'compare_at_minor']) {
      expect(logs[0]?.new_value).not.toHaveProperty(unlogged);
    }
  });

  test.each([
    [
      'a price',
      `update variants set price_minor = 90, compare_at_minor = 100 where id = '${variant}'`,
      'variants',
      { price_minor: 100, compare_at_minor: null },
      { price_minor: 90, compare_at_minor: 100 },
      'S',
    ],
    [
      'stock tracking',
      `update variants set is_tracked = false where id = '${variant}'`,
      'variants',
      { is_tracked: true },
      { is_tracked: false },
      'S',
    ],
    [
      'the category of a product',
      `update products set category_id = '${category}' where id = '${product}'`,
      'products',
      { category_id: null },
      { category_id: category },
      'Soap',
    ],
    [
      'the name of a product',
      `update products set name = 'Bar', updated_at = now() where id = '${product}'`,
      'products',
      { name: 'Soap' },
      { name: 'Bar' },
      'Bar',
    ],
    [
      'a category',
      `update categories set position = 3 where id = '${category}'`,
      'categories',
      { position: 0 },
      { position: 3 },
      'Skin',
    ],
    [
      'a rate',
      `update shipping_rates set price_minor = 6, regions = '{Lagos}' where id = '${rate}'`,
      'shipping_rates',
      { price_minor: 5, regions: null },
      { price_minor: 6, regions: ['Lagos'] },
      'Rider',
    ],
    [
      'a picture',
      `update product_images set src = '/t.webp' where id = '${image}'`,
      'product_images',
      { src: '/s.webp' },
      { src: '/t.webp' },
      'A soap',
    ],
  ])('%s: old and new values', async (_, text, table, old_value, new_value, note) => {
    expect(reported(await edit(editor, text))).toEqual([
      { action: `edit_${table}`, old_value, new_value, note },
    ]);
    expect(await edit(editor, text), 'a repeat is no edit').toEqual([]);
  });

  test('by our servers and by the owner of the tables, too', async () => {
    const text = (price: number) => `update variants set price_minor = ${price} where id = '${variant}'`;
    expect(await edit(server, text(91))).toMatchObject([
      { actor: null, actor_role: 'system', new_value: { price_minor: 91 } },
    ]);
    expect(await logsOf(() => sql.unsafe(text(92)))).toMatchObject([
      { actor_role: 'system', new_value: { price_minor: 92 } },
    ]);
  });

  test('but not when no row changes or the edit is rolled back', async () => {
    expect(await edit(editor, `update variants set price_minor = 1 where shop_id <> '${shop.id}'`)).toEqual(
      [],
    );
    expect(await edit(editor, `update products set updated_at = now() where id = '${product}'`)).toEqual([]);
    expect(
      await logsOf(() =>
        as(sql, editor, (tx) =>
          tx.unsafe(`update variants set price_minor = -1 where id = '${variant}'`),
        ).catch(() => null),
      ),
    ).toEqual([]);
  });

  test('deleted values, with those of dependent rows', async () => {
    const logs = await edit(editor, `delete from products where id = '${product}'`);
    expect(logs.map(({ action, entity_id, new_value }) => ({ action, entity_id, new_value }))).toEqual(
      expect.arrayContaining([
        { action: 'delete_products', entity_id: product, new_value: null },
        { action: 'delete_variants', entity_id: variant, new_value: null },
        { action: 'delete_product_images', entity_id: image, new_value: null },
      ]),
    );
    expect(logs).toHaveLength(3);
    expect(logs.find(({ action }) => action === 'delete_variants')?.old_value).toMatchObject({
      sku: 'S',
      price_minor: 92,
    });
    expect(reported(await edit(editor, `delete from shipping_rates where id = '${rate}'`))).toMatchObject([
      { action: 'delete_shipping_rates', old_value: { name: 'Rider' } },
    ]);
  });
});

describe('the log cannot be bypassed', () => {
  test('every table that staff or our servers write directly has a log trigger', async () => {
    const writable = await sql<{ name: string; functions: string[] }[]>`
      select relname as name, array(
        select proname from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = pg_class.oid and tgenabled = 'O'
      ) as functions
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and exists (
        select from unnest('{anon,authenticated,service_role}'::text[]) as role
        where has_any_column_privilege(role, pg_class.oid, 'insert') or has_any_column_privilege(role, pg_class.oid, 'update')
          or has_table_privilege(role, pg_class.oid, 'delete'))`;
    const withoutTrigger = writable.filter(
      ({ functions }) => !functions.some((name) => name === 'log_edit' || name === 'log_profile'),
    );
    expect(withoutTrigger.map(({ name }) => name)).toEqual([]);
    expect(writable.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['products', 'variants', 'shipping_rates', 'staff']),
    );
  });

  test('settings that are edited, deleted or inserted are logged', async () => {
    const elsewhere = await openShop(sql);
    const owner = await withPassword(sql, person(elsewhere.staff.owner));
    const rename = `update payment_methods set label = 'Cards' where shop_id = '${elsewhere.id}' and method = 'paystack'`;
    expect(reported(await edit(owner, rename))).toEqual([
      {
        action: 'edit_payment_methods',
        old_value: { label: 'Card' },
        new_value: { label: 'Cards' },
        note: 'paystack',
      },
    ]);
    expect(
      reported(
        await edit(
          server,
          `delete from payment_methods where shop_id = '${elsewhere.id}' and method = 'cod'`,
        ),
      ),
    ).toMatchObject([{ action: 'delete_payment_methods', old_value: { method: 'cod' }, note: 'cod' }]);
    expect(
      reported(
        await edit(
          server,
          `insert into shop_domains (host, shop_id) values ('www.${elsewhere.slug}.example', '${elsewhere.id}')`,
        ),
      ),
    ).toMatchObject([{ action: 'add_shop_domains', note: `www.${elsewhere.slug}.example` }]);
  });
});
