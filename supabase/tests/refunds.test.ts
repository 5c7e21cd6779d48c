import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, placeOrder, readOrder, readStock, rowsOf } from './fixtures.ts';
import { issueRefund, type Refund, refundsOf, refundsOn } from './refunds.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { serum, soap } = shop.variants;
const { finance, admin, lines, paid, refund, decide, limit, succeed } = refundsOn(sql, shop);

describe('a refund', () => {
  test('of the full amount counts once the gateway confirms it, leaves the stock unchanged and blocks shipping', async () => {
    const other = await openShop(sql);
    const order = await paidOrder(sql, other, [[other.variants.serum, 2]]);
    const stock = await readStock(sql, other.variants.serum);
    const { refund_id, ...answer } = await issueRefund(sql, person(other.staff.finance), order.order_id);
    expect(answer).toMatchObject({ state: 'approved', amount_minor: 1_050_000, replayed: false });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      status: 'refunding',
      payment_status: 'paid',
      refunded_minor: 0,
    });
    const expectBlocked = async () => {
      for (const to_state of ['processing', 'ready_for_shipment']) {
        const args = { order_id: order.order_id, to_state };
        await expectRefusal(sql, () => call(sql, person(other.staff.owner), 'update_order_status', args), {
          status: 422,
          reason: 'order_refunded',
        });
      }
    };
    await expectBlocked();
    await succeed(refund_id);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      status: 'refunding',
      payment_status: 'refunded',
      refunded_minor: 1_050_000,
    });
    expect(await readStock(sql, other.variants.serum)).toEqual(stock);
    await expectBlocked();
    const emails = await sql`select template from notification_queue where order_id = ${order.order_id}
      order by created_at`;
    expect(emails.map((email) => email.template)).toEqual([
      'order_placed',
      'order_confirmed',
      'order_refunded',
    ]);
  });

  test('can return a part of the money, and a second one the rest', async () => {
    const { order_id } = await paid();
    const first = await refund(order_id, { amount_minor: 1 });
    await succeed(first.refund_id);
    expect(await readOrder(sql, order_id)).toMatchObject({
      status: 'confirmed',
      payment_status: 'partially_refunded',
    });
    expect(await refund(order_id)).toMatchObject({ amount_minor: 899_999 });
    await expectRefusal(sql, () => refund(order_id), { status: 422, reason: 'nothing_to_refund' });
  });

  test('of items pays back their price, and no unit is refunded twice', async () => {
    const { order_id } = await paid();
    const two = [{ variant_id: soap, quantity: 2 }];
    const one = [{ variant_id: soap, quantity: 1 }];
    const first = await refund(order_id, { lines: one });
    expect(first).toMatchObject({ amount_minor: 150_000 });
    await expectRefusal(sql, () => refund(order_id, { lines: two }), {
      status: 422,
      reason: 'invalid_lines',
      field: 'lines',
    });
    expect(
      await refund(order_id, { lines: one, amount_minor: 100_000 }),
      'less than its price',
    ).toMatchObject({
      amount_minor: 100_000,
    });
    await expectRefusal(sql, () => refund(order_id, { lines: one }), { reason: 'invalid_lines' });
    await call(sql, server, 'settle_refund', { refund_id: first.refund_id, state: 'failed' });
    expect(await refund(order_id, { lines: one }), 'the failed refund releases its unit').toMatchObject({
      amount_minor: 150_000,
    });
  });

  test('cannot include units that were refunded when they were removed from the order', async () => {
    const { order_id } = await paid();
    const one = [{ variant_id: soap, quantity: 1 }];
    await call(sql, admin, 'cancel_order_items', { order_id, lines: one, reason: 'Broken' });
    await expectRefusal(sql, () => refund(order_id, { lines: [{ variant_id: soap, quantity: 2 }] }), {
      reason: 'invalid_lines',
    });
    expect(await refund(order_id, { lines: one })).toMatchObject({ amount_minor: 150_000 });
  });

  test.each([
    ['more than was paid', { amount_minor: 900_001 }, 'refund_exceeds_paid', { refundable_minor: 900_000 }],
    ['zero', { amount_minor: 0 }, 'invalid_amount', null],
    ['a negative amount', { amount_minor: -1 }, 'invalid_amount', null],
    ['more than a line costs', { amount_minor: 450_001, lines: [[serum, 1]] }, 'invalid_amount', null],
    ['a line that the order does not have', { lines: [[randomUUID(), 1]] }, 'invalid_lines', null],
    ['zero units of a line', { lines: [[serum, 0]] }, 'invalid_lines', null],
    ['no lines', { lines: [] }, 'invalid_lines', null],
    ['an amount without a reason', { reason: ' ' }, 'reason_required', null],
    ['an amount without an idempotency key', { idempotency_key: null }, 'invalid_idempotency_key', null],
  ] as const)('of %s is refused, and nothing is written', async (_, wrong, reason, details) => {
    const { order_id } = await paid();
    const args: Record<string, unknown> = { ...wrong };
    if ('lines' in wrong)
      args.lines = wrong.lines.map(([variant_id, quantity]) => ({ variant_id, quantity }));
    expect(await expectRefusal(sql, () => refund(order_id, args), { status: 422, reason })).toEqual(details);
  });

  test('is issued once per idempotency key, and another request with the key is refused', async () => {
    const { order_id } = await paid();
    const request = { amount_minor: 100_000, idempotency_key: randomUUID() };
    const first = await refund(order_id, request);
    expect(await refund(order_id, request)).toEqual({ ...first, replayed: true });
    expect(await refundsOf(sql, order_id)).toHaveLength(1);
    for (const other of [
      { amount_minor: 100_001 },
      { reason: 'Late' },
      { lines: [{ variant_id: soap, quantity: 1 }] },
    ]) {
      await expectRefusal(sql, () => refund(order_id, { ...request, ...other }), {
        status: 422,
        reason: 'idempotency_mismatch',
      });
    }
    const repeated = { amount_minor: 50_000, idempotency_key: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => refund(order_id, repeated)));
    expect(new Set(answers.map((answer) => answer.refund_id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
  });

  test('is refused to staff without the permission', async () => {
    const order = await paid();
    for (const role of ['verifier', 'fulfiller', 'catalog', 'auditor'] as const) {
      await expectRefusal(sql, () => issueRefund(sql, person(shop.staff[role]), order.order_id), {
        status: 403,
        reason: 'forbidden',
      });
    }
    const { refund_id } = await refund(order.order_id, { amount_minor: 1 });
    for (const role of ['verifier', 'auditor'] as const) {
      await expectRefusal(sql, () => decide(refund_id, false, person(shop.staff[role]), 'No'), {
        status: 403,
        reason: 'forbidden',
      });
      await expectRefusal(
        sql,
        () => call(sql, person(shop.staff[role]), 'pay_out_refund', { refund_id, reference: 'R' }),
        { status: 403, reason: 'forbidden' },
      );
      await expectRefusal(sql, () => call(sql, person(shop.staff[role]), 'retry_refund', { refund_id }), {
        status: 403,
        reason: 'forbidden',
      });
    }
    await expectRefusal(sql, () => decide(refund_id, false, person(shop.staff.fulfiller), 'No'), {
      status: 404,
      reason: 'refund_not_found',
    });
  });

  test('cannot be updated or deleted', async () => {
    const { order_id } = await paid();
    await refund(order_id);
    const refusal = { status: 403, reason: 'log_is_append_only' };
    await expectRefusal(
      sql,
      () => sql`update refunds set amount_minor = 1 where order_id = ${order_id}`,
      refusal,
    );
    await expectRefusal(sql, () => sql`delete from refunds where order_id = ${order_id}`, refusal);
    await expectRefusal(sql, () => sql`truncate refunds cascade`, refusal);
  });
});

