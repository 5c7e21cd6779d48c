import { expect, test } from 'vitest';
import { gatewayIds } from '@/lib/payments/gateway';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  markIntent,
  openShop,
  placeOrder,
  readOrder,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';
import { issueRefund, settleRefund } from './refunds.ts';

const { sql } = await testDatabase();

/** Adds all that the database needs for another gateway. Shops can then offer it like any other payment method. */
async function register(gateway: string, sends_refunds: boolean) {
  await sql.unsafe(`alter type payment_method add value '${gateway}'`);
  await sql`insert into private.gateways ${sql({ gateway, method: gateway, is_online: true, sends_refunds })}`;
}

async function shopWith(gateway: string) {
  const shop = await openShop(sql);
  await sql`insert into payment_methods (shop_id, method, stock_policy, lock_for, label)
    values (${shop.id}, ${gateway}, 'lock_then_deduct', '30 minutes', 'Card')`;
  const place = () => placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: gateway });
  return { shop, place };
}

const dueIntents = () => list(sql, server, 'claim_intents_to_check', { max_rows: 10 });
const dueRefunds = (only_id: string) => list(sql, server, 'claim_refunds', { max_rows: 10, only_id });
const expire = () => call<number>(sql, server, 'cancel_expired_orders');

await register('acme', true);
await register('ussd', false);

test('the online gateways in the database are those that have an adapter', async () => {
  const rows = await sql<{ gateway: string }[]>`
    select gateway from private.gateways where is_online and gateway not in ('acme', 'ussd') order by gateway`;
  expect(rows.map(({ gateway }) => gateway)).toEqual([...gatewayIds].sort());
});

test('an order can be paid and refunded at a gateway that is registered only in the database', async () => {
  const { shop, place } = await shopWith('acme');
  const order = await place();
  expect(
    await call(sql, visitor, 'get_order', { number: order.number, access_token: order.access_token }),
  ).toMatchObject({
    state: 'pending_payment',
    payment_method: 'acme',
    can_pay: true,
    is_refunded_by_hand: false,
  });
  await expectRefusal(
    sql,
    () => call(sql, visitor, 'start_payment', { ...keyOf(order), gateway: 'paystack' }),
    {
      ...{ status: 422, reason: 'unknown_payment_method', field: 'gateway' },
    },
  );
  const intent = await startPayment(sql, order);
  expect(intent).toMatchObject({ gateway: 'acme', is_new: true });
  const { reference } = intent;
  expect(await call(sql, server, 'claim_payment_check', { gateway: 'acme', reference })).toBe(true);
  await expectRefusal(sql, () => markIntent(sql, intent, { state: 'failed', gateway: 'paystack' }), {
    ...{ status: 404, reason: 'unknown_reference' },
  });
  await markIntent(sql, intent, { state: 'open', is_processing: true });

  expect(await settle(sql, intent)).toMatchObject({ outcome: 'confirmed' });
  const finance = person(shop.staff.finance);
  const { refund_id } = await issueRefund(sql, finance, order.order_id, { amount_minor: 100_000 });
  expect(await dueRefunds(refund_id)).toMatchObject([{ refund_id, gateway: 'acme', must_look: false }]);
  await settleRefund(sql, refund_id, 'succeeded', { gateway_refund_id: 'R-1' });
  expect(await readOrder(sql, order.order_id)).toMatchObject({ refunded_minor: 100_000 });

  const event = { dedupe_key: 'E-1', event_type: 'paid', reference };
  expect(await call(sql, server, 'record_webhook_event', { gateway: 'acme', ...event })).toMatchObject({
    duplicate: false,
  });
  const refund = { refund_id: 'R-2', state: 'processing', amount_minor: 100_000 };
  await call(sql, server, 'record_gateway_refund', { gateway: 'acme', transaction_id: reference, refund });
  const dispute = { dispute_id: 'D-1', state: 'open', reason: 'Not received' };
  await call(sql, server, 'record_gateway_dispute', { gateway: 'acme', reference, dispute });
  expect(await rowsOf(sql, 'refunds', order.order_id)).toMatchObject([
    { gateway: 'acme' },
    { gateway: 'acme' },
  ]);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'disputed' });
});

test('attempts at another gateway are checked before their orders expire', async () => {
  const { shop, place } = await shopWith('acme');
  const order = await place();
  const { reference } = await startPayment(sql, order);
  await letPass(sql, shop.id, '25 hours');
  expect(await expire(), 'the shopper may have paid').toBe(0);
  expect(await dueIntents()).toEqual([{ gateway: 'acme', reference }]);
  await markIntent(sql, { reference }, { gateway: 'acme', state: 'open' });
  expect(await expire()).toBe(1);
});

test('staff pay out refunds of a gateway that cannot send them', async () => {
  const { shop, place } = await shopWith('ussd');
  const order = await place();
  expect(
    await call(sql, visitor, 'get_order', { number: order.number, access_token: order.access_token }),
  ).toMatchObject({ can_pay: true, is_refunded_by_hand: true });
  await settle(sql, await startPayment(sql, order));
  const finance = person(shop.staff.finance);
  const { refund_id } = await issueRefund(sql, finance, order.order_id, { amount_minor: 100_000 });
  expect(await dueRefunds(refund_id)).toEqual([]);
  await call(sql, finance, 'pay_out_refund', { refund_id, reference: 'TRF-1' });
  expect(await readOrder(sql, order.order_id)).toMatchObject({ refunded_minor: 100_000 });
});

test('the doctor names the gateway that sends no webhooks', async () => {
  const checks = await list<{ check: string; ok: boolean; details: string }>(sql, server, 'doctor');
  expect(checks.find(({ check }) => check === 'webhooks_arrive')).toMatchObject({
    details: 'payments came through ussd in the last 7 days, but no webhook',
  });
});

test('an attempt at a gateway that is not registered is refused', async () => {
  const { shop, place } = await shopWith('acme');
  const { order_id } = await place();
  await expect(sql`
    insert into payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency)
    values (${shop.id}, ${order_id}, 'unknown', 'REF-12345678', 1, 'NGN')`).rejects.toThrow(
    /payment_intents_gateway_fkey/,
  );
});
