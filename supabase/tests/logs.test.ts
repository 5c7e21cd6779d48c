import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { keyOf, openShop, paidOrder, placeOrder, settle, signUp, startPayment } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
const { serum } = shop.variants;

const verify = (entity_id: string, entity_type = 'order') =>
  call<boolean>(sql, server, 'verify_activity_chain', { entity_type, entity_id });
const logsOf = (entity_id: string) => sql<
  { action: string; actor: string | null; actor_role: string; request_id: string | null }[]
>`
  select action, actor, actor_role, request_id from activity_logs where entity_id = ${entity_id} order by seq`;

test('every change of an order is logged with its actor, role and request id', async () => {
  const ada = { ...(await signUp(sql)), requestId: 'r-1' };
  const order = await placeOrder(sql, shop, [[serum, 1]], {}, ada);
  await settle(sql, await startPayment(sql, order));
  const staff: Caller = { ...person(shop.staff.fulfiller), requestId: 'r'.repeat(200) };
  await call(sql, staff, 'update_order_status', { order_id: order.order_id, to_state: 'processing' });
  await call(sql, server, 'add_order_log', { order_id: order.order_id, note: 'Nightly' });
  expect((await logsOf(order.order_id)).map((log) => ({ ...log }))).toEqual([
    { action: 'create_order', actor: ada.userId, actor_role: 'shopper', request_id: 'r-1' },
    { action: 'settle', actor: null, actor_role: 'system', request_id: null },
    { action: 'process', actor: shop.staff.fulfiller, actor_role: 'fulfiller', request_id: 'r'.repeat(100) },
    { action: 'note', actor: null, actor_role: 'system', request_id: null },
  ]);
});

test('a log row has the old and the new values', async () => {
  const order = await placeOrder(sql, shop, [[serum, 1]]);
  await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: 'Too dear' });
  const money = { total_minor: 600_000, paid_minor: 0, refunded_minor: 0 };
  const rows =
    await sql`select old_value, new_value, note from activity_logs where entity_id = ${order.order_id} order by seq`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    {
      old_value: null,
      new_value: { state: 'pending_payment', status: 'pending_payment', ...money },
      note: null,
    },
    {
      old_value: { state: 'pending_payment', status: 'pending_payment', ...money },
      new_value: { state: 'cancelled', status: 'cancelled', reason: 'asked', ...money },
      note: 'Too dear',
    },
  ]);
});

test('a log row cannot be updated or deleted, even by the owner of the table', async () => {
  const { order_id } = await paidOrder(sql, shop, [[serum, 1]]);
  const refusal = { status: 403, reason: 'log_is_append_only' };
  const asOwner = (text: string) => () =>
    sql.begin(async (tx) => {
      await tx`set local role postgres`;
      await tx.unsafe(text);
    });
  for (const text of [
    `update activity_logs set note = 'x' where entity_id = '${order_id}'`,
    `delete from activity_logs where entity_id = '${order_id}'`,
    'truncate activity_logs',
  ]) {
    await expectRefusal(sql, asOwner(text), refusal);
  }
  expect(await verify(order_id)).toBe(true);
});

describe('the chain breaks when', () => {
  const tampering: [string, string[]][] = [
    ['a note was changed', [`set note = 'x' where seq = 2`]],
    ['an actor was changed', [`set actor = gen_random_uuid() where seq = 1`]],
    ['an actor was renamed', [`set actor_name = 'Nobody' where seq = 1`]],
    ['a time was changed', [`set created_at = created_at + interval '1 ms' where seq = 2`]],
    ['a value was changed', [`set new_value = new_value || '{"paid_minor": 1}' where seq = 2`]],
    ['the first row is missing', ['set entity_id = gen_random_uuid() where seq = 1']],
    ['a row is missing', ['set entity_id = gen_random_uuid() where seq = 2']],
    [
      'two rows were swapped',
      ['set seq = 9 where seq = 2', 'set seq = 2 where seq = 3', 'set seq = 3 where seq = 9'],
    ],
    [
      'a row was forged and given a hash that fits it',
      [`set note = 'x' where seq = 2`, 'set hash = private.activity_hash(activity_logs) where seq = 2'],
    ],
  ];

  test.each(tampering)('%s', async (_, changes) => {
    const { order_id } = await paidOrder(sql, shop, [[serum, 1]]);
    await call(sql, server, 'add_order_log', { order_id, note: 'Last' });
    expect(await verify(order_id)).toBe(true);
    await sql.begin(async (tx) => {
      // switches triggers off, as only the cluster's superuser can
      await tx`set local session_replication_role = replica`;
      for (const change of changes) {
        const { count } = await tx.unsafe(`update activity_logs ${change} and entity_id = '${order_id}'`);
        expect(count).toBe(1);
      }
    });
    expect(await verify(order_id)).toBe(false);
  });
});

test('each order has its own chain, and an empty chain is intact', async () => {
  const [one, two] = [await placeOrder(sql, shop, [[serum, 1]]), await placeOrder(sql, shop, [[serum, 1]])];
  const first =
    await sql`select seq, prev_hash from activity_logs where entity_id in (${one.order_id}, ${two.order_id})`;
  expect(first.map((row) => ({ ...row }))).toEqual([
    { seq: 1, prev_hash: null },
    { seq: 1, prev_hash: null },
  ]);
  expect(await verify(randomUUID())).toBe(true);
});

test('simultaneous log rows of one entity form one chain', async () => {
  const { order_id } = await placeOrder(sql, shop, [[serum, 1]]);
  const note = (_: unknown, index: number) =>
    call(sql, server, 'add_order_log', { order_id, note: `Note ${index}` });
  await Promise.all(Array.from({ length: 10 }, note));
  const rows = await sql`select seq from activity_logs where entity_id = ${order_id} order by seq`;
  expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(await verify(order_id)).toBe(true);
});

test('a refused command is not logged', async () => {
  const { order_id } = await paidOrder(sql, shop, [[serum, 1]]);
  const before = (await logsOf(order_id)).length;
  await expectRefusal(
    sql,
    () => call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'delivered' }),
    {
      reason: 'invalid_transition',
    },
  );
  expect(await logsOf(order_id)).toHaveLength(before);
});
