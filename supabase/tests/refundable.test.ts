import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  openExceptions,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { issueRefund, refundsOn } from './refunds.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100_000 },
  soap: { price_minor: 150_000, on_hand: 100_000 },
});
const { serum, soap } = shop.variants;
const { finance, admin, lines, refund, limit, decide, succeed } = refundsOn(sql, shop);

const refundRowsOf = async (order_id: string) =>
  (await rowsOf(sql, 'refunds', order_id)).map(({ state, amount_minor, payment_id }) => ({
    state,
    amount_minor,
    payment_id,
  }));
const paymentsOf = (order_id: string) => rowsOf(sql, 'payments', order_id);
const expectInvariants = async () => expect(await brokenInvariants(sql, shop.id)).toEqual([]);
const refundableOf = async (number: string) => {
  const order = await call<{ refundable_minor: number }>(sql, finance, 'get_order', { number });
  return order.refundable_minor;
};
const exceptionOf = async (order_id: string, kind: string) =>
  (await rowsOf(sql, 'money_exceptions', order_id)).find((one) => one.kind === kind)?.id;

/** Pays an order, each time through a new attempt. */
async function pay({ order_id, number }: PlacedOrder, transaction_id: string, payment: object = {}) {
  const reference = `${number}-${transaction_id}`;
  await sql`insert into payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, state)
    values (${shop.id}, ${order_id}, 'paystack', ${reference}, 1, 'NGN', 'abandoned')`;
  const { total_minor } = await readOrder(sql, order_id);
  await call(sql, server, 'settle_payment', {
    gateway: 'paystack',
    reference,
    payment: { transaction_id: reference, amount_minor: total_minor, currency: 'NGN', ...payment },
  });
  return reference;
}

describe('a payment that the gateway is already reversing', () => {
  test.each(['pending', 'reversed'])('does not affect an earlier, valid payment (%s)', async (reversal) => {
    const order = await paidOrder(sql, shop, [[serum, 1]]);
    const reference = await pay(order, 'B', { reversal });
    expect(await refundRowsOf(order.order_id)).toEqual([]);
    expect(await openExceptions(sql, order.order_id)).toEqual(['reversed']);
    expect(await refundableOf(order.number)).toBe(600_000);
    await expectInvariants();

    // the exception closes only when the gateway lists its own refund
    const refund = {
      refund_id: `${reference}/r`,
      amount_minor: 600_000,
      currency: 'NGN',
      state: 'succeeded',
    };
    await call(sql, server, 'record_gateway_refund', {
      gateway: 'paystack',
      transaction_id: reference,
      refund,
    });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'confirmed',
      payment_status: 'paid',
    });
    await expectInvariants();
  });

  test('does not affect a later, valid payment', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    await pay(order, 'B', { reversal: 'pending' });
    await pay(order, 'A');
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', hold_reason: null });
    expect(await refundRowsOf(order.order_id)).toEqual([]);
    await expectInvariants();
  });

  test('is refunded by us once staff dismiss the exception about the reversal', async () => {
    const order = await paidOrder(sql, shop, [[serum, 1]]);
    await pay(order, 'B', { reversal: 'pending' });
    const [, stray] = await paymentsOf(order.order_id);
    await call(sql, finance, 'resolve_exception', {
      exception_id: await exceptionOf(order.order_id, 'reversed'),
      decision: 'dismiss',
      note: 'The gateway stopped it',
    });
    expect(await refundRowsOf(order.order_id)).toEqual([
      { state: 'approved', amount_minor: 600_000, payment_id: stray?.id },
    ]);
    await expectInvariants();
  });

  test('does not count as money for reinstating its order', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    await pay(order, 'B', { reversal: 'pending' });
    await expectRefusal(
      sql,
      () =>
        call(sql, person(shop.staff.owner), 'update_order_status', {
          order_id: order.order_id,
          to_state: 'revive',
        }),
      { status: 422, reason: 'not_revivable' },
    );
  });
});

