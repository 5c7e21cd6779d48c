import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { oddJson, oddText } from '@/lib/payments/odd-json.ts';
import { cleanText, parseJson } from '@/lib/payments/parse-json.ts';
import { call, expectRefusal, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { markIntent, openShop, paidOrder, readOrder, rowsOf, settle, waitingOrder } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1_000_000 } });

/** What a gateway may send and its adapter lets through: any JSON that the API can read. */
const odd = oddJson.map((value) => parseJson(JSON.stringify(value ?? null)));
/** A JSON argument; without this the driver would guess the type of a list. */
const argument = (value: unknown) => (value === null ? null : sql.json(value as never));
const text = fc.option(oddText.map(cleanText));
const runs = { numRuns: 60 };

/** The order as staff see it: the page must open with any stored fields. */
async function shownOrder(order: { number: string }) {
  const shown = orderSchema.parse(
    await call(sql, person(shop.staff.owner), 'get_order', { number: order.number }),
  );
  const times = [
    ...(shown.payments ?? []).map(({ paid_at }) => paid_at),
    ...(shown.disputes ?? []).map(({ due_at }) => due_at ?? '2026-01-01'),
    ...(shown.exceptions ?? []).map(({ deadline }) => deadline),
  ];
  expect(times.filter((time) => Number.isNaN(Date.parse(time)))).toEqual([]);
  return shown;
}

/** A paid order and its transaction. */
async function paidTransaction() {
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
  const [payment] = await rowsOf(sql, 'payments', order.order_id);
  return { order, transaction_id: payment?.transaction_id as string };
}

const extraFields = fc.record(
  { fee_minor: odd, channel: odd, paid_at: odd, raw: odd, more: odd },
  { requiredKeys: [] },
);

test('an order is paid and can be opened with any extra fields on its payment', async () => {
  await fc.assert(
    fc.asyncProperty(extraFields, async (fields) => {
      const { order, intent } = await waitingOrder(sql, shop);
      expect(await settle(sql, intent, fields)).toMatchObject({ outcome: 'confirmed' });
      expect(await readOrder(sql, order.order_id)).toMatchObject({
        state: 'confirmed',
        payment_status: 'paid',
      });
      expect((await shownOrder(order)).payments).toMatchObject([{ amount_minor: intent.amount_minor }]);
    }),
    runs,
  );
}, 120_000);

test('a refund is recorded and settled with any extra fields', async () => {
  const fields = fc.record({ our_refund_id: odd, currency: odd, raw: odd, more: odd }, { requiredKeys: [] });
  const state = fc.constantFrom('processing', 'succeeded', 'needs_attention');
  const later = fc.constantFrom('processing', 'succeeded', 'failed', 'needs_attention');
  await fc.assert(
    fc.asyncProperty(fields, state, later, odd, async (refund, first, then, raw) => {
      const { order, transaction_id } = await paidTransaction();
      const noted = await call<{ outcome: string; refund_id: string }>(sql, server, 'record_gateway_refund', {
        gateway: 'paystack',
        transaction_id,
        refund: { ...refund, refund_id: randomUUID(), state: first, amount_minor: 100 },
      });
      expect(noted).toMatchObject({ outcome: 'adopted' });
      const { refund_id } = noted;
      await call(sql, server, 'settle_refund', { refund_id, state: then, raw: argument(raw) });
      expect(await shownOrder(order)).toMatchObject({ refunds: [{ refund_id, amount_minor: 100 }] });
    }),
    runs,
  );
}, 120_000);

