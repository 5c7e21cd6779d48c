import { describe, expect, test } from 'vitest';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { exceptionsOn } from './exceptions.ts';
import {
  type Intent,
  keyOf,
  openExceptions,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  rowsOf,
  type Shop,
  settle,
  startPayment,
  waitingOrder,
} from './fixtures.ts';
import { refundsOf } from './refunds.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100_000 },
  soap: { price_minor: 150_000, on_hand: 100_000 },
});
const { finance, exceptionOf, resolve, succeedAll } = exceptionsOn(sql, shop);

describe('a wrong amount', () => {
  const wrong = async (amount_minor: number, at: Shop<'serum'> = shop) => {
    const { order, intent } = await waitingOrder(sql, at);
    await settle(sql, intent, { amount_minor, transaction_id: `${intent.reference}-1` });
    return { ...order, intent };
  };

  test('is refunded, and the order can be paid again', async () => {
    const order = await wrong(100);
    const { order_id } = order;
    await resolve(order_id, 'refund');
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment', status: 'on_hold' });
    await succeedAll(order_id);
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment', hold_reason: null });
    await settle(sql, await startPayment(sql, order));
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });
  });

  test('that was dismissed beside a refunded one is still refunded, and the order can be paid again', async () => {
    const order = await wrong(100);
    const { order_id } = order;
    await settle(sql, order.intent, { amount_minor: 200, transaction_id: `${order.intent.reference}-2` });
    await resolve(order_id, 'dismiss');
    await resolve(order_id, 'refund');
    await succeedAll(order_id);
    expect(await openExceptions(sql, order_id)).toEqual(['refund_due']);
    const { exceptions } = await call<{ exceptions: { kind: string; preview: object }[] }>(
      sql,
      finance,
      'get_order',
      { number: order.number },
    );
    expect(exceptions.find(({ kind }) => kind === 'refund_due')?.preview).toMatchObject({
      refund_cancels: false,
      stays_open: true,
    });
    expect(await resolve(order_id, 'refund')).toMatchObject({ state: 'pending_payment' });
    await succeedAll(order_id);
    expect(await openExceptions(sql, order_id)).toEqual([]);
    await settle(sql, await startPayment(sql, order));
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });
  });

  test('can be accepted as enough', async () => {
    const { order_id } = await wrong(599_000);
    expect(await resolve(order_id, 'confirm')).toMatchObject({
      state: 'confirmed',
      payment_status: 'partially_paid',
    });
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ hold_reason: null });
  });

  test('that is too high can be accepted: the order is confirmed and the excess is refunded', async () => {
    const { order_id } = await wrong(700_000);
    await resolve(order_id, 'confirm');
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 100_000]]);
    await succeedAll(order_id);
    expect(await readOrder(sql, order_id)).toMatchObject({ payment_status: 'paid', refunded_minor: 100_000 });
    expect(await openExceptions(sql, order_id)).toEqual([]);
  });

  test('is refunded automatically once the right amount has arrived', async () => {
    const { order_id, intent } = await wrong(100);
    expect(await settle(sql, intent, { transaction_id: `${intent.reference}-2` })).toMatchObject({
      outcome: 'confirmed',
    });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 100]]);
    await succeedAll(order_id);
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid', payment_status: 'paid' });
  });

  test('cannot be dismissed while the order is not confirmed', async () => {
    const { order_id } = await wrong(100);
    await expectRefusal(sql, () => resolve(order_id, 'dismiss'), {
      status: 422,
      reason: 'money_unexplained',
    });
  });
});

test('money in another currency is refunded in that currency', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { currency: 'USD', amount_minor: 700 });
  expect(await openExceptions(sql, order.order_id)).toEqual(['currency_mismatch']);
  await expectRefusal(sql, () => resolve(order.order_id, 'dismiss'), { reason: 'money_unexplained' });
  await expectRefusal(sql, () => resolve(order.order_id, 'confirm'), { reason: 'unknown_decision' });
  await resolve(order.order_id, 'refund');
  expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
    { currency: 'USD', amount_minor: 700 },
  ]);
  await succeedAll(order.order_id);
  expect(await openExceptions(sql, order.order_id)).toEqual([]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ refunded_minor: 0, hold_reason: null });
});

test('money that the gateway itself sends back is not refunded, and keeps an exception until it has gone back', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { reversal: 'pending' });
  await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
  expect(await refundsOf(sql, order.order_id)).toEqual([]);
  expect(await openExceptions(sql, order.order_id)).toEqual(['reversed']);
  await call(sql, server, 'record_gateway_refund', {
    gateway: 'paystack',
    transaction_id: intent.reference,
    refund: { refund_id: `G-${order.number}`, state: 'succeeded', amount_minor: 600_000 },
  });
  expect(await openExceptions(sql, order.order_id)).toEqual([]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'refunded' });
});

