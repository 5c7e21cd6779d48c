import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { type Moved, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { exceptionsOn } from './exceptions.ts';
import {
  keyOf,
  openExceptions,
  openShop,
  paidOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  waitingOrder,
} from './fixtures.ts';
import { refundsOf } from './refunds.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100_000 },
  soap: { price_minor: 150_000, on_hand: 100_000 },
});
const { resolve, succeedAll } = exceptionsOn(sql, shop);

const refundUndecided = () => call<number>(sql, server, 'refund_undecided_orders');

/** An order of eight serums that was paid when only six of the shop's ten were left. */
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

describe('an order that was paid when it was out of stock', () => {
  test('is refunded and cancelled if staff decide so, with an open exception until the refund succeeds', async () => {
    const { order_id, caller } = await soldOut();
    expect(await resolve(order_id, 'refund', { caller })).toMatchObject({ state: 'cancelled' });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 3_750_000]]);
    expect(await openExceptions(sql, order_id)).toEqual(['paid_short']);
    await succeedAll(order_id);
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({
      status: 'refunded',
      cancelled_by: 'staff',
      // the note on the decision is not for the shopper
      ...{ cancel_reason: 'sold_out', cancel_note: null },
      hold_reason: null,
    });
  });

  test('can be confirmed once there is stock again, and not before', async () => {
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
    expect(await openExceptions(sql, order_id)).toEqual([]);
    expect(await readOrder(sql, order_id)).toMatchObject({ confirmed_by: caller.userId, hold_reason: null });
  });

  test('can be backordered, and takes its stock once, before it is ready to ship', async () => {
    const { at, order_id, caller, stock } = await soldOut();
    expect(await resolve(order_id, 'backorder', { caller })).toMatchObject({ status: 'backordered' });
    expect(await openExceptions(sql, order_id)).toEqual([]);
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

  test('can be given its stock by the server as soon as there is enough', async () => {
    const { order_id, caller, stock } = await soldOut();
    await resolve(order_id, 'backorder', { caller });
    await stock(12);
    await call(sql, server, 'update_order_status', { order_id, to_state: 'allocate' });
    expect(await readOrder(sql, order_id)).toMatchObject({ status: 'paid', backordered: false });
  });

  test("is refunded automatically if staff do not decide within the shop's window", async () => {
    const { at, order_id } = await soldOut();
    await letPass(sql, at.id, '23 hours 59 minutes');
    expect(await refundUndecided()).toBe(0);
    await letPass(sql, at.id, '1 minute');
    expect(await refundUndecided()).toBe(1);
    expect(await refundUndecided(), 'a second run finds nothing').toBe(0);
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'cancelled', cancelled_by: 'system' });
    expect(await refundsOf(sql, order_id)).toEqual([['approved', 3_750_000]]);
    expect(await rowsOf(sql, 'money_exceptions', order_id)).toMatchObject([
      { decision: 'refund', decided_by: null, note: null, resolved_at: null },
    ]);
  });

  test('waits for a decision as long as the shop has set', async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set short_refund_after = '1 hour' where shop_id = ${at.id}`;
    const { intent } = await waitingOrder(sql, at, 8);
    await letPass(sql, at.id, '31 minutes');
    await paidOrder(sql, at, [[at.variants.serum, 4]]);
    await settle(sql, intent);
    await letPass(sql, at.id, '59 minutes');
    expect(await refundUndecided()).toBe(0);
    await letPass(sql, at.id, '1 minute');
    expect(await refundUndecided()).toBe(1);
  });

  test('is not refunded automatically while it is disputed or once it is decided', async () => {
    const [disputed, decided] = [await soldOut(), await soldOut()];
    await call(sql, disputed.caller, 'open_dispute', { order_id: disputed.order_id, reason: 'Chargeback' });
    await resolve(decided.order_id, 'backorder', { caller: decided.caller });
    for (const { at } of [disputed, decided]) await letPass(sql, at.id, '25 hours');
    expect(await refundUndecided()).toBe(0);
    expect(await refundsOf(sql, disputed.order_id)).toEqual([]);
  });

  test('is also refunded automatically if it was cancelled before', async () => {
    const at = await openShop(sql);
    const { order, intent } = await waitingOrder(sql, at, 8);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await paidOrder(sql, at, [[at.variants.serum, 4]]);
    await settle(sql, intent);
    await letPass(sql, at.id, '25 hours');
    expect(await refundUndecided()).toBe(1);
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
