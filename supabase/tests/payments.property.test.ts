import fc from 'fast-check';
import { expect, test } from 'vitest';
import { call, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  markIntent,
  openExceptions,
  openShop,
  readOrder,
  readStock,
  rowsOf,
  settle,
  waitingOrder,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';

const { sql } = await testDatabase();
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** What the gateway reports, once or repeatedly, about one of an order's two attempts. */
type Notice =
  | { intent: 0 | 1; money: 'right' | 'less' | 'more' | 'foreign'; transaction: number }
  | { intent: 0 | 1; money: null; state: 'open' | 'failed' | 'abandoned' };

const intent = fc.constantFrom<0 | 1>(0, 1);
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({
    intent,
    money: fc.constantFrom<'right' | 'less' | 'more' | 'foreign'>(
      'right',
      'right',
      'less',
      'more',
      'foreign',
    ),
    transaction: fc.nat({ max: 2 }),
  }),
  fc.record({
    intent,
    money: fc.constant(null),
    state: fc.constantFrom<'open' | 'failed' | 'abandoned'>('open', 'failed', 'abandoned'),
  }),
);

/** Two deliveries of the same notices: each in its own sequence, with repetitions; the second may come all at once. */
const twoDeliveries = fc
  .uniqueArray(notice, {
    minLength: 1,
    maxLength: 5,
    selector: (one) => `${one.intent} ${one.money === null ? one.state : one.transaction}`,
  })
  .chain((notices) => {
    const delivery = fc
      .tuple(
        fc.shuffledSubarray(notices, { minLength: notices.length }),
        fc.array(fc.constantFrom(...notices), { maxLength: 4 }),
      )
      .chain(([all, repeated]) =>
        fc.shuffledSubarray([...all, ...repeated], { minLength: all.length + repeated.length }),
      );
    return fc.record({ first: delivery, second: delivery, atOnce: fc.boolean(), cancelled: fc.boolean() });
  });

async function finalState(reported: Notice[], atOnce: boolean, cancelled: boolean) {
  const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 3 } });
  const { order, intent: first } = await waitingOrder(sql, shop, 2);
  await markIntent(sql, first, { state: 'abandoned' });
  const second = await call<Intent>(sql, visitor, 'start_payment', keyOf(order));
  if (cancelled) await call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null });
  const deliver = (one: Notice) => {
    const attempt = one.intent === 0 ? first : second;
    if (one.money === null) return markIntent(sql, attempt, { state: one.state });
    const change = { right: 0, less: -1, more: 1, foreign: 0 }[one.money];
    return settle(sql, attempt, {
      transaction_id: `${attempt.reference}/${one.transaction}`,
      amount_minor: attempt.amount_minor + change,
      currency: one.money === 'foreign' ? 'USD' : 'NGN',
    });
  };
  if (atOnce) await Promise.all(reported.map(deliver));
  else for (const one of reported) await deliver(one);

  expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  const { state, status, paid_minor, hold_reason } = await readOrder(sql, order.order_id);
  const [open] = await sql<{ count: number }[]>`
    select count(*)::int from money_exceptions where order_id = ${order.order_id} and resolved_at is null`;
  return {
    state,
    status,
    paid_minor,
    hold_reason,
    exceptions: open?.count,
    stock: await readStock(sql, shop.variants.serum),
  };
}

test('an order ends in the same state however often, and in whatever sequence, the gateway reports', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(twoDeliveries, async ({ first, second, atOnce, cancelled }) => {
      expect(await finalState(second, atOnce, cancelled)).toEqual(await finalState(first, false, cancelled));
    }),
    { seed, numRuns: 300, unbiased: true },
  );
});

test('an order that is cancelled while its payment arrives is either confirmed or refunded', async () => {
  for (let round = 0; round < 20; round++) {
    const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 3 } });
    const { order, intent: paid } = await waitingOrder(sql, shop, 2);
    const [{ outcome }] = await Promise.all([
      settle(sql, paid),
      call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null }),
      call(sql, server, 'cancel_expired_orders'),
    ]);
    expect(['confirmed', 'revived']).toContain(outcome);
    // revived: the payment came after the cancellation
    const isConfirmed = outcome === 'revived';
    expect(await readOrder(sql, order.order_id)).toMatchObject(
      isConfirmed
        ? { state: 'confirmed', status: 'paid' }
        : { state: 'cancelled', paid_minor: paid.amount_minor },
    );
    expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject(
      isConfirmed ? [] : [{ state: 'approved', amount_minor: paid.amount_minor }],
    );
    expect(await openExceptions(sql, order.order_id)).toEqual(isConfirmed ? [] : ['refund_due']);
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  }
});