describe('a refund above the refundable amount', () => {
  test('is refused with the refundable amount, and no item is marked as refunded', async () => {
    const order = await placeOrder(sql, shop, [[serum, 2]]);
    await pay(order, 'B', { reversal: 'pending', amount_minor: 800_000 });
    await pay(order, 'A');
    for (const args of [{ amount_minor: 1_050_001 }, { amount_minor: 1_200_000 }])
      await expectRefusal(sql, () => issueRefund(sql, finance, order.order_id, args), {
        status: 422,
        reason: 'refund_exceeds_paid',
        details: { refundable_minor: 1_050_000 },
      });
    await issueRefund(sql, finance, order.order_id, { amount_minor: 600_000 });
    // the two serums cost more than what is left
    const lines = [{ variant_id: serum, quantity: 2 }];
    await expectRefusal(sql, () => issueRefund(sql, finance, order.order_id, { lines }), {
      status: 422,
      reason: 'refund_exceeds_paid',
      details: { refundable_minor: 450_000 },
    });
    expect((await rowsOf(sql, 'order_items', order.order_id))[0]).toMatchObject({ refunded_quantity: 0 });
  });

  test('is never issued in part, for any payments and earlier refunds', async () => {
    const money = fc.record({
      amount: fc.constantFrom(1, 100_000, 600_000, 900_000),
      reversal: fc.constantFrom('none', 'none', 'pending'),
    });
    const refunds = fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(money, { minLength: 1, maxLength: 4 }), refunds, async (paid, amounts) => {
        const order = await placeOrder(sql, shop, [[serum, 1]]);
        for (const [index, { amount, reversal }] of paid.entries())
          await pay(order, `${index}`, { amount_minor: amount, reversal });
        for (const amount_minor of amounts) {
          const before = await refundableOf(order.number);
          const answer = await issueRefund(sql, finance, order.order_id, { amount_minor }).catch(() => null);
          const sum = answer?.refunds?.reduce((all, refund) => all + refund.amount_minor, 0) ?? 0;
          expect(sum).toBe(amount_minor <= before ? amount_minor : 0);
          expect(await refundableOf(order.number)).toBe(before - sum);
        }
        const reversing = paid
          .filter(({ reversal }) => reversal !== 'none')
          .reduce((all, one) => all + one.amount, 0);
        const refunding = (await refundRowsOf(order.order_id)).reduce(
          (all, one) => all + one.amount_minor,
          0,
        );
        const all = paid.reduce((sum, one) => sum + one.amount, 0);
        expect(refunding).toBeLessThanOrEqual(all - reversing);
      }),
      { numRuns: 25 },
    );
    await expectInvariants();
  });
});

describe('items whose price comes from two payments', () => {
  /** Two serums and two soaps for 1,350,000 with delivery, paid by 500,000 and 850,000. */
  async function paidInParts() {
    const order = await placeOrder(sql, shop, [
      [serum, 2],
      [soap, 2],
    ]);
    await pay(order, '1', { amount_minor: 500_000 });
    await pay(order, '2', { amount_minor: 850_000 });
    return order;
  }
  const attached = async (order_id: string) =>
    (
      await sql<{ amount: string; sku: string; quantity: number }[]>`
        select refunds.amount_minor as amount, sku, lines.quantity from refund_items as lines
        join refunds on refunds.id = lines.refund_id join order_items as items on items.id = lines.order_item_id
        where refunds.order_id = ${order_id} order by refunds.amount_minor, items.position`
    ).map(({ amount, sku, quantity }) => [Number(amount), sku.split('-')[0], quantity]);
  const refundedOf = async (order_id: string) =>
    (await rowsOf(sql, 'order_items', order_id)).map(({ refunded_quantity }) => refunded_quantity);

  test('belong to the refund that completes their price, and are released only if that refund fails', async () => {
    const order = await paidInParts();
    const answer = await issueRefund(sql, finance, order.order_id, {
      lines: [
        { variant_id: serum, quantity: 2 },
        { variant_id: soap, quantity: 2 },
      ],
    });
    expect(answer.refunds?.map(({ amount_minor }) => amount_minor)).toEqual([500_000, 700_000]);
    const [first, second] = answer.refunds ?? [];
    expect(await refundedOf(order.order_id)).toEqual([2, 2]);
    // 500,000 covers one serum and part of the other; 700,000 completes the other serum and covers both soaps
    expect((await attached(order.order_id)).map(([amount, , quantity]) => [amount, quantity])).toEqual([
      [500_000, 1],
      [700_000, 1],
      [700_000, 2],
    ]);
    await call(sql, server, 'settle_refund', { refund_id: first?.refund_id, state: 'failed' });
    expect(await refundedOf(order.order_id)).toEqual([1, 2]);
    await call(sql, server, 'settle_refund', { refund_id: second?.refund_id, state: 'failed' });
    expect(await refundedOf(order.order_id)).toEqual([0, 0]);
    await expectInvariants();
  });

  test('are all marked as refunded, once, even if less than their price is refunded', async () => {
    const order = await paidInParts();
    await issueRefund(sql, finance, order.order_id, {
      amount_minor: 900_000,
      lines: [
        { variant_id: serum, quantity: 2 },
        { variant_id: soap, quantity: 2 },
      ],
    });
    expect(await refundedOf(order.order_id)).toEqual([2, 2]);
    await expectInvariants();
  });
});

