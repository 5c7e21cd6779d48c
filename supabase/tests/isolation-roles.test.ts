import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openBusyShop } from './busy-shop.ts';
import { as, type Caller, call, fingerprint, list, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, signUp, staffRoles } from './fixtures.ts';
import { isForbidden, outsidersOf } from './outsiders.ts';

const { sql } = await testDatabase();
const shop = await openBusyShop(sql);
const foreign = await openShop(sql);
const { stranger, outsiders } = await outsidersOf(sql, foreign);
const operator = await signUp(sql);
await sql`insert into platform_operators (user_id) values (${operator.userId as string})`;

test('no row of one shop references another shop', async () => {
  const owner = person(foreign.staff.owner);
  const [own, other] = [foreign, shop];
  const [category] = await sql<{ id: string }[]>`select id from categories where shop_id = ${other.id}`;
  const before = await fingerprint(sql);
  for (const change of [
    `update products set category_id = '${category?.id}' where shop_id = '${own.id}'`,
    `update products set shop_id = '${other.id}' where shop_id = '${own.id}'`,
    `update variants set product_id = '${other.product}' where shop_id = '${own.id}'`,
    `insert into variants (shop_id, product_id, sku, price_minor) values ('${own.id}', '${other.product}', 'x', 1)`,
    `insert into variants (shop_id, product_id, sku, price_minor) values ('${other.id}', '${other.product}', 'x', 1)`,
    `insert into product_images (shop_id, product_id, src, alt, width, height)
      values ('${own.id}', '${other.product}', '/x', 'x', 1, 1)`,
  ]) {
    const failed = as(sql, owner, (tx) => tx.unsafe(change));
    await expect(failed, change).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23503)$/) });
  }
  expect(await fingerprint(sql)).toEqual(before);
});

