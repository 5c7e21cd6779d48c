import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';
import { call, server } from './caller.ts';
import { letPass } from './clock.ts';
import { startApi, testDatabase } from './database.ts';
import { type Intent, openShop, paidOrder, placeOrder, readOrder, rowsOf, waitingOrder } from './fixtures.ts';

const { sql, url } = await testDatabase();
const api = await startApi(url);
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });

/** Returns the `data` that the gateway answers for a path, or writes the response itself. */
type GatewayAnswer = (path: string, response: ServerResponse) => unknown;
let gatewayAnswer: GatewayAnswer = () => [];
const gateway = await scriptedServer((response, { path }) => {
  const data = gatewayAnswer(path, response);
  if (!response.headersSent) answerJson(response, 200, { status: true, message: 'ok', data });
});
/** Addresses that the mailer refuses. */
const refusedAddresses = new Set<string>();
const mailer = await scriptedServer((response, { body }) => {
  const isRefused = refusedAddresses.has(JSON.parse(body).to);
  const answer = isRefused
    ? { statusCode: 422, name: 'validation_error', message: 'Invalid `to`' }
    : { id: randomUUID() };
  answerJson(response, isRefused ? 422 : 200, answer);
});
afterAll(() => Promise.all([gateway.close(), mailer.close()]));

Object.assign(process.env, {
  SITE_URL: 'http://localhost:3000',
  SUPABASE_URL: api.url,
  SUPABASE_PUBLISHABLE_KEY: api.publishableKey,
  SUPABASE_SECRET_KEY: api.secretKey,
  PAYSTACK_SECRET_KEY: 'sk_test_batches',
  PAYSTACK_BASE_URL: gateway.url,
  CRON_SECRET: 'a-secret-of-the-tests',
  PAYOUT_ENCRYPTION_KEY: '0'.repeat(64),
  CLIENT_ADDRESS_SECRET: '0'.repeat(32),
  RESEND_API_KEY: 're_tests',
  RESEND_BASE_URL: mailer.url,
  MAIL_FROM: 'Kedai <shop@example.com>',
});
/** The cache tags passed to Next.js, which has no cache in this test. */
const expired: unknown[][] = [];
vi.mock('next/cache', () => ({
  revalidateTag: (...reported: unknown[]) => expired.push(reported),
  updateTag: null,
}));
/** There is no request, so refusals are in the default language. */
vi.mock('next/headers', () => ({ headers: async () => new Headers() }));
const { GET } = await import('@/app/api/cron/cleanup/route');
const { openCheckout } = await import('@/lib/payments/start');