describe('an order with several payments', () => {
  const paidTwice = async () => {
    const order = await placeOrder(sql, shop, lines);
    const intent = await startPayment(sql, order);
    await settle(sql, intent, { transaction_id: `${intent.reference}-1` });
    await settle(sql, intent, { transaction_id: `${intent.reference}-2` });
    return { order, intent };
  };

  test('refunds the second one automatically, without approval, and closes its exception on success', async () => {
    await limit(0);
    const { order, intent } = await paidTwice();
    await limit(null);
    const [extra, ...more] = await rowsOf(sql, 'refunds', order.order_id);
    expect([extra, more]).toMatchObject([
      { state: 'approved', amount_minor: 900_000, requested_by: null, requested_by_role: 'system' },
      [],
    ]);
    const payments = await rowsOf(sql, 'payments', order.order_id);
    expect(payments.find((payment) => payment.id === extra?.payment_id)).toMatchObject({
      transaction_id: `${intent.reference}-2`,
      outcome: 'overpaid',
    });
    expect(await openExceptions(sql, order.order_id)).toEqual(['overpaid']);
    await succeed(extra?.id as string);
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      status: 'paid',
      payment_status: 'paid',
      paid_minor: 1_800_000,
      refunded_minor: 900_000,
    });
  });

  test('splits a refund that one payment cannot cover into one refund for each', async () => {
    const { order } = await paidTwice();
    const [extra] = await rowsOf(sql, 'refunds', order.order_id);
    await decide(extra?.id as string, false, admin, 'Kept as a deposit');
    const answer = await refund(order.order_id, { amount_minor: 1_000_000 });
    expect(answer.refunds?.map((part) => part.amount_minor)).toEqual([900_000, 100_000]);
    expect(new Set(answer.refunds?.map((part) => part.payment_id)).size).toBe(2);
    await expectRefusal(sql, () => refund(order.order_id, { amount_minor: 800_001 }), {
      reason: 'refund_exceeds_paid',
    });
  });

  test('refunds all its money, in every currency, when it is cancelled', async () => {
    const { order, intent } = await paidTwice();
    await settle(sql, intent, {
      transaction_id: `${intent.reference}-3`,
      currency: 'USD',
      amount_minor: 700,
    });
    await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
    const refunds = await rowsOf(sql, 'refunds', order.order_id);
    expect(refunds.map(({ amount_minor, currency }) => [amount_minor, currency]).sort()).toEqual([
      [700, 'USD'],
      [900_000, 'NGN'],
      [900_000, 'NGN'],
    ]);
    for (const { id } of refunds) await succeed(id);
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'cancelled',
      status: 'refunded',
      refunded_minor: 1_800_000,
    });
  });
});
