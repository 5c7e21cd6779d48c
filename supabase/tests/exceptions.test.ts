import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { type Moved, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  openQuestions,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
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
const finance = person(shop.staff.finance);

const questionOf = async (order_id: string, kind?: string) => {
  const questions = await rowsOf(sql, 'money_exceptions', order_id);
  return questions.find((one) => one.resolved_at === null && (!kind || one.kind === kind))?.id;
};
const resolve = async (
  order_id: string,
  decision: string | null,
  {
    caller = finance,
    note = 'Agreed by phone',
    kind,
  }: { caller?: Caller; note?: string | null; kind?: string } = {},
) =>
  call<Moved>(sql, caller, 'resolve_exception', {
    exception_id: await questionOf(order_id, kind),
    decision,
    note,
  });
/** The gateway says of all refunds of an order that their money is back. */
const succeedAll = async (order_id: string) => {
  for (const { id, state } of await rowsOf(sql, 'refunds', order_id))
    if (state !== 'declined') await call(sql, server, 'settle_refund', { refund_id: id, state: 'succeeded' });
};
const undecided = () => call<number>(sql, server, 'refund_undecided_orders');

/** A shop with ten serums, of which eight were paid for when only six were left. */
async function soldOut() {
  const at = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, at, 8);
  await letPass(sql, at.id, '31 minutes');
  const rival = await paidOrder(sql, at, [[at.variants.serum, 4]]);
  expect(await settle(sql, intent)).toMatchObject({ outcome: 'paid_short' });
  const stock = (on_hand: number) =>
    call(sql, server, 'adjust_stock', { variant_id: at.variants.serum, on_hand, reason: 'Delivery' });
  return { at, ...order, intent, rival, stock, caller: person(at.staff.finance) };
}