async function runCron() {
  const headers = { authorization: `Bearer ${process.env.CRON_SECRET}` };
  const response = await GET(new Request('http://localhost/api/cron/cleanup', { headers }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
  gatewayAnswer = () => [];
  refusedAddresses.clear();
  // nothing from earlier tests stays due
  await sql`update payment_intents set next_check_at = null`;
  await sql`update notification_queue set sent_at = now()`;
  await sql`update webhook_events set processed_at = now()`;
  await sql`update refunds set next_attempt_at = now() + interval '1 year'`;
});

const referenceOf = (path: string) => decodeURIComponent(path.split('/').at(-1) ?? '');
let lastTransactionId = 41_000_000_000;

/** A successful transaction for an attempt, with a new id by default. */
const success = (intent: Intent, id: number = ++lastTransactionId) => ({
  ...{ id, domain: 'test', status: 'success', reference: intent.reference },
  ...{ amount: intent.amount_minor, currency: 'NGN', paid_at: new Date().toISOString() },
});

async function attempts(count: number) {
  const made = [];
  for (let index = 0; index < count; index++) made.push(await waitingOrder(sql, shop));
  return made;
}

/** An order paid by a transaction that the gateway knows. */
async function paid() {
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 2]]);
  const transaction_id = String(++lastTransactionId);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update payments set transaction_id = ${transaction_id} where order_id = ${order.order_id}`;
  });
  const [intent] = await sql<[{ reference: string }]>`
    select reference from payment_intents where order_id = ${order.order_id}`;
  await sql`update notification_queue set sent_at = now() where order_id = ${order.order_id}`;
  return { order, transaction: Number(transaction_id), reference: intent.reference };
}

test('payments that cannot be settled do not block others, and are retried', async () => {
  const waiting = await attempts(8);
  const byReference = new Map(waiting.map(({ intent }) => [intent.reference, intent]));
  const [first, second] = waiting.slice(0, 2) as [(typeof waiting)[0], (typeof waiting)[0]];
  const { transaction: taken } = await paid();
  let isFixed = false;
  gatewayAnswer = (path) => {
    const intent = byReference.get(referenceOf(path));
    if (!path.startsWith('/transaction/verify/') || !intent) return [];
    // one transaction cannot have paid two references
    const isOdd = intent === first.intent || intent === second.intent;
    return success(intent, isOdd && !isFixed ? taken : undefined);
  };
  for (const [index, { intent }] of waiting.entries())
    await sql`update payment_intents set next_check_at = now() - interval '1 hour' + ${`${index} minutes`}::interval
      where reference = ${intent.reference}`;

  expect(await runCron()).toMatchObject({ status: 500, body: { looked_up: 6, failed: { looked_up: 2 } } });
  const states = async () =>
    Promise.all(waiting.map(async ({ order }) => (await readOrder(sql, order.order_id)).state));
  expect(await states()).toEqual(['pending_payment', 'pending_payment', ...Array(6).fill('confirmed')]);

  isFixed = true;
  await letPass(sql, shop.id, '6 minutes');
  expect(await runCron()).toMatchObject({ status: 200, body: { looked_up: 2, failed: {} } });
  expect(await states()).toEqual(Array(8).fill('confirmed'));
}, 60_000);

test('extra fields that cannot be stored are cleaned and do not block the payment', async () => {
  const [one] = await attempts(1);
  if (!one) throw new Error('no attempt');
  const odd = {
    gateway_response: 'Approved\0',
    message: 'cut \ud83d',
    channel: { 'card\0': 1 },
    fees: 'none',
  };
  gatewayAnswer = (path) =>
    path.startsWith('/transaction/verify/') ? { ...success(one.intent), ...odd, paid_at: 'infinity' } : [];
  await sql`update payment_intents set next_check_at = now() where reference = ${one.intent.reference}`;
  expect(await runCron()).toMatchObject({ status: 200, body: { looked_up: 1 } });
  expect(await rowsOf(sql, 'payments', one.order.order_id)).toMatchObject([
    {
      ...{ channel: null, fee_minor: null, outcome: 'confirmed' },
      raw: { gateway_response: 'Approved\uFFFD', message: 'cut \uFFFD' },
    },
  ]);
});

test('a gateway error about one payment does not affect the others', async () => {
  const waiting = await attempts(3);
  const byReference = new Map(waiting.map(({ intent }) => [intent.reference, intent]));
  gatewayAnswer = (path, response) => {
    const intent = byReference.get(referenceOf(path));
    if (!intent) return [];
    return intent === waiting[0]?.intent ? response.writeHead(502).end() : success(intent);
  };
  await sql`update payment_intents set next_check_at = now() where reference = any (${[...byReference.keys()]})`;
  expect(await runCron()).toMatchObject({ status: 500, body: { looked_up: 2, failed: { looked_up: 1 } } });
});

test('refunds that cannot be read or recorded do not block others', async () => {
  const one = await paid();
  const row = (id: number, changes: object = {}) => ({
    ...{ id, transaction: one.transaction, status: 'processed', amount: 100, currency: 'NGN' },
    ...changes,
  });
  // an invalid id, an invalid amount, and a valid refund
  gatewayAnswer = (path) =>
    path.startsWith('/refund') ? [row(1, { id: {} }), row(2, { amount: 0 }), row(3)] : [];
  expect(await runCron()).toMatchObject({
    status: 500,
    body: { found_refunds: 1, failed: { found_refunds: 2 } },
  });
  expect(await rowsOf(sql, 'refunds', one.order.order_id)).toMatchObject([
    { gateway_refund_id: '3', state: 'succeeded', amount_minor: 100 },
  ]);
});

test('a refund is not sent while an unreadable one in the gateway’s list could be the same', async () => {
  const one = await paid();
  const { refund_id } = await call<{ refund_id: string }>(sql, server, 'issue_refund', {
    ...{ order_id: one.order.order_id, amount_minor: 100, reason: 'Broken', idempotency_key: randomUUID() },
  });
  // sent once, and the answer was lost
  await sql`update refunds set state = 'submitted', sent_at = now() - interval '1 hour', next_attempt_at = now()
    where id = ${refund_id}`;
  gatewayAnswer = (path, response) => {
    if (path === '/refund') return response.writeHead(500).end();
    const isList = path.includes(`transaction=${one.transaction}`);
    return isList
      ? [{ id: 7, transaction: one.transaction, status: null, amount: 100, currency: 'NGN' }]
      : [];
  };
  const sent = gateway.received.length;
  expect(await runCron()).toMatchObject({ status: 500, body: { refunds: 0, failed: { refunds: 1 } } });
  expect(gateway.received.slice(sent).filter(({ method }) => method === 'POST')).toEqual([]);
});

test('disputes that cannot be read do not block others', async () => {
  const [bad, good] = [await paid(), await paid()];
  const row = (id: number, { transaction, reference }: typeof good, changes: object = {}) => ({
    ...{ id, status: 'awaiting-merchant-feedback', transaction: { id: transaction, reference }, ...changes },
  });
  gatewayAnswer = (path, response) => {
    if (!path.startsWith('/dispute')) return [];
    if (path.includes(`transaction=${bad.transaction}`)) return response.writeHead(500).end();
    if (path.includes(`transaction=${good.transaction}`)) return [row(12, good)];
    return [row(11, bad), row(12, good), row(13, good, { status: 4 })];
  };
  expect(await runCron()).toMatchObject({
    status: 500,
    body: { found_disputes: 1, failed: { found_disputes: 2 } },
  });
  expect(await readOrder(sql, good.order.order_id)).toMatchObject({ dispute_open: true });
  expect(await readOrder(sql, bad.order.order_id)).toMatchObject({ dispute_open: false });
});

test('failing webhooks do not block those behind them', async () => {
  const [failing] = await attempts(1);
  const { transaction: taken } = await paid();
  gatewayAnswer = (path) =>
    path.startsWith('/transaction/verify/') && failing ? success(failing.intent, taken) : [];
  const record = (reference: string) =>
    call(sql, server, 'record_webhook_event', {
      ...{ gateway: 'paystack', dedupe_key: randomUUID(), event_type: 'charge.success', reference },
      payload: { event: 'charge.success', data: { reference } },
    });
  for (let count = 0; count < 3; count++) await record(failing?.intent.reference ?? '');
  for (let count = 0; count < 9; count++) await record(`NOT-OURS-${count}`);
  await call(sql, server, 'record_webhook_event', {
    ...{ gateway: 'paystack', dedupe_key: randomUUID(), event_type: 'unreadable', payload: { text: '[' } },
  });
  expect(await runCron()).toMatchObject({ status: 500, body: { webhooks: 10, failed: { webhooks: 3 } } });
  const outcomes = await sql`
    select outcome, count(*)::int from webhook_events where attempts > 0 group by outcome order by outcome`;
  expect(outcomes.map((row) => ({ ...row }))).toEqual([
    { outcome: 'failed', count: 3 },
    { outcome: 'unmatched', count: 9 },
    { outcome: 'unreadable', count: 1 },
  ]);
});

test('refused emails do not block those behind them', async () => {
  const transfer = (email: string) =>
    placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer', email });
  for (let index = 0; index < 12; index++) {
    const email = `${index}@example.com`;
    if (index < 3) refusedAddresses.add(email);
    await transfer(email);
  }
  expect(await runCron()).toMatchObject({ status: 500, body: { emails: 9, failed: { emails: 3 } } });
  const [left] = await sql`select count(*)::int from notification_queue where sent_at is null`;
  expect(left).toEqual({ count: 3 });
  refusedAddresses.clear();
  await letPass(sql, shop.id, '1 hour');
  expect(await runCron()).toMatchObject({ status: 200, body: { emails: 3, failed: {}, heartbeat: 1 } });
}, 60_000);

describe('a gateway that does not open a checkout', () => {
  const checkOut = async (http: number, answer: object) => {
    gatewayAnswer = (_, response) => answerJson(response, http, { status: false, message: 'No', ...answer });
    const { order, intent } = await waitingOrder(sql, shop);
    const full = { ...intent, number: order.number, email: 'ada@example.com' };
    const urls = { returnUrl: 'http://localhost/return', cancelUrl: 'http://localhost/order' };
    const result = await openCheckout(full, urls);
    const [attempt] = await sql`
      select state, refusal, failure_reason from payment_intents where reference = ${intent.reference}`;
    return { result, attempt, full, urls };
  };

  test.each([
    [400, { message: '"email" must be a valid email', code: 'invalid_params' }, 'email_refused', 'email'],
    [400, { message: 'Transaction amount limit exceeded' }, 'payment_refused', 'other'],
    [400, { message: 'Invalid callback url', code: 'invalid_params' }, 'payment_refused', 'other'],
    [403, { message: 'Currency not supported by merchant' }, 'payment_refused', 'other'],
    [401, { message: 'Invalid key', code: 'invalid_Key' }, 'payment_refused', 'other'],
    [400, { code: 'duplicate_reference' }, 'payment_unavailable', null],
    [429, {}, 'payment_unavailable', null],
    [500, {}, 'payment_unavailable', null],
  ])('with %i %j: the shopper sees %s, and staff see the cause', async (http, answer, reason, refusal) => {
    const { result, attempt } = await checkOut(http, answer);
    expect(result).toMatchObject({ ok: false, reason });
    expect(attempt).toMatchObject({ state: 'abandoned', refusal });
    expect(attempt?.failure_reason).toContain('message' in answer ? answer.message : 'No');
  });

  test('throws when even the failure cannot be recorded', async () => {
    const { full, urls } = await checkOut(500, {});
    await expect(openCheckout({ ...full, reference: 'ZZZZ-ZZZZ-ZZZZZZZZ' }, urls)).rejects.toThrow(
      'mark_intent',
    );
  });
});

test('the next run refreshes the cached stock of a product that sold out, and of no other', async () => {
  const rare = await openShop(sql, { candle: { price_minor: 1000, on_hand: 1 } });
  const plenty = await openShop(sql, { candle: { price_minor: 1000, on_hand: 9 } });
  const products = await sql<{ slug: string }[]>`select slug from products where shop_id = ${rare.id}`;
  await runCron();
  expired.length = 0;
  for (const shop of [rare, plenty]) await placeOrder(sql, shop, [[shop.variants.candle, 1]]);
  expect((await runCron()).body).toMatchObject({ renewed_stock: 1 });
  // at once, so that no visitor gets the old page while the new one is built
  expect(expired).toEqual(products.map(({ slug }) => [`stock:${rare.slug}:${slug}`, { expire: 0 }]));
  expect((await runCron()).body).toMatchObject({ renewed_stock: 0 });
});
