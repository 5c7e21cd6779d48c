import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { as, type Caller, call, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, signUp, withPassword } from './fixtures.ts';
import { submitProof, transferredOrder } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);
const editor: Caller = { ...person(shop.staff.catalog), requestId: 'r-1' };
const { serum } = shop.variants;

interface Log {
  entity_type: string;
  entity_id: string;
  actor: string | null;
  actor_name: string | null;
  actor_role: string;
  action: string;
  old_value: Record<string, unknown> | null;
  new_value: Record<string, unknown> | null;
  note: string | null;
  request_id: string | null;
}
const countLogs = async () => (await sql`select from activity_logs`).length;
/** What some work writes on the log, newest last; and that every chain it writes to is whole. */
async function logsOf(work: () => Promise<unknown>): Promise<Log[]> {
  const [{ now }] = await sql<[{ now: Date }]>`select clock_timestamp() as now`;
  await work();
  const logs = await sql<Log[]>`select * from activity_logs where created_at > ${now} order by created_at`;
  for (const { entity_type, entity_id } of logs) {
    expect(await call(sql, server, 'verify_activity_chain', { entity_type, entity_id })).toBe(true);
  }
  return logs.map((log) => ({ ...log }));
}
const edit = (caller: Caller, text: string) => logsOf(() => as(sql, caller, (tx) => tx.unsafe(text)));
const told = (logs: Log[]) =>
  logs.map(({ action, old_value, new_value, note }) => ({ action, old_value, new_value, note }));

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

