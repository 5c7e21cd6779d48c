import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import type { Moved } from './commands.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import {
  type Line,
  openExceptions,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { behindGate, shelfOf, split } from './gate.ts';
import { changesOn, openShelves, toLines } from './order-changes.ts';
import { refundsOf } from './refunds.ts';

const { sql } = await testDatabase();
const { move, shipPart } = changesOn(sql);

const cancelItems = (caller: Caller, order: Partial<PlacedOrder>, lines: Line[], args: Args = {}) =>
  call<Moved>(sql, caller, 'cancel_order_items', {
    order_id: order.order_id,
    lines: toLines(lines),
    reason: 'One broke',
    ...args,
  });

describe('removing items from an order', () => {
  test('before payment lowers its total and its reservation, and needs a new attempt', async () => {
    const { shop, serum, lines } = await openShelves(sql);
    const order = await placeOrder(sql, shop, lines);
    const old = await startPayment(sql, order);
    await cancelItems(visitor, order, [[serum, 2]], { access_token: order.access_token, reason: null });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'pending_payment',
      subtotal_minor: 1_650_000,
      cancelled_minor: 900_000,
      total_minor: 900_000,
      pieces: 5,
      pieces_cancelled: 2,
    });
    expect(await readStock(sql, serum)).toMatchObject({ promised: 1, available: 9 });
    const next = await startPayment(sql, order);
    expect([next.reference === old.reference, next.amount_minor]).toEqual([false, 900_000]);
    expect(await settle(sql, old), 'the page of the old attempt was still open').toMatchObject({
      outcome: 'mismatch',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual(['amount_mismatch']);
    expect(await emailsOf(sql, order)).toEqual(['order_placed', 'order_changed']);
  });

  test('by the shopper does not count towards what staff may refund alone', async () => {
    const { shop, serum, soap, by, lines } = await openShelves(sql);
    await sql`update shop_settings set refund_approval_above_minor = 500000 where shop_id = ${shop.id}`;
    const ada = await signUp(sql);
    const order = await placeOrder(sql, shop, lines, {}, ada);
    await settle(sql, await startPayment(sql, order));
    await cancelItems(ada, order, [[serum, 1]]);
    await cancelItems(by('admin'), order, [[soap, 2]]);
    await cancelItems(by('admin'), order, [[serum, 1]]);
    expect((await refundsOf(sql, order.order_id)).sort()).toEqual([
      ['approved', 300_000],
      ['approved', 450_000],
      ['requested', 450_000],
    ]);
  });

  test('after payment restores their stock at once, and refunds their price after approval', async () => {
    const { shop, serum, soap, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    await sql`update shop_settings set refund_approval_above_minor = 0 where shop_id = ${shop.id}`;
    await move(by('fulfiller'), order, 'processing');
    await cancelItems(by('admin'), order, [
      [serum, 1],
      [soap, 2],
    ]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'processing',
      total_minor: 1_050_000,
    });
    expect(await refundsOf(sql, order.order_id)).toEqual([['requested', 750_000]]);
    expect(await readStock(sql, serum)).toEqual({ on_hand: 10, committed: 2, promised: 0, available: 8 });
    expect(await readStock(sql, soap)).toEqual({ on_hand: 5, committed: 0, promised: 0, available: 5 });
    const [refund] = await rowsOf(sql, 'refunds', order.order_id);
    await call(sql, by('finance'), 'decide_refund', { refund_id: refund?.id, approve: true });
    await call(sql, server, 'settle_refund', { refund_id: refund?.id, state: 'succeeded' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      payment_status: 'paid',
      refunded_minor: 750_000,
    });
    const shipped = await move(by('fulfiller'), order, 'shipped');
    expect(shipped, 'the remaining items are the whole order').toMatchObject({ state: 'shipped' });
  });

  test('until none are left cancels it', async () => {
    const { shop, serum, soap, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    await cancelItems(by('admin'), order, [[serum, 3]]);
    expect(await cancelItems(by('admin'), order, [[soap, 2]])).toMatchObject({ state: 'cancelled' });
    expect(await refundsOf(sql, order.order_id)).toEqual([
      ['approved', 1_350_000],
      ['approved', 450_000],
    ]);
    expect(await readStock(sql, serum)).toMatchObject({ committed: 0, available: 10 });
  });

  test('after a partial shipment is limited to the unshipped items, and without them the order is shipped', async () => {
    const { shop, serum, soap, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    await move(by('fulfiller'), order, 'processing');
    await shipPart(by('fulfiller'), order, [[serum, 2]]);
    await expectRefusal(sql, () => cancelItems(by('admin'), order, [[serum, 2]]), {
      status: 422,
      reason: 'invalid_lines',
      field: 'lines',
    });
    const cancel = () => call(sql, by('admin'), 'cancel_order', { order_id: order.order_id, reason: 'x' });
    await expectRefusal(sql, cancel, { status: 422, reason: 'partly_shipped' });
    const rest: Line[] = [
      [serum, 1],
      [soap, 2],
    ];
    expect(await cancelItems(by('admin'), order, rest)).toMatchObject({
      state: 'shipped',
      status: 'shipped',
    });
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 750_000]]);
    expect(await readStock(sql, serum)).toEqual({ on_hand: 8, committed: 0, promised: 0, available: 8 });
  });

  test('that is backordered lets the remaining items get their stock', async () => {
    const { shop, serum, by } = await openShelves(sql);
    const order = await placeOrder(sql, shop, [[serum, 6]]);
    const intent = await startPayment(sql, order);
    await letPass(sql, shop.id, '31 minutes');
    await paidOrder(sql, shop, [[serum, 6]]);
    await settle(sql, intent);
    const [exception] = await rowsOf(sql, 'money_exceptions', order.order_id);
    await call(sql, by('finance'), 'resolve_exception', {
      exception_id: exception?.id,
      decision: 'backorder',
      note: 'Next week',
    });
    await cancelItems(by('admin'), order, [[serum, 2]]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'backordered' });
    expect(await move(by('fulfiller'), order, 'allocate')).toMatchObject({ status: 'paid' });
    expect(await readStock(sql, serum)).toMatchObject({ committed: 10 });
  });

  test('needs valid lines, a reason and the current version', async () => {
    const { shop, serum, voucher, by, lines } = await openShelves(sql);
    const order = await placeOrder(sql, shop, lines, { payment_method: 'cod' });
    const wrong: unknown[] = [
      toLines([[serum, 4]]),
      toLines([[serum, 0]]),
      toLines([[serum, -1]]),
      toLines([[voucher, 1]]),
      toLines([[randomUUID(), 1]]),
      [{ variant_id: 'soap', quantity: 1 }],
      [serum],
      [],
      {},
      null,
    ];
    for (const lines of wrong) {
      await expectRefusal(sql, () => cancelItems(by('admin'), order, [], { lines }), {
        status: 422,
        reason: 'invalid_lines',
        field: 'lines',
      });
    }
    await expectRefusal(
      sql,
      () =>
        cancelItems(by('admin'), order, [
          [serum, 2],
          [serum, 2],
        ]),
      { reason: 'invalid_lines' },
    );
    for (const reason of [null, ' ', 'x'.repeat(501)]) {
      await expectRefusal(sql, () => cancelItems(by('admin'), order, [[serum, 1]], { reason }), {
        status: 422,
        reason: 'reason_required',
      });
    }
    await cancelItems(by('admin'), order, [[serum, 1]], { expected_version: 1 });
    await expectRefusal(sql, () => cancelItems(by('admin'), order, [[serum, 1]], { expected_version: 1 }), {
      status: 409,
      reason: 'stale',
    });
  });

  test('by several people at the same time on one version happens once', async () => {
    const { shop, serum, by, lines } = await openShelves(sql);
    const order = await paidOrder(sql, shop, lines);
    const { version } = await readOrder(sql, order.order_id);
    const callers = [by('admin'), by('owner'), by('verifier')];
    const { answers, reasons } = split(
      await behindGate(
        sql,
        shelfOf(shop),
        callers.map(
          (caller) => () => cancelItems(caller, order, [[serum, 1]], { expected_version: version }),
        ),
      ),
    );
    expect(answers).toHaveLength(1);
    expect(reasons).toEqual(['stale', 'stale']);
    expect(await refundsOf(sql, order.order_id)).toEqual([['approved', 450_000]]);
  });
});
