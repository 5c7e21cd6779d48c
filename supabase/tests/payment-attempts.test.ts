import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  markIntent,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  settle,
  signUp,
  startPayment,
  waitingOrder,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  voucher: { price_minor: 500_000, on_hand: null },
});
const { serum } = shop.variants;

const intentState = async (intent: Intent) =>
  (
    await sql`select state, checkout_url, mode, failure_reason, is_processing, checked_at
    from payment_intents where id = ${intent.intent_id}`
  )[0];

describe('starting a payment', () => {
  test('creates an attempt with its own reference, and returns the same one on the second press', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    expect(intent).toMatchObject({
      amount_minor: 600_000,
      currency: 'NGN',
      state: 'created',
      is_new: true,
      checkout_url: null,
    });
    expect(intent.reference).toMatch(new RegExp(`^${order.number}-[0-9A-Z]{8}$`));
    await call(sql, server, 'save_intent_checkout', {
      intent_id: intent.intent_id,
      checkout_url: 'https://pay.example/1',
      mode: 'test',
    });
    expect(await startPayment(sql, order)).toMatchObject({
      reference: intent.reference,
      state: 'open',
      checkout_url: 'https://pay.example/1',
      is_new: false,
    });
  });

  test.each([
    ['never reached the gateway', '31 seconds', false],
    ['expired on the payment page', '2 minutes', true],
  ])('replaces an attempt that %s', async (_, time, isOpen) => {
    const { order, intent } = await waitingOrder(sql, shop);
    if (isOpen) {
      await call(sql, server, 'save_intent_checkout', {
        intent_id: intent.intent_id,
        checkout_url: 'https://p.example',
        mode: 'test',
      });
      await letPass(sql, shop.id, '29 minutes');
      expect(await startPayment(sql, order)).toMatchObject({ is_new: false });
    }
    await letPass(sql, shop.id, time);
    const next = await startPayment(sql, order);
    expect(next).toMatchObject({ is_new: true });
    expect(next.reference).not.toBe(intent.reference);
    expect(await intentState(intent)).toMatchObject({ state: 'abandoned' });
  });

  test('is allowed to the shopper, by account or access token, and to staff of the shop', async () => {
    const ada = await signUp(sql);
    const { order_id, access_token } = await placeOrder(sql, shop, [[serum, 1]], {}, ada);
    const guest = await placeOrder(sql, shop, [[serum, 1]]);
    const foreign = await openShop(sql);
    await call(sql, ada, 'start_payment', { order_id });
    await call(sql, visitor, 'start_payment', { order_id, access_token });
    await call(sql, person(shop.staff.owner), 'start_payment', { order_id });
    const refusal = { status: 404, reason: 'order_not_found' };
    for (const caller of [visitor, await signUp(sql), person(foreign.staff.owner)]) {
      for (const token of [null, randomUUID(), guest.access_token]) {
        await expectRefusal(
          sql,
          () => call(sql, caller, 'start_payment', { order_id, access_token: token }),
          refusal,
        );
      }
    }
    await expectRefusal(sql, () => call(sql, visitor, 'start_payment', { order_id: randomUUID() }), refusal);
  });

  test('is refused for an order that is paid, cancelled, on hold, expired or paid by another method', async () => {
    const other = await openShop(sql);
    const refuses = (order: { order_id: string; access_token: string }, reason: string, status = 422) =>
      expectRefusal(sql, () => startPayment(sql, order), { status, reason });
    await refuses(await paidOrder(sql, other, [[other.variants.serum, 1]]), 'already_paid');
    await refuses(
      await placeOrder(sql, other, [[other.variants.serum, 1]], { payment_method: 'cod' }),
      'not_payable',
    );
    await refuses(
      await placeOrder(sql, other, [[other.variants.serum, 1]], { payment_method: 'bank_transfer' }),
      'unknown_payment_method',
    );

    const cancelled = await placeOrder(sql, other, [[other.variants.serum, 1]]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: null });
    await refuses(cancelled, 'not_payable');

    const { order: held, intent } = await waitingOrder(sql, other);
    await settle(sql, intent, { amount_minor: 1 });
    await refuses(held, 'not_payable');

    const late = await placeOrder(sql, other, [[other.variants.serum, 1]]);
    await letPass(sql, other.id, '24 hours');
    await refuses(late, 'order_expired');
    for (const gateway of ['stripe', 'cod', 'bank_transfer', 'cash', '']) {
      const order = await placeOrder(sql, other, [[other.variants.voucher, 1]]);
      await expectRefusal(sql, () => call(sql, visitor, 'start_payment', { ...keyOf(order), gateway }), {
        status: 422,
        reason: 'unknown_payment_method',
        field: 'gateway',
      });
    }
  });

  test('is refused once the reservation has expired and the goods are sold', async () => {
    const other = await openShop(sql);
    const late = await placeOrder(sql, other, [[other.variants.serum, 8]]);
    await letPass(sql, other.id, '31 minutes');
    await startPayment(sql, late);
    await paidOrder(sql, other, [[other.variants.serum, 4]]);
    const details = await expectRefusal(sql, () => startPayment(sql, late), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'serum', requested: 8, available: 6 }]);
  });
});