test('a cancelled order whose refund was declined keeps an exception, which a new refund resolves', async () => {
  const { order_id } = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await call(sql, person(shop.staff.admin), 'cancel_order', { order_id, reason: 'Broken' });
  const [refund] = await rowsOf(sql, 'refunds', order_id);
  await call(sql, finance, 'decide_refund', { refund_id: refund?.id, approve: false, reason: 'Not yet' });
  expect(await openExceptions(sql, order_id)).toEqual(['refund_due']);
  await expectRefusal(sql, () => resolve(order_id, 'dismiss'), { reason: 'money_unexplained' });
  await resolve(order_id, 'refund');
  expect(await refundsOf(sql, order_id)).toEqual([
    ['declined', 600_000],
    ['approved', 600_000],
  ]);
  await succeedAll(order_id);
  expect(await openExceptions(sql, order_id)).toEqual([]);
});

test('a failed refund can be dismissed on a confirmed order; on a cancelled one its money keeps an exception', async () => {
  const fail = async (order_id: string) => {
    const [refund] = await rowsOf(sql, 'refunds', order_id);
    await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund?.id });
    await call(sql, server, 'settle_refund', { refund_id: refund?.id, state: 'failed' });
  };
  const paid = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  const [intent] = await sql<[Intent]>`select * from payment_intents where order_id = ${paid.order_id}`;
  await settle(sql, intent, { transaction_id: `${intent.reference}-2` });
  await fail(paid.order_id);
  expect(await openExceptions(sql, paid.order_id)).toEqual(['overpaid', 'refund_failed']);
  await resolve(paid.order_id, 'dismiss', { kind: 'refund_failed' });
  expect(await openExceptions(sql, paid.order_id)).toEqual(['overpaid']);

  const cancelled = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: null });
  await fail(cancelled.order_id);
  await resolve(cancelled.order_id, 'dismiss', { kind: 'refund_failed' });
  expect(await openExceptions(sql, cancelled.order_id)).toEqual(['refund_due']);
});

