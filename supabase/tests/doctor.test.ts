import type { TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { openBusyShop } from './busy-shop.ts';
import {
  as,
  type Caller,
  call,
  expectRefusal,
  fingerprint,
  list,
  person,
  server,
  visitor,
} from './caller.ts';
import { testDatabase } from './database.ts';
import { keyOf, openShop, paidOrder, rowsOf, signUp, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openBusyShop(sql);
const foreign = await openShop(sql);
const { order_id: paid } = await paidOrder(sql, foreign, [[foreign.variants.soap, 1]]);
await call(sql, server, 'settle_refund', { refund_id: shop.refund, state: 'succeeded' });
const { waiting, shipped } = shop;

interface Check {
  check: string;
  ok: boolean;
  details: string | null;
}
const doctor = (caller: Caller) => list<Check>(sql, caller, 'doctor');
const red = (checks: Check[]) =>
  Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ check, details }) => [check, details]));

/** What the doctor finds when something was done behind the back of every rule; it is undone. */
async function foundAfter(corrupt: (tx: TransactionSql) => Promise<unknown>, caller: Caller | null = null) {
  let found: Record<string, string | null> = {};
  const undone = sql.begin(async (tx) => {
    // switches triggers off, as only the cluster's superuser can
    await tx`set local session_replication_role = replica`;
    await corrupt(tx);
    if (caller) {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: caller.role, sub: caller.userId })}, true),
        set_config('role', ${caller.role}, true)`;
    }
    found = red(await tx<Check[]>`select * from doctor()`);
    throw new Error('undo');
  });
  await undone.catch((error) => {
    if (error.message !== 'undo') throw error;
  });
  return found;
}

test('a busy shop is in good health, and looking at it changes nothing', async () => {
  const before = await fingerprint(sql);
  const checks = await doctor(server);
  expect(red(checks)).toEqual({});
  expect(checks.map(({ check }) => check)).toHaveLength(32);
  const readOnly = sql.begin('read only', (tx) => tx<Check[]>`select * from doctor()`);
  expect(await readOnly).toHaveLength(32);
  expect(await fingerprint(sql)).toEqual(before);
});

describe('the doctor finds', () => {
  const at = `where shop_id = '${shop.id}'`;
  const serum = `where variant_id = '${shop.variants.serum}'`;
  const ofWaiting = `where order_id = '${waiting.order_id}'`;
  const ofShipped = `where order_id = '${shipped.order_id}'`;
  const ofPayout = `where order_id = '${shop.payout.order_id}'`;
  const mismatch = `(select order_id from money_exceptions ${at} and kind = 'amount_mismatch')`;

  const harms: [string, string, Record<string, unknown>][] = [
    [
      'a piece that appeared on the shelf',
      `update inventory set on_hand = on_hand + 1 ${serum}`,
      { stock_equals_movements: 'serum: 7/0 on the shelf, 6/0 by its movements' },
    ],
    [
      'a piece that is committed to nobody',
      `update inventory set committed = committed + 1 ${serum}`,
      {
        stock_equals_movements: 'serum: 6/1 on the shelf, 6/0 by its movements',
        stock_equals_orders: 'serum: 1 committed, 0 in open orders',
      },
    ],
    [
      'more committed than there is',
      `alter table inventory drop constraint inventory_never_oversold; update inventory set committed = 9 ${serum}`,
      {
        stock_never_oversold: 'serum: 9 of 6 committed',
        stock_equals_movements: expect.any(String),
        stock_equals_orders: expect.any(String),
      },
    ],
    [
      'a movement that was rewritten',
      `update stock_movements set on_hand_delta = on_hand_delta - 1 ${serum} and reason = 'count'`,
      { stock_equals_movements: 'serum: 6/0 on the shelf, 5/0 by its movements' },
    ],
    [
      'a movement that is gone',
      `delete from stock_movements ${serum} and reason = 'deduct'`,
      { stock_equals_movements: expect.stringMatching(/^serum: 6\/0/) },
    ],
    [
      'a promise to an order that has left',
      `insert into inventory_locks (shop_id, order_id, variant_id, quantity, expires_at)
        values ('${shop.id}', '${shipped.order_id}', '${shop.variants.serum}', 1, now() + interval '1 hour')`,
      { no_promise_outlives_its_order: `${shipped.number} is shipped and holds a promise` },
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
      'money on an order that never came',
      `update orders set paid_minor = paid_minor + 1 where id = '${shipped.order_id}'`,
      { paid_equals_payments: `${shipped.number}: 1050001 paid, 1050000 in payments` },
    ],
    [
      'a shop whose amounts were stored while its currency had other decimals',
      `update private.currencies set digits = 0 where code = 'NGN'`,
      {
        amounts_keep_their_unit: expect.stringMatching(
          new RegExp(`(^|; )${shop.slug}: stored with 2 decimals, NGN has 0(;|$)`),
        ),
      },
    ],
    [
      'a shop that was given another currency',
      `update shops set currency = 'UGX' where id = '${shop.id}'`,
      { amounts_keep_their_unit: `${shop.slug}: stored with 2 decimals, UGX has 0` },
    ],
    [
      'cash that nobody has',
      `delete from cash_collections ${at}`,
      { cash_is_with_somebody: expect.stringMatching(/was taken by nobody/) },
    ],
    [
      'a handover of less than was collected',
      `update cash_handovers set expected_minor = 1, note = 'x' ${at}`,
      { cash_is_with_somebody: expect.stringMatching(/^GIG on .*: 1 expected, 600000 collected/) },
    ],
    [
      'cash that nobody wrote down',
      `update orders set state = 'delivered', delivered_at = now() - interval '8 days', payment_method = 'cod', paid_minor = 0,
        refunded_minor = 0 where id = '${shop.cash.order_id}'`,
      {
        cash_is_collected: expect.stringContaining(shop.cash.number),
        every_move_is_logged: expect.any(String),
      },
    ],
    [
      'a courier who has kept his cash for long',
      `update cash_collections set handover_id = null ${at};
        update payments set created_at = now() - interval '8 days' ${at} and gateway = 'cash'`,
      {
        cash_is_handed_over: expect.stringMatching(/^GIG has 600000 since/),
        cash_is_with_somebody: expect.stringMatching(/600000 expected, 0 collected/),
      },
    ],
    [
      'a credit that paid another order',
      `update statement_lines set order_id = '${shipped.order_id}', settled_at = now(),
        payment_id = (select id from payments ${at} and gateway = 'cash') ${at} and description = 'From Ada'`,
      { credits_equal_payments: expect.stringMatching(/is no payment of its order/) },
    ],
    [
      'money that is said to be back and is not',
      `update orders set refunded_minor = refunded_minor + 1 where id = '${shipped.order_id}'`,
      { refunded_equals_refunds: `${shipped.number}: 450001 refunded, 450000 in refunds` },
    ],
    [
      'a refund that was rewritten',
      `update refunds set amount_minor = 2000000 ${ofShipped}`,
      {
        refunded_equals_refunds: `${shipped.number}: 450000 going back, 2000000 in refunds; ${shipped.number}: 450000 refunded, 2000000 in refunds`,
        never_refunded_more_than_paid: expect.stringMatching(/: 2000000 of 1050000, noted 450000$/),
      },
    ],
    [
      'a refund that is not counted at its payment',
      `update payments set refunding_minor = 0 ${ofShipped}`,
      { never_refunded_more_than_paid: expect.stringMatching(/: 450000 of 1050000, noted 0$/) },
    ],
    [
      'a refund that is not counted at its order',
      `update orders set refunding_minor = 0 where id = '${shipped.order_id}'`,
      { refunded_equals_refunds: `${shipped.number}: 0 going back, 450000 in refunds` },
    ],
    [
      'a question that is gone',
      `delete from money_exceptions ${at} and kind = 'amount_mismatch'`,
      {
        no_money_without_an_answer: expect.stringMatching(
          / is pending_payment and holds money that nobody is asked about$/,
        ),
        every_success_is_accounted_for: expect.stringMatching(/ made nothing of /),
      },
    ],
    [
      'a payment that is gone',
      `delete from payments ${ofShipped}`,
      {
        paid_equals_payments: `${shipped.number}: 1050000 paid, 0 in payments`,
        every_success_is_accounted_for: expect.stringMatching(/ succeeded without a payment$/),
      },
    ],
    [
      'a total that its lines do not make',
      `update orders set subtotal_minor = subtotal_minor + 1 where id = '${waiting.order_id}'`,
      { totals_equal_lines: `${waiting.number}: 600001` },
    ],
    [
      'a log row that was rewritten',
      `update activity_logs set note = 'x' where entity_id = '${shipped.order_id}' and seq = 2`,
      { logs_are_unbroken: `order ${shipped.order_id}` },
    ],
    [
      'a log row that is gone from the end',
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
      'a move that is no move of the table',
      `update orders set state = 'completed' where id = '${shipped.order_id}';
        set local session_replication_role = origin;
        select private.log_activity('${shop.id}', 'order', '${shipped.order_id}', 'teleport',
          '{ "state": "shipped" }', '{ "state": "completed" }')`,
      { every_move_is_in_the_table: `${shipped.number}: shipped → completed` },
    ],
    [
      'one order that two keys have made',
      `insert into idempotency_keys (shop_id, scope, key, request_hash, response)
        select shop_id, scope, gen_random_uuid(), request_hash, response from idempotency_keys
        where scope = 'create_order' and response ->> 'order_id' = '${waiting.order_id}'`,
      { one_key_one_order: `${waiting.order_id} was made by 2 keys` },
    ],
    [
      'a table that is open',
      'alter table orders disable row level security',
      { shops_are_apart: 'row level security is off on orders' },
    ],
    [
      'a guard that was switched off',
      'alter table payments disable trigger refuse_rewrite',
      { guards_are_on: 'refuse_rewrite on public.payments is off' },
    ],
    [
      'a question that nobody answers',
      `update money_exceptions set deadline = now() - interval '1 second' where order_id = ${mismatch}`,
      { questions_are_answered_in_time: expect.stringMatching(/: amount_mismatch, due /) },
    ],
    [
      'an unpaid order that never ends',
      `update orders set expires_at = now() - interval '3 hours' where id = '${waiting.order_id}'`,
      { unpaid_orders_expire: expect.stringMatching(`^${waiting.number} was due `) },
    ],
    [
      'a refund that nobody sends',
      `update refunds set state = 'approved', next_attempt_at = now() - interval '2 hours' ${ofShipped};
        update orders set dispute_open = false where id = '${shipped.order_id}'`,
      {
        refunds_move: expect.stringMatching(`^${shipped.number}: approved since `),
        refunded_equals_refunds: expect.any(String),
      },
    ],
    [
      'bank details that nobody deleted',
      `update refunds set state = 'declined', settled_at = now() - interval '32 days' ${ofPayout};
        update payments set refunding_minor = 0 ${ofPayout};
        update orders set refunding_minor = 0 where id = '${shop.payout.order_id}'`,
      { payout_details_are_deleted: expect.stringMatching(`^${shop.payout.number}: settled `) },
    ],
    [
      'bank details for no money at all',
      `delete from refunds ${ofPayout}; update payments set refunding_minor = 0 ${ofPayout};
        update orders set refunding_minor = 0 where id = '${shop.payout.order_id}'`,
      { payout_details_are_deleted: `${shop.payout.number} has bank details and no refund` },
    ],
    [
      'a webhook that was given up',
      `update webhook_events set dead_at = now() ${at}`,
      { no_dead_letters: expect.stringMatching(/^webhook charge.success of /) },
    ],
    [
      'a mail that was given up',
      `update notification_queue set dead_at = now() where id = '${shop.mail}'`,
      { no_dead_letters: expect.stringMatching(/^mail order_/) },
    ],
    [
      'a database that cannot read the addresses of visitors',
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
      'a gateway that knows no address of ours',
      `update webhook_events set received_at = now() - interval '8 days'`,
      { webhooks_arrive: 'payments came in the last 7 days, but no webhook' },
    ],
    [
      'play money after real money',
      `update payment_intents set mode = 'live', created_at = now() - interval '1 hour' ${ofShipped};
        update payment_intents set mode = 'test' ${ofWaiting}`,
      { money_is_of_one_mode: 'test payments were started after the first live one' },
    ],
  ];

  test.each(harms)('%s', async (_, text, expected) => {
    expect(await foundAfter((tx) => tx.unsafe(text))).toEqual(expected);
  });

  test('no fault in a question that waits for the gateway to bring money back', async () => {
    const cancelled = await paidOrder(sql, foreign, [[foreign.variants.voucher, 1]]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: null });
    const days = (state: string) => (tx: TransactionSql) =>
      tx.unsafe(`update money_exceptions set deadline = now() - interval '3 days' where order_id = '${cancelled.order_id}';
        update refunds set state = '${state}' where order_id = '${cancelled.order_id}'`);
    expect(await foundAfter(days('processing'))).toEqual({});
    expect(await foundAfter(days('failed'))).toMatchObject({
      questions_are_answered_in_time: expect.stringMatching(/: refund_due, due /),
    });
    await call(sql, server, 'settle_refund', {
      refund_id: (await rowsOf(sql, 'refunds', cancelled.order_id))[0]?.id,
      state: 'succeeded',
    });
  });

  test('and names five of many breaches, and how many more', async () => {
    for (let order = 0; order < 6; order++) await paidOrder(sql, foreign, [[foreign.variants.voucher, 1]]);
    const found = await foundAfter((tx) =>
      tx.unsafe(`update orders set paid_minor = paid_minor + 1 where shop_id = '${foreign.id}'`),
    );
    expect(found.paid_equals_payments).toMatch(/^([^;]+; ){5}and 3 more$/);
  });
});

describe('an owner', () => {
  test('is told of their own shops, and not of the deployment', async () => {
    const checks = await doctor(person(shop.staff.owner));
    expect(red(checks)).toEqual({});
    expect(checks.map(({ check }) => check)).not.toContain('cron_is_alive');
    expect(checks).toHaveLength(28);
    const corrupt = (tx: TransactionSql) =>
      tx`update orders set paid_minor = paid_minor + 1 where id = ${paid}`;
    expect(await foundAfter(corrupt, person(shop.staff.owner))).toEqual({});
    expect(Object.keys(await foundAfter(corrupt, person(foreign.staff.owner)))).toEqual([
      'paid_equals_payments',
    ]);
  });

  test('is the only one in a shop whom the doctor tells', async () => {
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

test('a deployment says its time, its migrations and whether its money is real', async () => {
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