describe('refunds never exceed the captured amount', () => {
  test('with many simultaneous requests', async () => {
    const { order_id } = await paid();
    const [payment] = await rowsOf(sql, 'payments', order_id);
    const race = Array.from({ length: 20 }, (_, index) =>
      index % 4
        ? refund(order_id, { amount_minor: 100_000 }).then(
            () => 'issued',
            (error) => error.message,
          )
        : call<{ outcome: string }>(sql, server, 'record_gateway_refund', {
            gateway: 'paystack',
            transaction_id: payment?.transaction_id,
            refund: { refund_id: `G-${index}-${order_id}`, state: 'succeeded', amount_minor: 100_000 },
          }).then((answer) => answer.outcome),
    );
    const outcomes = await Promise.all(race);
    expect(
      outcomes.filter((outcome) => outcome === 'adopted'),
      'refunds made at the gateway always count',
    ).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'issued').length).toBeGreaterThanOrEqual(4);
    expect(outcomes.filter((one) => !['issued', 'adopted'].includes(one))).toSatisfy((rest: string[]) =>
      rest.every((one) => one === 'refund_exceeds_paid' || one === 'nothing_to_refund'),
    );
    const sums = await sql`select state::text, sum(amount_minor)::int as sum from refunds
      where order_id = ${order_id} and is_live group by 1 order by 1`;
    expect(sums.map((row) => ({ ...row }))).toEqual([
      { state: 'approved', sum: 400_000 },
      { state: 'succeeded', sum: 500_000 },
    ]);
    expect((await rowsOf(sql, 'payments', order_id))[0]).toMatchObject({ refunding_minor: 900_000 });
    expect(await readOrder(sql, order_id)).toMatchObject({ refunded_minor: 500_000 });
  });

  test('even with a direct write to the table', async () => {
    const { order_id } = await paid();
    await refund(order_id);
    const again = sql`insert into refunds (shop_id, order_id, payment_id, amount_minor, currency, reason, state, requested_by_role, gateway)
      select shop_id, order_id, payment_id, 1, currency, reason, state, requested_by_role, gateway from refunds where order_id = ${order_id}`;
    await expect(again).rejects.toMatchObject({ constraint_name: 'payments_never_overrefunded' });
  });
});