test('a dispute is opened and closed with any extra fields', async () => {
  const fields = fc.record(
    { reason: odd, amount_minor: odd, currency: odd, due_at: odd, resolution: odd, raw: odd },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fields, fields, async (first, then) => {
      const { order } = await paidTransaction();
      const [intent] = await sql<[{ reference: string }]>`
        select reference from payment_intents where order_id = ${order.order_id}`;
      const dispute_id = randomUUID();
      const report = (state: string, more: object) =>
        call(sql, server, 'record_gateway_dispute', {
          ...{ gateway: 'paystack', reference: intent.reference },
          dispute: { ...more, dispute_id, state },
        });
      expect(await report('open', first)).toMatchObject({ outcome: 'opened' });
      expect(await shownOrder(order)).toMatchObject({ dispute_open: true });
      expect(await report('won', then)).toMatchObject({ outcome: 'closed' });
      expect(await shownOrder(order)).toMatchObject({ dispute_open: false, disputes: [{ state: 'won' }] });
    }),
    runs,
  );
}, 120_000);

test('a signed webhook is stored once, with any content', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, odd, async (event_type, reference, payload) => {
      const dedupe_key = randomUUID();
      const args = { gateway: 'paystack', dedupe_key, event_type, reference, payload: argument(payload) };
      const first = await call<{ id: string }>(sql, server, 'record_webhook_event', args);
      expect(first).toMatchObject({ duplicate: false });
      expect(await call(sql, server, 'record_webhook_event', args)).toEqual({ ...first, duplicate: true });
    }),
    runs,
  );
}, 120_000);

test('an unpaid attempt is recorded with any reason from the gateway', async () => {
  const state = fc.constantFrom('open', 'failed', 'abandoned');
  await fc.assert(
    fc.asyncProperty(state, text, text, text, async (state, reason, mode, refusal) => {
      const { order, intent } = await waitingOrder(sql, shop);
      await call(sql, server, 'save_intent_checkout', {
        ...{ intent_id: intent.intent_id, checkout_url: 'https://pay.example', mode },
      });
      await markIntent(sql, intent, { state, reason, mode, refusal });
      expect((await shownOrder(order)).attempts).toMatchObject([{ checked_at: expect.any(String) }]);
    }),
    runs,
  );
}, 120_000);

describe('an invalid id, amount or currency', () => {
  const tooLong = 'x'.repeat(101);

  test('is refused, and nothing is recorded', async () => {
    const { intent } = await waitingOrder(sql, shop);
    for (const payment of [{ transaction_id: tooLong }, { amount_minor: '1e3' }, { currency: ['NGN'] }]) {
      const reason = 'invalid_payment';
      await expectRefusal(sql, () => settle(sql, intent, payment), { status: 422, reason });
    }
    const { transaction_id } = await paidTransaction();
    const refund = { refund_id: tooLong, state: 'processing', amount_minor: 100 };
    await expectRefusal(
      sql,
      () => call(sql, server, 'record_gateway_refund', { gateway: 'paystack', transaction_id, refund }),
      { status: 422, reason: 'invalid_refund' },
    );
    const dispute = { dispute_id: tooLong, state: 'open' };
    const { reference } = intent;
    await expectRefusal(
      sql,
      () => call(sql, server, 'record_gateway_dispute', { gateway: 'paystack', reference, dispute }),
      { status: 422, reason: 'invalid_dispute' },
    );
  });
});

test('the same reference at two gateways is two attempts', async () => {
  const { order, intent } = await waitingOrder(sql, shop);
  const { order: other } = await waitingOrder(sql, shop);
  await sql`
    insert into payment_intents (shop_id, order_id, gateway, reference, amount_minor, currency, state, created_at)
    values (${shop.id}, ${other.order_id}, 'cash', ${intent.reference}, 1, 'NGN', 'abandoned', now() - interval '1 hour')`;
  await markIntent(sql, intent, { state: 'failed', gateway: 'cash', reason: 'Declined' });
  const states = () => sql`
    select order_id, failure_reason from payment_intents
    where reference = ${intent.reference} and failure_reason is not null`;
  expect(await states()).toMatchObject([{ order_id: other.order_id }]);
  await markIntent(sql, intent, { state: 'failed', reason: 'Declined' });
  expect(await states()).toHaveLength(2);
  expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'payment_failed' });
  await expectRefusal(sql, () => markIntent(sql, intent, { state: 'failed', gateway: 'flutterwave' }), {
    ...{ status: 404, reason: 'unknown_reference' },
  });
});
