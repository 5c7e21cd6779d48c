import { expect, test } from 'vitest';
import { call, list, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  type Intent,
  markIntent,
  openShop,
  placeOrder,
  readOrder,
  readStock,
  settle,
  waitingOrder,
} from './fixtures.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();

const claim = (max_rows = 100) =>
  list<{ reference: string }>(sql, server, 'claim_intents_to_check', { max_rows }).then((rows) =>
    rows.map((row) => row.reference),
  );
/** Seconds until the next check of an attempt, or null if there is none. */
const nextCheckIn = async (intent: Intent) => {
  const [row] = await sql<[{ waits: number | null }]>`
    select round(extract(epoch from next_check_at - now()))::int as waits from payment_intents where id = ${intent.intent_id}`;
  return row.waits;
};
const minutes = (count: number) => count * 60;

test('a new attempt is checked after two minutes, and each claim lasts five', async () => {
  const shop = await openShop(sql);
  const { intent } = await waitingOrder(sql, shop);
  expect(await claim()).toEqual([]);
  await letPass(sql, shop.id, '2 minutes');
  expect(await claim()).toEqual([intent.reference]);
  expect(await claim(), 'already claimed').toEqual([]);
  await letPass(sql, shop.id, '4 minutes 59 seconds');
  expect(await claim()).toEqual([]);
  await letPass(sql, shop.id, '1 second');
  expect(await claim(), 'the claim has expired').toEqual([intent.reference]);
  await markIntent(sql, intent, { state: 'open' });
  expect(await claim()).toEqual([]);
});

test.each([
  ['9 minutes', false, minutes(2)],
  ['11 minutes', false, minutes(10)],
  ['59 minutes', false, minutes(10)],
  ['2 hours', false, minutes(60)],
  ['23 hours 30 minutes', false, minutes(30)],
  ['25 hours', false, minutes(360)],
  ['71 hours', false, minutes(360)],
  ['73 hours', false, null],
  ['73 hours', true, minutes(360)],
])(
  '%s after its start (processing: %s) an attempt is checked again in %j seconds',
  async (age, is_processing, seconds) => {
    const shop = await openShop(sql);
    const { intent } = await waitingOrder(sql, shop);
    await letPass(sql, shop.id, age);
    await claim();
    await markIntent(sql, intent, { state: 'open', is_processing });
    expect(await nextCheckIn(intent)).toBe(seconds);
  },
);

test('all attempts of an overdue order are checked once more, regardless of their age', async () => {
  const shop = await openShop(sql);
  await sql`update shop_settings set payment_window = '5 days' where shop_id = ${shop.id}`;
  const { order, intent } = await waitingOrder(sql, shop);
  await letPass(sql, shop.id, '4 days');
  await claim();
  await markIntent(sql, intent, { state: 'failed', reason: 'Declined' });
  await sql`update payment_intents set next_check_at = null where id = ${intent.intent_id}`;
  expect(await claim()).toEqual([]);
  await letPass(sql, shop.id, '1 day');
  await call(sql, server, 'cancel_expired_orders');
  expect((await readOrder(sql, order.order_id)).state).toBe('pending_payment');
  expect(await claim()).toEqual([intent.reference]);
  await markIntent(sql, intent, { state: 'abandoned' });
  expect(await claim()).toEqual([]);
  await call(sql, server, 'cancel_expired_orders');
  expect((await readOrder(sql, order.order_id)).state).toBe('cancelled');
});

test('paid attempts, and attempts of a verified transfer, are not checked', async () => {
  const shop = await openShop(sql);
  const { intent } = await waitingOrder(sql, shop);
  await settle(sql, intent);
  const transfer = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
    payment_method: 'bank_transfer',
  });
  await submitProof(sql, transfer);
  await call(sql, { role: 'authenticated', userId: shop.staff.verifier }, 'verify_payment', {
    order_id: transfer.order_id,
    decision: 'confirm',
    seen: { amount_minor: 1, received_at: '2026-03-01' },
  });
  await sql`update payment_intents set state = 'open', next_check_at = now() where order_id = ${transfer.order_id}`;
  await letPass(sql, shop.id, '2 days');
  expect(await claim()).toEqual([]);
  await markIntent(sql, intent, { state: 'open' });
  expect(await nextCheckIn(intent), 'a success is never undone').toBe(null);
});

test('a payment in progress extends the reservation, but does not renew an expired one', async () => {
  const shop = await openShop(sql);
  const { order, intent } = await waitingOrder(sql, shop, 4);
  await letPass(sql, shop.id, '29 minutes');
  await markIntent(sql, intent, { state: 'open', is_processing: true });
  await letPass(sql, shop.id, '29 minutes');
  expect(await readStock(sql, shop.variants.serum)).toMatchObject({ promised: 4 });
  await letPass(sql, shop.id, '1 minute');
  expect(await readStock(sql, shop.variants.serum)).toMatchObject({ promised: 0 });
  await markIntent(sql, intent, { state: 'open', is_processing: true });
  expect(await readStock(sql, shop.variants.serum), 'others may have the stock by now').toMatchObject({
    promised: 0,
  });
  expect((await readOrder(sql, order.order_id)).state).toBe('pending_payment');
});

test('concurrent workers claim different attempts, and no more than they ask for', async () => {
  const shop = await openShop(sql);
  const attempts = await Promise.all(Array.from({ length: 8 }, () => waitingOrder(sql, shop)));
  await letPass(sql, shop.id, '2 minutes');
  const answers = await Promise.all(Array.from({ length: 4 }, () => claim(3)));
  expect(answers.filter((references) => references.length > 3)).toEqual([]);
  const taken = answers.flat();
  expect(new Set(taken).size).toBe(taken.length);
  const rest = await claim();
  expect([...taken, ...rest].sort()).toEqual(attempts.map(({ intent }) => intent.reference).sort());
});