describe('an order that was paid when its stock was gone', () => {
  test('is refunded and cancelled when staff say so, and asked about until the money is back', async () => {
    const { order_id, caller } = await soldOut();
    expect(await resolve(order_id, 'refund', { caller })).toMatchObject({ state: 'cancelled' });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 3_750_000]]);
    expect(await openQuestions(sql, order_id)).toEqual(['paid_short']);
    await succeedAll(order_id);
    expect(await openQuestions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({
      status: 'refunded',
      cancelled_by: 'staff',
      // the note is for colleagues; the shopper reads this
      cancel_reason: 'No longer available',
      hold_reason: null,
    });
  });

  test('is confirmed once there is stock again, and not before', async () => {
    const { at, order_id, caller, stock } = await soldOut();
    const details = await expectRefusal(sql, () => resolve(order_id, 'confirm', { caller }), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'serum', requested: 8, available: 6 }]);
    await stock(12);
    expect(await resolve(order_id, 'confirm', { caller })).toMatchObject({
      state: 'confirmed',
      status: 'paid',
    });
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ on_hand: 12, committed: 12 });
    expect(await openQuestions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ confirmed_by: caller.userId, hold_reason: null });
  });

  test('is confirmed and owed its stock, which it gets before it is packed, and never twice', async () => {
    const { at, order_id, caller, stock } = await soldOut();
    expect(await resolve(order_id, 'backorder', { caller })).toMatchObject({ status: 'backordered' });
    expect(await openQuestions(sql, order_id)).toEqual([]);
    const fulfiller = person(at.staff.fulfiller);
    const move = (to_state: string) =>
      call<Moved>(sql, fulfiller, 'update_order_status', { order_id, to_state, details: parcel });
    await move('processing');
    for (const to_state of ['allocate', 'ready_for_shipment', 'shipped']) {
      await expectRefusal(sql, () => move(to_state), { status: 409, reason: 'sold_out' });
    }
    await stock(12);
    expect(await move('allocate')).toMatchObject({ status: 'processing' });
    expect(await move('allocate')).toMatchObject({ status: 'processing' });
    expect(await readStock(sql, at.variants.serum)).toMatchObject({
      on_hand: 12,
      committed: 12,
      available: 0,
    });
  });

  test('is given its stock by our servers as soon as there is some', async () => {
    const { order_id, caller, stock } = await soldOut();
    await resolve(order_id, 'backorder', { caller });
    await stock(12);
    await call(sql, server, 'update_order_status', { order_id, to_state: 'allocate' });
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid', backordered: false });
  });

  test("is refunded by itself when nobody decides in the shop's time", async () => {
    const { at, order_id } = await soldOut();
    await letPass(sql, at.id, '23 hours 59 minutes');
    expect(await undecided()).toBe(0);
    await letPass(sql, at.id, '1 minute');
    expect(await undecided()).toBe(1);
    expect(await undecided(), 'a second run finds nothing').toBe(0);
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'cancelled', cancelled_by: 'system' });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 3_750_000]]);
    expect(await rowsOf(sql, 'money_exceptions', order_id)).toMatchObject([
      { decision: 'refund', decided_by: null, note: 'Nobody decided in time', resolved_at: null },
    ]);
  });

  test('is asked about for as long as the shop has set', async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set short_refund_after = '1 hour' where shop_id = ${at.id}`;
    const { intent } = await waitingOrder(sql, at, 8);
    await letPass(sql, at.id, '31 minutes');
    await paidOrder(sql, at, [[at.variants.serum, 4]]);
    await settle(sql, intent);
    await letPass(sql, at.id, '59 minutes');
    expect(await undecided()).toBe(0);
    await letPass(sql, at.id, '1 minute');
    expect(await undecided()).toBe(1);
  });

  test('is left alone by that while it is disputed, and once somebody has decided', async () => {
    const [disputed, decided] = [await soldOut(), await soldOut()];
    await call(sql, disputed.caller, 'open_dispute', { order_id: disputed.order_id, reason: 'Chargeback' });
    await resolve(decided.order_id, 'backorder', { caller: decided.caller });
    for (const { at } of [disputed, decided]) await letPass(sql, at.id, '25 hours');
    expect(await undecided()).toBe(0);
    expect(await refundsOf(sql, disputed.order_id)).toEqual([]);
  });

  test('after it had been cancelled is refunded too', async () => {
    const at = await openShop(sql);
    const { order, intent } = await waitingOrder(sql, at, 8);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await paidOrder(sql, at, [[at.variants.serum, 4]]);
    await settle(sql, intent);
    await letPass(sql, at.id, '25 hours');
    expect(await undecided()).toBe(1);
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 3_750_000]]);
    const late = { caller: person(at.staff.finance) };
    await call(sql, server, 'adjust_stock', {
      variant_id: at.variants.serum,
      on_hand: 100,
      reason: 'Delivery',
    });
    await expectRefusal(sql, () => resolve(order.order_id, 'confirm', late), {
      status: 422,
      reason: 'not_revivable',
    });
  });
});

describe('money in the wrong amount', () => {
  const wrong = async (amount_minor: number, at: Shop<'serum'> = shop) => {
    const { order, intent } = await waitingOrder(sql, at);
    await settle(sql, intent, { amount_minor, transaction_id: `${intent.reference}-1` });
    return { ...order, intent };
  };

  test('goes back, and the order can be paid again', async () => {
    const order = await wrong(100);
    const { order_id } = order;
    await resolve(order_id, 'refund');
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment', status: 'on_hold' });
    await succeedAll(order_id);
    expect(await openQuestions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment', hold_reason: null });
    await settle(sql, await startPayment(sql, order));
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'confirmed', payment_status: 'paid' });
  });

  test('is enough for the shop, when it says so', async () => {
    const { order_id } = await wrong(599_000);
    expect(await resolve(order_id, 'confirm')).toMatchObject({
      state: 'confirmed',
      payment_status: 'partially_paid',
    });
    expect(await openQuestions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ hold_reason: null });
  });

  test('that is too much confirms the order, and the rest of it goes back', async () => {
    const { order_id } = await wrong(700_000);
    await resolve(order_id, 'confirm');
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 100_000]]);
    await succeedAll(order_id);
    expect(await readOrder(sql, order_id)).toMatchObject({ payment_status: 'paid', refunded_minor: 100_000 });
    expect(await openQuestions(sql, order_id)).toEqual([]);
  });

  test('goes back by itself once the right one has come', async () => {
    const { order_id, intent } = await wrong(100);
    expect(await settle(sql, intent, { transaction_id: `${intent.reference}-2` })).toMatchObject({
      outcome: 'confirmed',
    });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 100]]);
    await succeedAll(order_id);
    expect(await openQuestions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid', payment_status: 'paid' });
  });

  test('cannot be waved through: an order that is not confirmed explains no money', async () => {
    const { order_id } = await wrong(100);
    await expectRefusal(sql, () => resolve(order_id, 'dismiss'), {
      status: 422,
      reason: 'money_unexplained',
    });
  });
});

test('money in another currency goes back in that currency', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { currency: 'USD', amount_minor: 700 });
  expect(await openQuestions(sql, order.order_id)).toEqual(['currency_mismatch']);
  await expectRefusal(sql, () => resolve(order.order_id, 'dismiss'), { reason: 'money_unexplained' });
  await expectRefusal(sql, () => resolve(order.order_id, 'confirm'), { reason: 'unknown_decision' });
  await resolve(order.order_id, 'refund');
  expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
    { currency: 'USD', amount_minor: 700 },
  ]);
  await succeedAll(order.order_id);
  expect(await openQuestions(sql, order.order_id)).toEqual([]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ refunded_minor: 0, hold_reason: null });
});

test('money that the gateway is sending back already is left to it, and is asked about until it is there', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  await settle(sql, intent, { reversal: 'pending' });
  await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
  expect(await refundsOf(sql, order.order_id)).toEqual([]);
  expect(await openQuestions(sql, order.order_id)).toEqual(['reversed']);
  await call(sql, server, 'record_gateway_refund', {
    gateway: 'paystack',
    transaction_id: intent.reference,
    refund: { refund_id: `G-${order.number}`, state: 'succeeded', amount_minor: 600_000 },
  });
  expect(await openQuestions(sql, order.order_id)).toEqual([]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'refunded' });
});

test('a cancelled order whose refund was declined keeps a question, which a new refund answers', async () => {
  const { order_id } = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await call(sql, person(shop.staff.admin), 'cancel_order', { order_id, reason: 'Broken' });
  const [refund] = await rowsOf(sql, 'refunds', order_id);
  await call(sql, finance, 'decide_refund', { refund_id: refund?.id, approve: false, reason: 'Not yet' });
  expect(await openQuestions(sql, order_id)).toEqual(['refund_due']);
  await expectRefusal(sql, () => resolve(order_id, 'dismiss'), { reason: 'money_unexplained' });
  await resolve(order_id, 'refund');
  expect(await refundsOf(sql, order_id)).toEqual([
    ['declined', 600_000],
    ['approved', 600_000],
  ]);
  await succeedAll(order_id);
  expect(await openQuestions(sql, order_id)).toEqual([]);
});

test('a refund that failed on a confirmed order may be let go; on a cancelled one its money is still asked about', async () => {
  const fail = async (order_id: string) => {
    const [refund] = await rowsOf(sql, 'refunds', order_id);
    await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund?.id });
    await call(sql, server, 'settle_refund', { refund_id: refund?.id, state: 'failed' });
  };
  const kept = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  const [intent] = await sql<[Intent]>`select * from payment_intents where order_id = ${kept.order_id}`;
  await settle(sql, intent, { transaction_id: `${intent.reference}-2` });
  await fail(kept.order_id);
  expect(await openQuestions(sql, kept.order_id)).toEqual(['overpaid', 'refund_failed']);
  await resolve(kept.order_id, 'dismiss', { kind: 'refund_failed' });
  expect(await openQuestions(sql, kept.order_id)).toEqual(['overpaid']);

  const cancelled = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: null });
  await fail(cancelled.order_id);
  await resolve(cancelled.order_id, 'dismiss', { kind: 'refund_failed' });
  expect(await openQuestions(sql, cancelled.order_id)).toEqual(['refund_due']);
});

describe('deciding', () => {
  const mismatch = async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { amount_minor: 100 });
    return order.order_id;
  };

  test('is for those whose work it is', async () => {
    const order_id = await mismatch();
    const by = (role: keyof typeof shop.staff) =>
      resolve(order_id, 'refund', { caller: person(shop.staff[role]) });
    for (const role of ['verifier', 'auditor'] as const)
      await expectRefusal(sql, () => by(role), { status: 403, reason: 'forbidden' });
    for (const role of ['fulfiller', 'catalog'] as const)
      await expectRefusal(sql, () => by(role), { status: 404, reason: 'exception_not_found' });
    await by('owner');
  });

  test("a verifier answers what is a verifier's", async () => {
    const at = await openShop(sql);
    const order = await placeOrder(sql, at, [[at.variants.serum, 1]], { payment_method: 'bank_transfer' });
    await submitProof(sql, order);
    await letPass(sql, at.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    expect(await openQuestions(sql, order.order_id)).toEqual(['unverified_proof']);
    await resolve(order.order_id, 'dismiss', { caller: person(at.staff.verifier) });
    expect(await rowsOf(sql, 'money_exceptions', order.order_id)).toMatchObject([
      {
        decision: 'dismiss',
        decided_by: at.staff.verifier,
        note: 'Agreed by phone',
        resolution: 'Dismissed',
      },
    ]);
  });

  test('twice changes nothing, and says who, what and why', async () => {
    const order_id = await mismatch();
    const exception_id = await questionOf(order_id);
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

  test.each([[null], [' '], ['x'.repeat(501)]])('wants a note, not %j', async (note) => {
    const order_id = await mismatch();
    await expectRefusal(sql, () => resolve(order_id, 'refund', { note }), {
      status: 422,
      reason: 'note_required',
      field: 'note',
    });
  });

  test.each([['keep'], [''], [null]])('knows no %j', async (decision) => {
    const order_id = await mismatch();
    await expectRefusal(sql, () => resolve(order_id, decision), {
      status: 422,
      reason: 'unknown_decision',
      field: 'decision',
    });
  });

  test('waits for the end of a dispute, which is itself decided elsewhere', async () => {
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

  test('leaves the question where it was asked: none is rewritten or removed', async () => {
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

describe('no transaction ends with money that nobody is asked about, whoever writes it, when it', () => {
  const ask = (order_id: string) => sql`
    insert into money_exceptions (shop_id, order_id, kind, owed_minor) values (${shop.id}, ${order_id}, 'refund_due', 0)`;
  const fails = async (order_id: string, text: string) => {
    const before = await readOrder(sql, order_id);
    await expect(sql.unsafe(text)).rejects.toMatchObject({
      code: 'XX000',
      message: `order ${before.number} holds money that nobody was asked about`,
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

  test('brings a payment and confirms nothing', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await fails(
      order.order_id,
      `insert into payments (shop_id, order_id, intent_id, gateway, transaction_id, amount_minor, currency, paid_at, outcome)
        values ('${shop.id}', '${order.order_id}', '${intent.intent_id}', 'paystack', 'x', 1, 'USD', now(), 'mismatch')`,
    );
  });

  test('answers the last question of a waiting order', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent, { amount_minor: 100 });
    const answering = `update money_exceptions set resolved_at = now() where order_id = '${order.order_id}' and kind = 'amount_mismatch'`;
    await fails(order.order_id, answering);
    await ask(order.order_id);
    await sql.unsafe(answering);
  });
});