describe('a gateway report without a payment', () => {
  test('shows a failure until the shopper tries again', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await markIntent(sql, intent, { state: 'failed', reason: 'Declined', mode: 'test' });
    expect(await intentState(intent)).toMatchObject({
      state: 'failed',
      failure_reason: 'Declined',
      mode: 'test',
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      status: 'payment_failed',
      payment_status: 'failed',
    });
    const next = await startPayment(sql, order);
    expect(next).toMatchObject({ is_new: true });
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      status: 'pending_payment',
      payment_status: 'pending',
    });
    await markIntent(sql, intent, { state: 'failed', reason: 'Declined' });
    expect(await readOrder(sql, order.order_id), 'a report on an old attempt changes nothing').toMatchObject({
      status: 'pending_payment',
    });
    expect(await settle(sql, next)).toMatchObject({ outcome: 'confirmed' });
  });

  test('logs a failure once if it is reported twice', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await markIntent(sql, intent, { state: 'failed' });
    await markIntent(sql, intent, { state: 'failed' });
    const logs =
      await sql`select 1 from activity_logs where entity_id = ${order.order_id} and action = 'payment_failed'`;
    expect(logs).toHaveLength(1);
  });

  test('does not undo a success with a late failure', async () => {
    const { order, intent } = await waitingOrder(sql, shop);
    await settle(sql, intent);
    await markIntent(sql, intent, { state: 'failed', is_processing: true });
    expect(await intentState(intent)).toMatchObject({ state: 'succeeded', is_processing: false });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'paid', payment_status: 'paid' });
  });

  test('stores whether money is under way, and when that was checked', async () => {
    const { intent } = await waitingOrder(sql, shop);
    await markIntent(sql, intent, { state: 'open', is_processing: true });
    expect(await intentState(intent)).toMatchObject({
      state: 'created',
      is_processing: true,
      checked_at: expect.any(Date),
    });
    await markIntent(sql, intent, { state: 'open', is_processing: null });
    expect(await intentState(intent)).toMatchObject({ is_processing: false });
  });

  test('refuses an unknown reference or state', async () => {
    const { intent } = await waitingOrder(sql, shop);
    for (const state of ['succeeded', 'created', 'paid', '', null]) {
      await expectRefusal(sql, () => markIntent(sql, intent, { state }), {
        status: 422,
        reason: 'unknown_state',
        field: 'state',
      });
    }
    for (const reference of ['ZZZZ-ZZZZ-ZZZZZZZZ', null]) {
      await expectRefusal(sql, () => call(sql, server, 'mark_intent', { reference, state: 'failed' }), {
        status: 404,
        reason: 'unknown_reference',
        field: 'reference',
      });
    }
    await expectRefusal(
      sql,
      () =>
        call(sql, server, 'save_intent_checkout', {
          intent_id: randomUUID(),
          checkout_url: 'https://p.example',
          mode: 'test',
        }),
      { status: 404, reason: 'unknown_reference' },
    );
  });
});