describe('a refund that no gateway sends', () => {
  const transferred = async () => {
    const order = await placeOrder(sql, shop, lines, { payment_method: 'bank_transfer' });
    await submitProof(sql, order);
    await call(sql, person(shop.staff.verifier), 'verify_payment', {
      order_id: order.order_id,
      decision: 'confirm',
      seen: { amount_minor: 900_000, received_at: '2026-03-01' },
    });
    return order;
  };
  const payOut = (refund_id: string, reference: string | null = 'Bank, 3 March') =>
    call<Refund>(sql, finance, 'pay_out_refund', { refund_id, reference });

  test('is paid out by hand, once, with a reference', async () => {
    const { order_id } = await transferred();
    const { refund_id, gateway } = await refund(order_id);
    expect(gateway).toBe('bank_transfer');
    for (const reference of [null, '  ', 'x'.repeat(201)]) {
      await expectRefusal(sql, () => payOut(refund_id, reference), {
        status: 422,
        reason: 'reference_required',
      });
    }
    const done = await payOut(refund_id);
    expect(done).toMatchObject({ state: 'succeeded' });
    expect(await payOut(refund_id)).toEqual(done);
    await expectRefusal(sql, () => payOut(refund_id, 'Another'), { reason: 'invalid_transition' });
    expect(await readOrder(sql, order_id)).toMatchObject({
      payment_status: 'refunded',
      refunded_minor: 900_000,
    });
    expect((await rowsOf(sql, 'refunds', order_id))[0]).toMatchObject({
      paid_out_by: finance.userId,
      paid_out_reference: 'Bank, 3 March',
    });
  });

  test('is never claimed by the worker, and a gateway refund cannot be paid out by hand', async () => {
    const { order_id } = await transferred();
    const { refund_id } = await refund(order_id);
    await sql`select from claim_refunds(1000)`;
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 900_000]]);
    const card = await paid();
    const sent = await refund(card.order_id);
    await expectRefusal(sql, () => payOut(sent.refund_id), { status: 422, reason: 'invalid_transition' });
    await limit(0);
    const waiting = await refund((await transferred()).order_id);
    await limit(null);
    await expectRefusal(sql, () => payOut(waiting.refund_id), { reason: 'invalid_transition' });
    await payOut(refund_id);
  });
});