describe('files', () => {
  const buckets = [
    ...['proof-uploads', 'payment-proofs', 'shop-pictures', 'media-uploads', 'media', 'catalogue-imports'],
  ];

  test('are in the buckets listed here', async () => {
    const found = await sql<
      { id: string; public: boolean }[]
    >`select id, public from storage.buckets order by id`;
    expect(found.map(({ id }) => id)).toEqual(buckets.toSorted());
    expect(found.filter((bucket) => bucket.public).map(({ id }) => id)).toEqual(['media', 'shop-pictures']);
  });

  test.each(buckets)(
    'in %s are added, changed and deleted only by our servers, not by staff',
    async (bucket) => {
      const name = (file: string) => `${shop.id}/${shop.proven.order_id}/${file}`;
      await sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${name('drawn.webp')})`;
      const callers: [string, Caller][] = [
        ...outsiders,
        ['ada', shop.ada],
        ...staffRoles.map((role): [string, Caller] => [role, person(shop.staff[role])]),
      ];
      for (const [who, caller] of callers) {
        for (const path of [name('new.webp'), `${shop.id}/new.webp`, 'new.webp']) {
          const put = `insert into storage.objects (bucket_id, name) values ('${bucket}', '${path}')`;
          expect(await isForbidden(sql, caller, put), `${who}: ${path}`).toBe(true);
        }
        for (const change of [
          `update storage.objects set name = name || 'x' where bucket_id = '${bucket}'`,
          `update storage.objects set metadata = '{"mimetype": "image/svg+xml"}' where bucket_id = '${bucket}'`,
          `delete from storage.objects where bucket_id = '${bucket}'`,
        ]) {
          const { count } = await as(sql, caller, (tx) => tx.unsafe(change)).catch((error) => {
            if (error.code !== '42501') throw error;
            return { count: 0 };
          });
          expect(count, `${who}: ${change}`).toBe(0);
        }
      }
    },
  );
});

test('operators read the list of operators and rows without a shop, and no rows of shops', async () => {
  const countRows = async (table: string) => {
    const [row] = await as(sql, operator, (tx) =>
      tx.unsafe<[{ count: number }]>(`select count(*)::int from public.${table}`),
    );
    return row.count;
  };
  expect(await countRows('platform_operators')).toBe(1);
  expect(await countRows('webhook_events')).toBe(1);
  // the row about the user who became an operator
  expect(await countRows('activity_logs')).toBe(1);
  for (const table of ['orders', 'payments', 'refunds', 'money_exceptions', 'heartbeats']) {
    expect(await countRows(table), table).toBe(0);
  }
});

test('our servers cannot delete business rows or change orders directly', async () => {
  const before = await fingerprint(sql);
  for (const table of [
    'orders',
    'payments',
    'refunds',
    'disputes',
    'money_exceptions',
    'payment_proofs',
    'proof_files',
    'proof_likenesses',
    'statement_lines',
    'statement_moves',
    'cash_handovers',
    'cash_collections',
    'payout_details',
    'shop_pictures',
    'order_access_tokens',
    'product_previews',
    'inventory',
    'activity_logs',
    'payment_intents',
    'idempotency_keys',
    'carts',
  ]) {
    expect(await isForbidden(sql, server, `delete from public.${table}`), table).toBe(true);
  }
  expect(await isForbidden(sql, server, `update public.orders set note = '${randomUUID()}'`)).toBe(true);
  expect(await fingerprint(sql)).toEqual(before);
});

test('stock is shown only for what is on sale', async () => {
  const stockOf = async (shopId: string) => {
    const products = await sql<{ id: string }[]>`select id from products where shop_id = ${shopId}`;
    const product_ids = products.map(({ id }) => id);
    return list<{ variant_id: string }>(sql, visitor, 'list_available_stock', { product_ids });
  };
  const shown = await stockOf(shop.id);
  expect(shown.map((row) => row.variant_id).sort()).toEqual(Object.values(shop.variants).sort());
  const hidden = await sql<
    { id: string }[]
  >`select id from variants where shop_id = ${shop.id} and sku in ('secret', 'retired')`;
  expect(hidden).toHaveLength(2);
  for (const { id } of hidden) {
    await expect(
      call(sql, person(foreign.staff.owner), 'get_available_stock', { variant_id: id }),
    ).rejects.toMatchObject({
      message: 'unknown_variant',
    });
  }
  await sql`update shops set published_at = null where id = ${foreign.id}`;
  expect(await stockOf(foreign.id)).toEqual([]);
  await sql`update shops set published_at = now() where id = ${foreign.id}`;
});

test('my_shops and permitted_shops, which policies use, return only shops of the caller', async () => {
  const answers = (caller: Caller) =>
    as(
      sql,
      caller,
      (tx) => tx<{ id: string }[]>`
      select private.my_shops() as id union select private.permitted_shops('orders.read')`,
    );
  expect(await answers(stranger)).toHaveLength(0);
  expect((await answers(person(foreign.staff.owner))).map((row) => row.id)).toEqual([foreign.id]);
});

test('outsiders cannot create anything or read other schemas', async () => {
  const schemas = await sql`
    select nspname, role from pg_namespace, unnest('{anon,authenticated}'::text[]) as role
    where nspname not like 'pg\\_%' and has_schema_privilege(role, pg_namespace.oid, 'create')`;
  expect(schemas.map((row) => ({ ...row }))).toEqual([]);
  const tables = await sql`
    select oid::regclass::text as name, role from pg_class, unnest('{anon,authenticated}'::text[]) as role
    where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace in (
        select oid from pg_namespace where nspname not in ('public', 'storage', 'information_schema') and nspname not like 'pg\\_%')
      and has_table_privilege(role, oid, 'select, insert, update, delete, truncate')`;
  expect(tables.map((row) => ({ ...row }))).toEqual([]);
});

test('new tables and functions are closed until they are granted', async () => {
  await sql
    .begin(async (tx) => {
      await tx`set local role postgres`;
      await tx`create table public.new_table (id int)`;
      await tx`create function public.new_function() returns int language sql as 'select 1'`;
      const open = await tx`
        select role from unnest('{anon,authenticated,service_role}'::text[]) as role
        where has_table_privilege(role, 'public.new_table', 'select, insert, update, delete')
          or has_function_privilege(role, 'public.new_function()', 'execute')`;
      expect(open.map((row) => row.role)).toEqual([]);
      throw new Error('undo');
    })
    .catch((error) => expect(error.message).toBe('undo'));
});
