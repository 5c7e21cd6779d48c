import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, settle, waitingOrder } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });

describe('a payment is refused, and nothing is written', () => {
  test.each([
    ['transaction_id', ''],
    ['transaction_id', null],
    ['transaction_id', 'x'.repeat(101)],
    ['amount_minor', 0],
    ['amount_minor', -600_000],
    ['amount_minor', 6000.5],
    ['amount_minor', '6e5'],
    ['amount_minor', null],
    ['currency', 'ngn'],
    ['currency', 'naira'],
    ['currency', null],
  ])('when its %s is %j', async (field, value) => {
    const { intent } = await waitingOrder(sql, shop);
    await expectRefusal(sql, () => settle(sql, intent, { [field]: value }), {
      status: 422,
      reason: 'invalid_payment',
      field,
    });
  });

  test('when it is not a payment object', async () => {
    const { intent } = await waitingOrder(sql, shop);
    for (const payment of [null, [], 'paid', {}]) {
      await expectRefusal(
        sql,
        () =>
          call(sql, server, 'settle_payment', { gateway: 'paystack', reference: intent.reference, payment }),
        { status: 422, reason: 'invalid_payment', field: 'transaction_id' },
      );
    }
  });

  test('when no attempt matches it', async () => {
    const { intent } = await waitingOrder(sql, shop);
    const refusal = { status: 404, reason: 'unknown_reference', field: 'reference' };
    for (const change of [
      { reference: 'ZZZZ-ZZZZ-ZZZZZZZZ' },
      { gateway: 'stripe' },
      { reference: null as never },
    ]) {
      await expectRefusal(sql, () => settle(sql, { ...intent, ...change }), refusal);
    }
  });

  test('when a test payment is for a live attempt, or the other way round', async () => {
    for (const [attemptMode, paymentMode] of [
      ['live', 'test'],
      ['test', 'live'],
    ]) {
      const { order, intent } = await waitingOrder(sql, shop);
      await call(sql, server, 'save_intent_checkout', {
        intent_id: intent.intent_id,
        checkout_url: 'https://p.example',
        mode: attemptMode,
      });
      await expectRefusal(sql, () => settle(sql, intent, { mode: paymentMode }), {
        status: 422,
        reason: 'mode_mismatch',
        field: 'mode',
      });
      expect(await settle(sql, intent, { mode: attemptMode })).toEqual({
        order_id: order.order_id,
        outcome: 'confirmed',
      });
    }
  });

  test('when it has already paid another order', async () => {
    const [one, two] = [await waitingOrder(sql, shop), await waitingOrder(sql, shop)];
    const transaction_id = randomUUID();
    await settle(sql, one.intent, { transaction_id });
    await expectRefusal(sql, () => settle(sql, two.intent, { transaction_id }), {
      status: 422,
      reason: 'invalid_payment',
      field: 'transaction_id',
    });
  });
});
