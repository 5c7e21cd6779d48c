import { expect, test } from 'vitest';
import { call, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openShop, paidOrder, placeOrder, readOrder, settle, waitingOrder } from './fixtures.ts';

const { sql } = await testDatabase();

/** The rules of docs/model.md about holds. */

test('for an order on hold no payment can be started; it cannot be packed, shipped or completed, and does not expire', async () => {
  const shop = await openShop(sql);
  const admin = person(shop.staff.admin);
  const move = (order_id: string, to_state: string) =>
    call(sql, admin, 'update_order_status', {
      ...{ order_id, to_state, details: { reason: 'Asked', carrier: 'GIG', tracking_number: 'T-1' } },
    });
  const unpaid = await placeOrder(sql, shop, [[shop.variants.serum, 1]]);
  await move(unpaid.order_id, 'hold');
  const { order_id, access_token } = unpaid;
  await expect(call(sql, visitor, 'start_payment', { order_id, access_token })).rejects.toThrow(
    'not_payable',
  );
  await expect(
    call(sql, visitor, 'correct_order_email', { order_id, access_token, email: 'b@example.com' }),
  ).rejects.toThrow('not_payable');
  await letPass(sql, shop.id, '2 days');
  await call(sql, server, 'cancel_expired_orders', {});
  expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment', status: 'on_hold' });
  const [lock] = await sql`select from inventory_locks where order_id = ${order_id} and expires_at > now()`;
  expect(lock, 'the hold does not extend its reservation').toBeUndefined();

  const paid = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  await sql`update shop_settings set separation_of_duties = false where shop_id = ${shop.id}`;
  for (const [before, ...refused] of [
    ['hold', 'processing', 'ready_for_shipment'],
    ['processing', 'ready_for_shipment', 'shipped'],
    ['shipped', 'delivered'],
    ['delivered', 'completed'],
  ] as const) {
    if (before !== 'hold') {
      await move(paid.order_id, 'release');
      await move(paid.order_id, before);
    }
    await move(paid.order_id, 'hold');
    for (const to of refused) await expect(move(paid.order_id, to), to).rejects.toThrow('on_hold');
  }
  await letPass(sql, shop.id, '8 days');
  expect(await call(sql, server, 'complete_delivered_orders', {})).toBe(0);
  await move(paid.order_id, 'release');
  expect(await call(sql, server, 'complete_delivered_orders', {})).toBe(1);
  await move(order_id, 'release');
  expect(await call(sql, server, 'cancel_expired_orders', {})).toBe(1);
});

test('a hold by staff still lets payments arrive and the order be cancelled, and keeps its first reason', async () => {
  const shop = await openShop(sql);
  const admin = person(shop.staff.admin);
  const hold = (order_id: string, reason: string) =>
    call(sql, admin, 'update_order_status', { order_id, to_state: 'hold', details: { reason } });
  const { order, intent } = await waitingOrder(sql, shop);
  await hold(order.order_id, 'Call first');
  await hold(order.order_id, 'Another reason');
  await settle(sql, intent, { amount_minor: intent.amount_minor - 100 });
  expect(await readOrder(sql, order.order_id)).toMatchObject({
    state: 'pending_payment',
    ...{ hold_reason: 'by_staff', hold_note: 'Call first' },
  });
  await settle(sql, intent, { amount_minor: 100, transaction_id: 'the rest' });
  expect(await readOrder(sql, order.order_id)).toMatchObject({
    state: 'confirmed',
    ...{ hold_reason: 'by_staff', hold_note: 'Call first' },
  });
  await call(sql, admin, 'cancel_order', { order_id: order.order_id, reason: 'No answer' });
  expect(await readOrder(sql, order.order_id)).toMatchObject({
    state: 'cancelled',
    ...{ hold_reason: 'by_staff', hold_note: 'Call first' },
  });
});
