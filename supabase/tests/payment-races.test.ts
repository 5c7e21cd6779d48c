import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { call, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  keyOf,
  markIntent,
  openExceptions,
  openShop,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  startPayment,
  waitingOrder,
} from './fixtures.ts';
import { behindGate, orderRow, shelfOf, split } from './gate.ts';
import { brokenChains, brokenInvariants } from './invariants.ts';

const { sql } = await testDatabase();
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

afterEach(async () => {
  for (const { id } of await sql<{ id: string }[]>`select id from shops`) {
    expect(await brokenInvariants(sql, id)).toEqual([]);
    expect(await brokenChains(sql, id)).toEqual([]);
  }
});

test('ten simultaneous presses of "pay" create one attempt', async () => {
  const shop = await openShop(sql);
  const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]]);
  const { answers } = split(
    await behindGate<Intent>(
      sql,
      orderRow(order),
      times(10, () => () => startPayment(sql, order)),
    ),
  );
  expect(new Set(answers.map((intent) => intent.reference)).size).toBe(1);
  expect(answers.filter((intent) => intent.is_new)).toHaveLength(1);
  expect(answers).toHaveLength(10);
});

test('webhook, return page and poller report one transaction at once, and it is recorded once', async () => {
  const shop = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, shop);
  const { answers } = split(
    await behindGate(
      sql,
      orderRow(order),
      times(10, () => () => settle(sql, intent)),
    ),
  );
  expect(answers.map((answer) => answer.outcome).sort()).toEqual([
    'confirmed',
    ...times(9, () => 'replayed'),
  ]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({
    paid_minor: intent.amount_minor,
    status: 'paid',
  });
});

test('two simultaneous payments for one order are both recorded: one confirms it, the other overpays', async () => {
  const shop = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, shop);
  const race = times(
    2,
    (index) => () => settle(sql, intent, { transaction_id: `${intent.reference}/${index}` }),
  );
  const { answers } = split(await behindGate(sql, orderRow(order), race));
  expect(answers.map((answer) => answer.outcome)).toEqual(['confirmed', 'overpaid']);
});

test('one transaction reported for two orders at once pays one of them', async () => {
  const shop = await openShop(sql);
  const attempts = [await waitingOrder(sql, shop), await waitingOrder(sql, shop)];
  const transaction_id = randomUUID();
  const race = attempts.map(
    ({ intent }) =>
      () =>
        settle(sql, intent, { transaction_id }),
  );
  const { answers, reasons } = split(await behindGate(sql, shelfOf(shop), race));
  expect(answers).toMatchObject([{ outcome: 'confirmed' }]);
  expect(reasons).toEqual(['invalid_payment']);
});

// A transaction that has waited for a row must lock the changed row anew, and another waiting one may be faster. So after `expire`, either
// of the other two may be next.
test.each([
  [['settle', 'cancel', 'expire'], ['is refunded']],
  [['settle', 'expire', 'cancel'], ['is refunded']],
  [
    ['expire', 'settle', 'cancel'],
    ['is refunded', 'confirms'],
  ],
  [['cancel', 'settle', 'expire'], ['confirms']],
  [['cancel', 'expire', 'settle'], ['confirms']],
  [
    ['expire', 'cancel', 'settle'],
    ['confirms', 'is refunded'],
  ],
] as const)('payment, cancellation and expiry race as %s: the payment %s', async (arrival, outcomes) => {
  const shop = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, shop, 4);
  await letPass(sql, shop.id, '25 hours');
  await markIntent(sql, intent, { state: 'abandoned' });
  const commands = {
    settle: () => settle(sql, intent),
    cancel: () => call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: 'Too slow' }),
    expire: () => call(sql, server, 'cancel_expired_orders'),
  };
  const { reasons } = split(
    await behindGate<unknown>(
      sql,
      shelfOf(shop),
      arrival.map((one) => commands[one]),
    ),
  );
  expect(reasons).toEqual([]);
  const after = await readOrder(sql, order.order_id);
  const isConfirmed = after.state === 'confirmed';
  expect(outcomes).toContain(isConfirmed ? 'confirms' : 'is refunded');
  expect(after).toMatchObject(
    isConfirmed
      ? { state: 'confirmed', status: 'paid' }
      : { state: 'cancelled', paid_minor: intent.amount_minor },
  );
  expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject(
    isConfirmed ? [] : [{ state: 'approved', amount_minor: intent.amount_minor }],
  );
  expect(await openExceptions(sql, order.order_id)).toEqual(isConfirmed ? [] : ['refund_due']);
  expect(await readStock(sql, shop.variants.serum)).toEqual(
    isConfirmed
      ? { on_hand: 10, committed: 4, promised: 0, available: 6 }
      : { on_hand: 10, committed: 0, promised: 0, available: 10 },
  );
});