describe('an edit of the catalogue is on the log, whichever way it came', () => {
  test.each(add)('%s: what was added', async (table, id, columns, values, some) => {
    const logs = await edit(
      editor,
      `insert into ${table} (id, shop_id, ${columns}) values ('${id}', '${shop.id}', ${values})`,
    );
    expect(logs).toMatchObject([
      {
        ...{ entity_id: id, actor: shop.staff.catalog, actor_role: 'catalog', action: `add_${table}` },
        ...{ old_value: null, new_value: some, request_id: 'r-1' },
      },
    ]);
    for (const quiet of ['id', 'shop_id', 'created_at', 'updated_at', 'compare_at_minor']) {
      expect(logs[0]?.new_value).not.toHaveProperty(quiet);
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
      'what is counted',
      `update variants set is_tracked = false where id = '${variant}'`,
      'variants',
      { is_tracked: true },
      { is_tracked: false },
      'S',
    ],
    [
      'what it is put under',
      `update products set category_id = '${category}' where id = '${product}'`,
      'products',
      { category_id: null },
      { category_id: category },
      'Soap',
    ],
    [
      'what it is called',
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
  ])('%s: from what to what', async (_, text, table, old_value, new_value, note) => {
    expect(told(await edit(editor, text))).toEqual([{ action: `edit_${table}`, old_value, new_value, note }]);
    expect(await edit(editor, text), 'the same once more is no edit').toEqual([]);
  });

  test('that our servers and the owner of the tables make, too', async () => {
    const text = (price: number) => `update variants set price_minor = ${price} where id = '${variant}'`;
    expect(await edit(server, text(91))).toMatchObject([
      { actor: null, actor_role: 'system', new_value: { price_minor: 91 } },
    ]);
    expect(await logsOf(() => sql.unsafe(text(92)))).toMatchObject([
      { actor_role: 'system', new_value: { price_minor: 92 } },
    ]);
  });

  test('that touches nothing, or that is undone, is none', async () => {
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

  test('what was taken away, and with it', async () => {
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
    expect(told(await edit(editor, `delete from shipping_rates where id = '${rate}'`))).toMatchObject([
      { action: 'delete_shipping_rates', old_value: { name: 'Rider' } },
    ]);
  });
});

test('who works in a shop, as what, and what each role may do, is on the log', async () => {
  const { userId } = await signUp(sql);
  await sql`update profiles set name = 'Tunde Bello' where user_id = ${userId as string}`;
  const hire = `insert into staff (shop_id, user_id, role) values ('${shop.id}', '${userId}', 'verifier')`;
  const note = 'Tunde Bello';
  expect(await edit(server, hire)).toMatchObject([
    {
      entity_type: 'staff',
      entity_id: userId,
      action: 'add_staff',
      new_value: { user_id: userId, role: 'verifier' },
      note,
    },
  ]);
  expect(told(await edit(server, `update staff set role = 'owner' where user_id = '${userId}'`))).toEqual([
    { action: 'edit_staff', old_value: { role: 'verifier' }, new_value: { role: 'owner' }, note },
  ]);
  expect(told(await edit(server, `delete from staff where user_id = '${userId}'`))).toMatchObject([
    { action: 'delete_staff', old_value: { role: 'owner' }, note },
  ]);
  const grant = `('auditor', 'orders.cancel')`;
  expect(await edit(server, `insert into role_permissions (role, permission) values ${grant}`)).toMatchObject(
    [
      {
        entity_type: 'deployment',
        shop_id: null,
        action: 'add_role_permissions',
        note: 'auditor',
        new_value: { permission: 'orders.cancel' },
      },
    ],
  );
  expect(
    told(await edit(server, `delete from role_permissions where (role, permission) = ${grant}`)),
  ).toMatchObject([
    { action: 'delete_role_permissions', old_value: { role: 'auditor', permission: 'orders.cancel' } },
  ]);
});

test('two shops hire somebody at once, and both are on that person’s log', async () => {
  const { userId } = await signUp(sql);
  const shops = await Promise.all(Array.from({ length: 6 }, () => openShop(sql)));
  await Promise.all(
    shops.map(
      ({ id }) =>
        sql`insert into staff (shop_id, user_id, role) values (${id}, ${userId as string}, 'admin')`,
    ),
  );
  const logs =
    await sql`select seq from activity_logs where entity_type = 'staff' and entity_id = ${userId as string} order by seq`;
  expect(logs.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe('who takes a transfer to verify it', () => {
  const proven = async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]], { payment_method: 'bank_transfer' });
    await submitProof(sql, order);
    return order;
  };
  const claim = (order_id: string, role: 'verifier' | 'admin' = 'verifier') =>
    call(sql, person(shop.staff[role]), 'claim_verification', { order_id });

  test('is on the log and in the order’s timeline, but not that somebody is still looking', async () => {
    const { order_id, number } = await proven();
    expect(await logsOf(() => claim(order_id))).toMatchObject([
      {
        entity_type: 'verification_claim',
        entity_id: order_id,
        action: 'add_verification_claims',
        actor_role: 'verifier',
      },
    ]);
    expect(await logsOf(() => claim(order_id)), 'still looking').toEqual([]);
    await sql`update verification_claims set claimed_until = now() where order_id = ${order_id}`;
    expect(told(await logsOf(() => claim(order_id, 'admin')))).toMatchObject([
      {
        action: 'edit_verification_claims',
        old_value: { user_id: shop.staff.verifier },
        new_value: { user_id: shop.staff.admin },
      },
    ]);
    const release = () => call(sql, person(shop.staff.admin), 'release_verification', { order_id });
    expect(told(await logsOf(release))).toMatchObject([
      { action: 'delete_verification_claims', new_value: null },
    ]);
    expect(await logsOf(release)).toEqual([]);
    const seen = await call<{ timeline: { action: string; by: string }[] }>(
      sql,
      person(shop.staff.owner),
      'get_order',
      {
        ...{ number, access_token: null },
      },
    );
    expect(seen.timeline.map(({ action, by }) => `${action} ${by}`)).toEqual([
      'create_order shopper',
      'submit_proof shopper',
      'add_verification_claims verifier',
      'edit_verification_claims admin',
      'delete_verification_claims admin',
    ]);
  });

  test('is told to the shop alone', async () => {
    const { order_id, number, access_token } = await proven();
    await claim(order_id);
    const seen = await call<{ timeline: { action: string }[] }>(
      sql,
      { role: 'anon', userId: null },
      'get_order',
      {
        ...{ number, access_token },
      },
    );
    expect(seen.timeline.map(({ action }) => action)).toEqual(['create_order', 'submit_proof']);
  });
});

describe('the log keeps the name that somebody had when they did it', () => {
  test('whatever they are called later, and when they are gone; a new name is on the log itself', async () => {
    const bola = await signUp(sql);
    const userId = bola.userId as string;
    const rename = (name: string) =>
      as(sql, bola, (tx) => tx`update profiles set name = ${name} where user_id = ${userId}`);
    await rename('Bola Ade');
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${userId}, 'admin')`;
    const order = await transferredOrder(sql, shop, [[serum, 1]]);
    const note = (text: string) => call(sql, bola, 'add_order_log', { order_id: order.order_id, note: text });
    await note('One');
    const names = async () => {
      const seen = await call<{ timeline: { action: string; by_name: string | null }[] }>(
        sql,
        person(shop.staff.owner),
        'get_order',
        {
          ...{ number: order.number, access_token: null },
        },
      );
      return seen.timeline.filter(({ action }) => action === 'note').map(({ by_name }) => by_name);
    };
    expect(await names()).toEqual(['Bola Ade']);
    expect(told(await logsOf(() => rename('Chidi Eze')))).toEqual([
      { action: 'edit_name', old_value: { name: 'Bola Ade' }, new_value: { name: 'Chidi Eze' }, note: null },
    ]);
    await note('Two');
    expect(await names()).toEqual(['Bola Ade', 'Chidi Eze']);
    const before = await sql`select * from activity_logs where entity_id = ${order.order_id} order by seq`;
    await sql`delete from auth.users where id = ${userId}`;
    expect(await names()).toEqual(['Bola Ade', 'Chidi Eze']);
    expect(await sql`select * from activity_logs where entity_id = ${order.order_id} order by seq`).toEqual(
      before,
    );
    const chain = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', chain)).toBe(true);
  });
});

describe('no path leads around the log', () => {
  test('every table that staff or our servers may write to themselves logs it', async () => {
    const open = await sql<{ name: string; functions: string[] }[]>`
      select relname as name, array(
        select proname from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = pg_class.oid and tgenabled = 'O'
      ) as functions
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and exists (
        select from unnest('{anon,authenticated,service_role}'::text[]) as role
        where has_any_column_privilege(role, pg_class.oid, 'insert') or has_any_column_privilege(role, pg_class.oid, 'update')
          or has_table_privilege(role, pg_class.oid, 'delete'))`;
    const silent = open.filter(
      ({ functions }) => !functions.some((name) => name === 'log_edit' || name === 'log_profile'),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(open.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['products', 'variants', 'shipping_rates', 'staff']),
    );
  });

  test('nor do settings, once more, that are inserted or deleted', async () => {
    const elsewhere = await openShop(sql);
    const owner = await withPassword(sql, person(elsewhere.staff.owner));
    const rename = `update payment_methods set label = 'Cards' where shop_id = '${elsewhere.id}' and method = 'paystack'`;
    expect(told(await edit(owner, rename))).toEqual([
      {
        action: 'edit_payment_methods',
        old_value: { label: 'Card' },
        new_value: { label: 'Cards' },
        note: 'paystack',
      },
    ]);
    expect(
      told(
        await edit(
          server,
          `delete from payment_methods where shop_id = '${elsewhere.id}' and method = 'cod'`,
        ),
      ),
    ).toMatchObject([{ action: 'delete_payment_methods', old_value: { method: 'cod' }, note: 'cod' }]);
    expect(
      told(
        await edit(
          server,
          `insert into shop_domains (host, shop_id) values ('www.${elsewhere.slug}.example', '${elsewhere.id}')`,
        ),
      ),
    ).toMatchObject([{ action: 'add_shop_domains', note: `www.${elsewhere.slug}.example` }]);
  });
});

test('a change of a whole catalogue costs what its rows cost: eight times as many take no more than some ten times as long', async () => {
  const [few, many] = [await openShop(sql), await openShop(sql)];
  const stock = async ({ id, product }: { id: string; product: string }, rows: number) =>
    sql`insert into variants (shop_id, product_id, sku, price_minor)
      select ${id}, ${product}, 'v-' || i, 1000 from generate_series(1, ${rows}::int) i`;
  await stock(few, 500);
  await stock(many, 4000);
  const raise = async ({ id }: { id: string }) => {
    const before = performance.now();
    await sql`update variants set price_minor = price_minor + 1 where shop_id = ${id} and sku like 'v-%'`;
    return performance.now() - before;
  };
  await raise(few);
  const times = { few: await raise(few), many: await raise(many) };
  console.info('logged price changes, in ms', times);
  expect(times.many).toBeLessThan(20 * times.few);
  expect(times.many).toBeLessThan(8000);
  expect(await countLogs()).toBeGreaterThan(2 * 500 + 2 * 4000);
});
