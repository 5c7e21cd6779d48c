import { expect, test } from 'vitest';
import { call, expectRefusal, list, person, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  markIntent,
  openExceptions,
  openShop,
  placeOrder,
  readOrder,
  readStock,
  requestedOrder,
  rowsOf,
  settle,
  waitingOrder,
} from './fixtures.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  voucher: { price_minor: 500_000, on_hand: null },
});
const { voucher } = shop.variants;

const expire = () => call<number>(sql, server, 'cancel_expired_orders');
/** The references of a shop's attempts that are due for a check. */
const toCheck = (at: { id: string }) =>
  list<{ reference: string }>(sql, server, 'claim_intents_to_check', { max_rows: 500 }).then(async (rows) => {
    const known = await sql`select reference from payment_intents where shop_id = ${at.id}`;
    return rows
      .map((row) => row.reference)
      .filter((reference) => known.some((row) => row.reference === reference));
  });

test('unpaid orders are cancelled by the system, release their stock and send an email', async () => {
  const other = await openShop(sql);
  const untried = await placeOrder(sql, other, [[other.variants.serum, 1]]);
  const fresh = await placeOrder(sql, shop, [[voucher, 1]]);
  await letPass(sql, other.id, '23 hours 59 minutes');
  await expire();
  expect(await readOrder(sql, untried.order_id)).toMatchObject({ state: 'pending_payment' });
  await letPass(sql, other.id, '1 minute');
  expect(await expire()).toBe(1);
  expect(await expire(), 'a second run finds nothing').toBe(0);
  expect(await readOrder(sql, untried.order_id)).toMatchObject({
    state: 'cancelled',
    status: 'cancelled',
    cancelled_by: 'system',
    cancel_reason: 'not_paid',
  });
  expect(await readOrder(sql, fresh.order_id)).toMatchObject({ state: 'pending_payment' });
  const emails =
    await sql`select template from notification_queue where order_id = ${untried.order_id} order by created_at`;
  expect(emails.map((email) => email.template)).toEqual(['order_placed', 'order_cancelled']);
});

test('overdue orders wait until the gateway reports that no payment is done or in progress', async () => {
  const other = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, other);
  const state = async () => (await readOrder(sql, order.order_id)).state;
  await markIntent(sql, intent, { state: 'open' });
  expect(await toCheck(other)).toEqual([]);
  await letPass(sql, other.id, '24 hours');
  await expire();
  expect([await state(), await toCheck(other)], 'last checked before the deadline').toEqual([
    'pending_payment',
    [intent.reference],
  ]);

  await markIntent(sql, intent, { state: 'open', is_processing: true });
  await expire();
  expect([await state(), await toCheck(other)], 'payment in progress').toEqual(['pending_payment', []]);
  await letPass(sql, other.id, '6 hours');
  expect(await toCheck(other), 'checked again, less often').toEqual([intent.reference]);

  await markIntent(sql, intent, { state: 'abandoned' });
  await expire();
  expect([await state(), await toCheck(other)]).toEqual(['cancelled', []]);
});

test('orders that received money or are on hold do not expire', async () => {
  const other = await openShop(sql);
  const { order: held } = await waitingOrder(sql, other);
  const { order: inDollars, intent } = await waitingOrder(sql, other);
  const { order: partial, intent: half } = await waitingOrder(sql, other);
  await settle(sql, intent, { currency: 'USD' });
  await settle(sql, half, { amount_minor: 100 });
  const staff = person(other.staff.admin);
  await call(sql, staff, 'update_order_status', {
    order_id: held.order_id,
    to_state: 'hold',
    details: { reason: 'Calls back' },
  });
  for (const { order_id } of [inDollars, partial]) {
    const release = () => call(sql, staff, 'update_order_status', { order_id, to_state: 'release' });
    await expectRefusal(sql, release, { status: 422, reason: 'payment_undecided' });
    // without the hold, the received money alone prevents expiry
    await sql`update orders set hold_reason = null where id = ${order_id}`;
  }
  await letPass(sql, other.id, '25 hours');
  for (const reference of await toCheck(other))
    await call(sql, server, 'mark_intent', { reference, state: 'open' });
  await expire();
  for (const { order_id } of [held, inDollars, partial]) {
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment' });
  }
});

test('unanswered requests and unverified transfers are cancelled, and a proof leaves an exception', async () => {
  const other = await openShop(sql);
  const unanswered = await requestedOrder(sql, other, [[other.variants.serum, 1]]);
  const proven = await placeOrder(sql, other, [[other.variants.serum, 1]], {
    payment_method: 'bank_transfer',
  });
  await submitProof(sql, proven);
  expect(await readStock(sql, other.variants.serum)).toMatchObject({ promised: 1, available: 9 });
  await letPass(sql, other.id, '24 hours');
  expect(await expire()).toBe(2);
  expect(await readOrder(sql, unanswered.order_id)).toMatchObject({
    status: 'cancelled',
    cancelled_by: 'system',
    cancel_reason: 'not_accepted',
  });
  expect(await readOrder(sql, proven.order_id)).toMatchObject({
    status: 'cancelled',
    cancel_reason: 'not_verified',
  });
  expect(await readStock(sql, other.variants.serum)).toMatchObject({ promised: 0, available: 10 });
  expect(await openExceptions(sql, unanswered.order_id)).toEqual([]);
  expect(await rowsOf(sql, 'money_exceptions', proven.order_id)).toMatchObject([
    { kind: 'unverified_proof', owner_role: 'verifier', resolved_at: null },
  ]);
});
