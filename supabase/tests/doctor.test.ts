import type { TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { as, call, expectRefusal, fingerprint, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { type Check, failedChecks, openDoctor } from './doctor.ts';
import { signUp, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();
const { shop, foreign, paid, doctor, foundAfter } = await openDoctor(sql);
const { waiting, shipped } = shop;

test('the doctor finds no fault in a busy shop, and changes nothing', async () => {
  const before = await fingerprint(sql);
  const checks = await doctor(server);
  expect(failedChecks(checks)).toEqual({});
  expect(checks.map(({ check }) => check)).toHaveLength(35);
  const readOnly = sql.begin('read only', (tx) => tx<Check[]>`select * from doctor()`);
  expect(await readOnly).toHaveLength(35);
  expect(await fingerprint(sql)).toEqual(before);
});

describe('the doctor finds', () => {
  const at = `where shop_id = '${shop.id}'`;
  const serum = `where variant_id = '${shop.variants.serum}'`;
  const ofShipped = `where order_id = '${shipped.order_id}'`;
  const mismatch = `(select order_id from money_exceptions ${at} and kind = 'amount_mismatch')`;

  const faults: [string, string, Record<string, unknown>][] = [
    [
      'a unit in stock without a movement',
      `update inventory set on_hand = on_hand + 1 ${serum}`,
      { stock_equals_movements: 'serum: 7/0 on the shelf, 6/0 by its movements' },
    ],
    [
      'a committed unit without an order',
      `update inventory set committed = committed + 1 ${serum}`,
      {
        stock_equals_movements: 'serum: 6/1 on the shelf, 6/0 by its movements',
        stock_equals_orders: 'serum: 1 committed, 0 in open orders',
      },
    ],
    [
      'more committed than on hand',
      `alter table inventory drop constraint inventory_never_oversold; update inventory set committed = 9 ${serum}`,
      {
        stock_never_oversold: 'serum: 9 of 6 committed',
        stock_equals_movements: expect.any(String),
        stock_equals_orders: expect.any(String),
      },
    ],
    [
      'a reserved unit without a reservation',
      `update inventory set reserved = reserved + 1 ${serum}`,
      {
        reserved_equals_reservations: expect.stringMatching(
          /^serum: [0-9]+ reserved, [0-9]+ in reservations$/,
        ),
      },
    ],
    [
      'a movement that was rewritten',
      `update stock_movements set on_hand_delta = on_hand_delta - 1 ${serum} and reason = 'count'`,
      { stock_equals_movements: 'serum: 6/0 on the shelf, 5/0 by its movements' },
    ],
    [
      'a deleted movement',
      `delete from stock_movements ${serum} and reason = 'deduct'`,
      { stock_equals_movements: expect.stringMatching(/^serum: 6\/0/) },
    ],
    [
      'a reservation for a shipped order',
      `insert into inventory_locks (shop_id, order_id, variant_id, quantity, expires_at)
        values ('${shop.id}', '${shipped.order_id}', '${shop.variants.serum}', 1, now() + interval '1 hour')`,
      {
        reserved_equals_reservations: expect.any(String),
        no_promise_outlives_its_order: `${shipped.number} is shipped and still reserves stock`,
      },
    ],
    [
      'a confirmed order without its stock',
      `update order_items set shipped_quantity = 1 ${ofShipped}`,
      {
        confirmed_orders_have_their_stock: `${shipped.number}: serum`,
        totals_equal_lines: expect.any(String),
      },
    ],
    [
      'a reservation of more units than its order needs',
      `update inventory_locks set quantity = quantity + 1 where order_id = '${waiting.order_id}'`,
      {
        reserved_equals_reservations: expect.any(String),
        reservations_fit_their_orders: expect.stringMatching(`^${waiting.number}: `),
      },
    ],
    [
      'an order that lists a line twice',
      `insert into order_items (shop_id, order_id, variant_id, position, sku, name, is_tracked, quantity, unit_price_minor, cancelled_quantity)
        select shop_id, order_id, variant_id, 99, sku, name, false, 1, 0, 1 from order_items ${ofShipped}`,
      {
        lines_are_apart: `${shipped.number}: serum is listed twice with the same answers`,
        totals_equal_lines: expect.any(String),
      },
    ],
    [
      'a log row that was rewritten',
      `update activity_logs set note = 'x' where entity_id = '${shipped.order_id}' and seq = 2`,
      { logs_are_unbroken: `order ${shipped.order_id}` },
    ],
    [
      'an order whose log was deleted',
      `delete from activity_logs where entity_id = '${waiting.order_id}'`,
      { every_move_is_logged: `${waiting.number}: pending_payment` },
    ],
    [
      'a state that was set by hand',
      `update orders set state = 'confirmed' where id = ${mismatch}`,
      {
        every_move_is_logged: expect.stringMatching(/: confirmed$/),
        confirmed_orders_have_their_stock: expect.any(String),
        no_promise_outlives_its_order: expect.any(String),
      },
    ],
    [
      'a move that is not in the table of transitions',
      `update orders set state = 'completed' where id = '${shipped.order_id}';
        set local session_replication_role = origin;
        select private.log_activity('${shop.id}', 'order', '${shipped.order_id}', 'process',
          '{ "state": "shipped" }', '{ "state": "completed" }')`,
      { every_move_is_in_the_table: `${shipped.number}: shipped → completed` },
    ],
    [
      'an order that two idempotency keys have made',
      `insert into idempotency_keys (shop_id, scope, key, request_hash, response)
        select shop_id, scope, gen_random_uuid(), request_hash, response from idempotency_keys
        where scope = 'create_order' and response ->> 'order_id' = '${waiting.order_id}'`,
      { one_key_one_order: `${waiting.order_id} was made by 2 keys` },
    ],
    [
      'a table without row level security',
      'alter table orders disable row level security',
      { shops_are_apart: 'row level security is off on orders' },
    ],
    [
      'a trigger that was switched off',
      'alter table payments disable trigger refuse_rewrite',
      { guards_are_on: 'refuse_rewrite on public.payments is off' },
    ],
    [
      'an unpaid order that does not expire',
      `update orders set expires_at = now() - interval '3 hours' where id = '${waiting.order_id}'`,
      { unpaid_orders_expire: expect.stringMatching(`^${waiting.number} was due `) },
    ],
    [
      'an abandoned webhook',
      `update webhook_events set dead_at = now() ${at}`,
      { no_dead_letters: expect.stringMatching(/^webhook charge.success of /) },
    ],
    [
      'an abandoned email',
      `update notification_queue set dead_at = now() where id = '${shop.notification}'`,
      { no_dead_letters: expect.stringMatching(/^email order_/) },
    ],
    [
      'a database without the secret for visitors’ addresses',
      'delete from private.secrets',
      { visitors_are_told_apart: 'the database does not know CLIENT_ADDRESS_SECRET' },
    ],
    ['a cron that never ran', 'delete from heartbeats', { cron_is_alive: 'it has never run' }],
    [
      'a cron that has stopped',
      `update heartbeats set beat_at = now() - interval '21 minutes'`,
      { cron_is_alive: expect.stringMatching(/^it last ran /) },
    ],
    [
      'a gateway that sends no webhooks',
      `update webhook_events set received_at = now() - interval '8 days'`,
      { webhooks_arrive: 'payments came through paystack in the last 7 days, but no webhook' },
    ],
  ];

  test.each(faults)('%s', async (_, text, expected) => {
    expect(await foundAfter((tx) => tx.unsafe(text))).toEqual(expected);
  });
});

describe('an owner', () => {
  test('gets the checks of their own shops, and not those of the deployment', async () => {
    const checks = await doctor(person(shop.staff.owner));
    expect(failedChecks(checks)).toEqual({});
    expect(checks.map(({ check }) => check)).not.toContain('cron_is_alive');
    expect(checks).toHaveLength(31);
    const corrupt = (tx: TransactionSql) =>
      tx`update orders set paid_minor = paid_minor + 1 where id = ${paid}`;
    expect(await foundAfter(corrupt, person(shop.staff.owner))).toEqual({});
    expect(Object.keys(await foundAfter(corrupt, person(foreign.staff.owner)))).toEqual([
      'paid_equals_payments',
    ]);
  });

  test('is the only role in a shop that may run the doctor', async () => {
    const refusal = { status: 403, reason: 'forbidden' };
    for (const role of staffRoles.filter((role) => role !== 'owner')) {
      await expectRefusal(sql, () => doctor(person(shop.staff[role])), refusal);
    }
    const stranger = await signUp(sql);
    await expectRefusal(sql, () => doctor(stranger), refusal);
    await expect(as(sql, visitor, (tx) => tx`select * from doctor()`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});

test('describe_deployment returns the time, the migrations and the mode of the last payment', async () => {
  const described = await call<{ now: string; migrations: string[]; last_mode: string | null }>(
    sql,
    server,
    'describe_deployment',
  );
  expect(described).toMatchObject({
    migrations: expect.arrayContaining(['20260101000900']),
    last_mode: null,
    payout_keys: ['0a1b2c3d'],
  });
  expect(Math.abs(Date.parse(described.now) - Date.now())).toBeLessThan(5000);
});