describe('resolving an exception', () => {
  const mismatch = async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { amount_minor: 100 });
    return order.order_id;
  };

  test('is for roles with the permission', async () => {
    const order_id = await mismatch();
    const by = (role: keyof typeof shop.staff) =>
      resolve(order_id, 'refund', { caller: person(shop.staff[role]) });
    for (const role of ['verifier', 'auditor'] as const)
      await expectRefusal(sql, () => by(role), { status: 403, reason: 'forbidden' });
    for (const role of ['fulfiller', 'catalog'] as const)
      await expectRefusal(sql, () => by(role), { status: 404, reason: 'exception_not_found' });
    await by('owner');
  });

  test('is for a verifier when it is about a proof', async () => {
    const at = await openShop(sql);
    const order = await placeOrder(sql, at, [[at.variants.serum, 1]], { payment_method: 'bank_transfer' });
    await submitProof(sql, order);
    await letPass(sql, at.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await openExceptions(sql, order.order_id)).toEqual(['unverified_proof']);
    await resolve(order.order_id, 'dismiss', { caller: person(at.staff.verifier) });
    expect(await rowsOf(sql, 'money_exceptions', order.order_id)).toMatchObject([
      {
        decision: 'dismiss',
        decided_by: at.staff.verifier,
        note: 'Agreed by phone',
        resolution: 'dismissed',
      },
    ]);
  });

  test('is logged with one action when a person decides, and with another when it is automatic', async () => {
    const order_id = await mismatch();
    await resolve(order_id, 'refund');
    await succeedAll(order_id);
    const logs = await sql`select action, actor from activity_logs
      where entity_id = ${order_id} and action like '%exception' order by seq`;
    expect(logs.map(({ action, actor }) => [action, actor])).toEqual([
      ['open_exception', null],
      ['resolve_exception', finance.userId],
      ['close_exception', null],
    ]);
  });

  test('twice changes nothing, and logs the first actor, decision and note', async () => {
    const order_id = await mismatch();
    const exception_id = await exceptionOf(order_id);
    const args = { exception_id, decision: 'refund', note: 'Wrong amount' };
    const first = await call(sql, finance, 'resolve_exception', args);
    expect(
      await call(sql, person(shop.staff.owner), 'resolve_exception', { ...args, note: 'Me too' }),
    ).toEqual(first);
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 100]]);
    const logs =
      await sql`select actor, note, new_value ->> 'kind' as kind, new_value ->> 'decision' as decision
      from activity_logs where entity_id = ${order_id} and action = 'resolve_exception'`;
    expect(logs.map((log) => ({ ...log }))).toEqual([
      { actor: finance.userId, note: 'Wrong amount', kind: 'amount_mismatch', decision: 'refund' },
    ]);
  });

  test.each([[null], [' '], ['x'.repeat(501)]])('needs a note, not %j', async (note) => {
    const order_id = await mismatch();
    await expectRefusal(sql, () => resolve(order_id, 'refund', { note }), {
      status: 422,
      reason: 'note_required',
      field: 'note',
    });
  });

  test.each([['keep'], [''], [null]])('refuses the decision %j', async (decision) => {
    const order_id = await mismatch();
    await expectRefusal(sql, () => resolve(order_id, decision), {
      status: 422,
      reason: 'unknown_decision',
      field: 'decision',
    });
  });

  test('waits for the end of a dispute, whose own exception cannot be resolved this way', async () => {
    const order_id = await mismatch();
    await call(sql, finance, 'open_dispute', { order_id, reason: 'Chargeback' });
    await expectRefusal(sql, () => resolve(order_id, 'refund', { kind: 'amount_mismatch' }), {
      status: 422,
      reason: 'dispute_open',
    });
    for (const decision of ['refund', 'confirm', 'backorder', 'dismiss']) {
      await expectRefusal(sql, () => resolve(order_id, decision, { kind: 'dispute' }), {
        status: 422,
        reason: 'unknown_decision',
      });
    }
  });

  test('about a payment whose stock is gone is never dismissed', async () => {
    const at = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1 } });
    const late = await waitingOrder(sql, at);
    await letPass(sql, at.id, '31 minutes');
    await paidOrder(sql, at, [[at.variants.serum, 1]]);
    // the second payment leaves an exception, too, so the money would still be explained
    await settle(sql, late.intent);
    await settle(sql, late.intent, { transaction_id: `${late.intent.reference}-2`, amount_minor: 100 });
    expect(await openExceptions(sql, late.order.order_id)).toEqual(['amount_mismatch', 'paid_short']);
    await expectRefusal(
      sql,
      () => resolve(late.order.order_id, 'dismiss', { kind: 'paid_short', caller: person(at.staff.finance) }),
      { status: 422, reason: 'unknown_decision', field: 'decision' },
    );
  });

  test('cannot be replaced by rewriting or deleting its row', async () => {
    const order_id = await mismatch();
    const refusal = { status: 403, reason: 'log_is_append_only' };
    await expectRefusal(
      sql,
      () => sql`update money_exceptions set kind = 'overpaid' where order_id = ${order_id}`,
      refusal,
    );
    await expectRefusal(sql, () => sql`delete from money_exceptions where order_id = ${order_id}`, refusal);
    await expectRefusal(sql, () => sql`truncate money_exceptions cascade`, refusal);
  });
});

describe('a transaction that leaves money without an exception fails when it', () => {
  const openException = (order_id: string) => sql`
    insert into money_exceptions (shop_id, order_id, kind, owed_minor) values (${shop.id}, ${order_id}, 'refund_due', 0)`;
  const fails = async (order_id: string, text: string) => {
    const before = await readOrder(sql, order_id);
    await expect(sql.unsafe(text)).rejects.toMatchObject({
      code: 'XX000',
      message: `order ${before.number} holds unexplained money and has no open exception`,
    });
    expect(await readOrder(sql, order_id)).toEqual(before);
  };

  test('cancels a paid order', async () => {
    const { order_id } = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    const cancelling = `update orders set state = 'cancelled', cancelled_by = 'system', cancelled_at = now() where id = '${order_id}'`;
    await fails(order_id, cancelling);
    await sql.begin(async (tx) => {
      await tx.unsafe(cancelling);
      await tx`insert into money_exceptions (shop_id, order_id, kind, owed_minor) values (${shop.id}, ${order_id}, 'refund_due', 0)`;
    });
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'cancelled' });
  });

  test('adds a payment and confirms nothing', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await fails(
      order.order_id,
      `insert into payments (shop_id, order_id, intent_id, gateway, transaction_id, amount_minor, currency, paid_at, outcome)
        values ('${shop.id}', '${order.order_id}', '${intent.intent_id}', 'paystack', 'x', 1, 'USD', now(), 'mismatch')`,
    );
  });

  test('resolves the last exception of a waiting order', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { amount_minor: 100 });
    const resolving = `update money_exceptions set resolved_at = now() where order_id = '${order.order_id}' and kind = 'amount_mismatch'`;
    await fails(order.order_id, resolving);
    await openException(order.order_id);
    await sql.unsafe(resolving);
  });
});
