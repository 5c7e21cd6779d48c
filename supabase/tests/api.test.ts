import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Refused, rest, rpc } from './api.ts';
import { fingerprint } from './caller.ts';
import { startApi, testDatabase } from './database.ts';
import { checkoutAt, openShop, type PlacedOrder, waitingOrder } from './fixtures.ts';

const { sql, url } = await testDatabase();
const api = await startApi(url);
const shop = await openShop(sql);
const { serum } = shop.variants;

const add = <T = Refused>(quantity: unknown, variant_id: unknown = serum, cart_token: unknown = null) =>
  rpc<T>(api, 'set_cart_item', { cart_token, variant_id, quantity });
const newCart = async () => (await add<{ token: string }>(1)).body.token;
const checkOut = <T = Refused>(
  cart_token: unknown,
  overrides: Record<string, unknown> = {},
  idempotency_key: unknown = randomUUID(),
) => rpc<T>(api, 'create_order', { cart_token, idempotency_key, checkout: checkoutAt(shop, overrides) });

test('a shopper can order with only the publishable key', async () => {
  const { status, body } = await checkOut<PlacedOrder>(await newCart(), { expected_total_minor: 600_000 });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: 'pending_payment',
    total_minor: 600_000,
    currency: 'NGN',
    replayed: false,
  });
  const { body: order } = await rpc(api, 'get_order', {
    number: body.number,
    access_token: body.access_token,
  });
  expect(order).toMatchObject({ number: body.number, email: 'ada@example.com' });
  const { body: intent } = await rpc(api, 'start_payment', {
    order_id: body.order_id,
    access_token: body.access_token,
  });
  expect(intent).toMatchObject({ amount_minor: 600_000, is_new: true });
});

const cart = await newCart();
const otherShop = await openShop(sql);

describe('refuses bad input with a status and a reason, and writes nothing', () => {
  test.each([
    ['an unknown variant', () => add(1, randomUUID()), 404, 'unknown_variant'],
    [
      'another shop’s variant in the cart',
      () => add(1, otherShop.variants.serum, cart),
      404,
      'unknown_variant',
    ],
    ['a quantity of zero', () => add(0), 422, 'invalid_quantity'],
    ['a negative quantity', () => add(-1), 422, 'invalid_quantity'],
    ['a huge quantity', () => add(1_000_000), 422, 'invalid_quantity'],
    ['an unknown cart token', () => add(1, serum, randomUUID()), 404, 'cart_not_found'],
    ['a checkout with a guessed cart', () => checkOut(randomUUID()), 404, 'cart_not_found'],
    ['a tampered total', () => checkOut(cart, { expected_total_minor: 1 }), 409, 'price_changed'],
    ['an invalid email', () => checkOut(cart, { email: 'ada' }), 422, 'invalid_email'],
    ['an invalid phone number', () => checkOut(cart, { phone: 'none' }), 422, 'invalid_phone'],
    [
      'an unknown payment method',
      () => checkOut(cart, { payment_method: 'barter' }),
      422,
      'unknown_payment_method',
    ],
    [
      'an unknown order',
      () => rpc(api, 'get_order', { number: '0000-0000', access_token: randomUUID() }),
      404,
      'order_not_found',
    ],
  ])('%s', async (_, request, status, reason) => {
    const before = await fingerprint(sql);
    const answer = await request();
    expect({ status: answer.status, code: answer.body.code, reason: answer.body.message }).toEqual({
      status,
      code: `PT${status}`,
      reason,
    });
    expect(await fingerprint(sql)).toEqual(before);
  });

  test.each([
    ['a fractional quantity', 1.5],
    ['a quantity in words', 'two'],
    ['a list of quantities', [1, 2]],
    ['a quantity beyond the integer range', 1e12],
  ])('%s', async (_, quantity) => {
    const before = await fingerprint(sql);
    const { status } = await add(quantity);
    expect(status).toBe(400);
    expect(await fingerprint(sql)).toEqual(before);
  });

  test.each([
    ['a variant', () => add(1, 'serum')],
    ['a cart token', () => add(1, serum, 'mine')],
    ['an idempotency key', () => checkOut(cart, {}, 'again')],
  ])('%s that is not a UUID', async (_, request) => {
    const before = await fingerprint(sql);
    expect((await request()).status).toBe(400);
    expect(await fingerprint(sql)).toEqual(before);
  });

  test('a sold-out refusal lists the items with too little stock', async () => {
    const { body } = await add<{ token: string }>(999);
    const answer = await checkOut(body.token);
    expect(answer).toMatchObject({ status: 409, body: { code: 'PT409', message: 'sold_out' } });
    expect(JSON.parse(answer.body.details as string)).toMatchObject([{ sku: 'serum', requested: 999 }]);
  });

  test('the same idempotency key with another cart', async () => {
    const key = randomUUID();
    await checkOut(await newCart(), {}, key);
    expect(await checkOut(await newCart(), {}, key)).toMatchObject({
      status: 422,
      body: { message: 'idempotency_mismatch' },
    });
  });
});

describe('the publishable key', () => {
  test('cannot call server functions', async () => {
    const { intent } = await waitingOrder(sql, shop);
    const payment = { transaction_id: 'free', amount_minor: intent.amount_minor, currency: 'NGN' };
    const before = await fingerprint(sql);
    for (const [name, args] of [
      ['settle_payment', { gateway: 'paystack', reference: intent.reference, payment }],
      ['mark_intent', { reference: intent.reference, state: 'failed' }],
      ['update_order_status', { order_id: intent.order_id, to_state: 'processing' }],
      ['adjust_stock', { variant_id: serum, on_hand: 0, reason: 'x' }],
      ['claim_notifications', { max_rows: 1 }],
    ] as const) {
      const { status } = await rpc(api, name, args);
      expect([401, 403], name).toContain(status);
    }
    expect(await fingerprint(sql)).toEqual(before);
  });

  test('reads only the catalogue', async () => {
    const { status, body } = await rest<unknown[]>(api, `products?select=slug&shop_id=eq.${shop.id}`);
    expect({ status, body }).toEqual({ status: 200, body: [{ slug: 'care' }] });
    for (const table of [
      'orders',
      'customers',
      'carts',
      'payments',
      'inventory',
      'staff',
      'notification_queue',
      'activity_logs',
    ]) {
      expect([401, 403, 404], table).toContain((await rest(api, `${table}?select=*`)).status);
    }
  });

  test('writes nothing', async () => {
    const before = await fingerprint(sql);
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const { status } = await rest(
        api,
        `products?shop_id=eq.${shop.id}`,
        method,
        method === 'DELETE' ? undefined : { name: 'Free' },
      );
      expect([401, 403], method).toContain(status);
    }
    expect(await fingerprint(sql)).toEqual(before);
  });
});
