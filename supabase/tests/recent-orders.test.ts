import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  checkoutAt,
  fillCart,
  keyOf,
  markIntent,
  openShop,
  type PlacedOrder,
  placeOrder,
  readOrder,
  readStock,
  settle,
  signUp,
  startPayment,
} from './fixtures.ts';
import { submitProof } from './transfers.ts';

/* A shopper who comes back after leaving a checkout: which orders they see, and what happens if the cart or a price has changed. */

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100 },
  soap: { price_minor: 450_000, on_hand: 100 },
  last: { price_minor: 450_000, on_hand: 1 },
});
const { serum, soap, last } = shop.variants;

type Recent = { number: string; can_pay: boolean; can_return: boolean; owed_minor: number };
type Cart = { token: string; item_count: number; lines: { variant_id: string; quantity: number }[] };

const recent = (orders: PlacedOrder[], slug = shop.slug) =>
  call<Recent[]>(sql, visitor, 'list_recent_orders', {
    shop: slug,
    access_tokens: orders.map(({ access_token }) => access_token),
  });
const putBack = (order: PlacedOrder, cart_token: string | null = null, caller: Caller = visitor) =>
  call<Cart>(sql, caller, 'return_to_cart', { ...keyOf(order), cart_token });
/** Opens the gateway's page and leaves it without paying. */
async function leaveGateway(order: PlacedOrder, args: Record<string, unknown> = { state: 'open' }) {
  const intent = await startPayment(sql, order);
  await sql`update payment_intents set checkout_url = 'https://pay.example' where id = ${intent.intent_id}`;
  await markIntent(sql, intent, args);
  return intent;
}
const show = (order: PlacedOrder) =>
  call<{ last_attempt: object | null }>(sql, visitor, 'get_order', {
    number: order.number,
    access_token: order.access_token,
  });

describe('the orders of a browser', () => {
  test('are those that can be paid and those of the last hour, newest first', async () => {
    const paid = await placeOrder(sql, shop, [[serum, 1]]);
    await settle(sql, await startPayment(sql, paid));
    const unpaid = await placeOrder(sql, shop, [[serum, 2]]);
    expect(await recent([paid, unpaid])).toMatchObject([
      { number: unpaid.number, can_pay: true, can_return: true, owed_minor: unpaid.total_minor },
      { number: paid.number, can_pay: false, can_return: false },
    ]);
    await sql`update orders set placed_at = now() - interval '2 hours' where id in ${sql([paid.order_id, unpaid.order_id])}`;
    expect(await recent([paid, unpaid])).toMatchObject([{ number: unpaid.number }]);
    await letPass(sql, shop.id, '25 hours');
    expect(await recent([paid, unpaid])).toEqual([]);
  });

  test('include those that wait for a transfer, until a proof is submitted', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]], { payment_method: 'bank_transfer' });
    await sql`update orders set placed_at = now() - interval '2 hours' where id = ${order.order_id}`;
    expect(await recent([order])).toMatchObject([{ can_transfer: true, can_pay: false, can_return: false }]);
    await submitProof(sql, order);
    expect(await recent([order])).toEqual([]);
    await sql`update orders set placed_at = now() where id = ${order.order_id}`;
    expect(await recent([order])).toMatchObject([{ number: order.number, can_transfer: false }]);
  });

  test('exclude cancelled and expired orders', async () => {
    const [cancelled, late] = [
      await placeOrder(sql, shop, [[serum, 1]]),
      await placeOrder(sql, shop, [[serum, 1]], { payment_method: 'bank_transfer' }),
    ];
    await call(sql, visitor, 'cancel_order', { ...keyOf(cancelled), reason: 'No' });
    await sql`update orders set expires_at = now() - interval '1 minute' where id = ${late.order_id}`;
    expect(await recent([cancelled, late])).toEqual([]);
  });

  test('exclude orders of other shoppers and other shops', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    const other = await openShop(sql);
    expect(await recent([order], other.slug)).toEqual([]);
    expect(await recent([{ ...order, access_token: randomUUID() }])).toEqual([]);
    expect(await recent([])).toEqual([]);
  });
});

describe('putting the items of an unpaid order back into the cart', () => {
  test('cancels the order and releases its stock, so that they can be ordered again', async () => {
    const order = await placeOrder(sql, shop, [
      [last, 1],
      [serum, 2],
    ]);
    const cart_token = await fillCart(sql, [[serum, 1]]);
    const cart = await putBack(order, cart_token);
    expect(cart).toMatchObject({ token: cart_token, item_count: 4 });
    expect(cart.lines.map(({ variant_id, quantity }) => [variant_id, quantity])).toEqual([
      [serum, 3],
      [last, 1],
    ]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      ...{ state: 'cancelled', cancelled_by: 'shopper' },
    });
    expect(await readStock(sql, last)).toMatchObject({ available: 1 });
    await call(sql, visitor, 'create_order', {
      ...{ cart_token, idempotency_key: randomUUID(), checkout: checkoutAt(shop) },
    });
  });

  test('creates a cart if there is none, and skips items that are no longer sold', async () => {
    const order = await placeOrder(sql, shop, [
      [serum, 1],
      [soap, 1],
    ]);
    await sql`update variants set is_active = false where id = ${soap}`;
    const cart = await putBack(order, randomUUID());
    expect(cart.lines).toMatchObject([{ variant_id: serum, quantity: 1 }]);
    await sql`update variants set is_active = true where id = ${soap}`;
  });

  test('is refused to others, during a payment and after it', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    await expectRefusal(sql, () => putBack({ ...order, access_token: randomUUID() }), {
      ...{ status: 404, reason: 'order_not_found' },
    });
    const stranger = await signUp(sql);
    await expectRefusal(sql, () => putBack({ ...order, access_token: randomUUID() }, null, stranger), {
      reason: 'order_not_found',
    });
    const intent = await leaveGateway(order, { state: 'open', is_processing: true });
    await expectRefusal(sql, () => putBack(order), { status: 422, reason: 'not_returnable' });
    await settle(sql, intent);
    await expectRefusal(sql, () => putBack(order), { status: 422, reason: 'not_returnable' });
  });
});

describe('the last attempt to pay', () => {
  test('is known to be unpaid once its page was opened and the gateway says so', async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]]);
    expect(await show(order)).toMatchObject({ last_attempt: null });
    const intent = await startPayment(sql, order);
    expect(await show(order)).toMatchObject({
      last_attempt: { reference: intent.reference, is_processing: false, unpaid_at: null },
    });
    await leaveGateway(order);
    expect(await show(order)).toMatchObject({ last_attempt: { unpaid_at: expect.any(String) } });
    await leaveGateway(order, { state: 'open', is_processing: true });
    expect(await show(order)).toMatchObject({ last_attempt: { is_processing: true, unpaid_at: null } });
  });
});

describe('an order to be paid at a gateway', () => {
  const emails = (order: PlacedOrder) =>
    sql`select template, recipient from notification_queue where order_id = ${order.order_id} order by created_at`;

  test('is emailed to its shopper once, when it is placed', async () => {
    const cart_token = await fillCart(sql, [[serum, 1]]);
    const request = { cart_token, idempotency_key: randomUUID(), checkout: checkoutAt(shop) };
    const order = await call<PlacedOrder>(sql, visitor, 'create_order', request);
    await call(sql, visitor, 'create_order', request);
    await startPayment(sql, order);
    expect(await emails(order)).toEqual([{ template: 'order_placed', recipient: 'ada@example.com' }]);
  });
});

describe('a checkout that names what the shopper saw', () => {
  const order = (cart_token: string, checkout: object) =>
    call(sql, visitor, 'create_order', {
      ...{ cart_token, idempotency_key: randomUUID(), checkout: checkoutAt(shop, { ...checkout }) },
    });

  test('is refused if the cart has changed, even at the same price', async () => {
    const cart_token = await fillCart(sql, [[serum, 2]]);
    const seen = { expected_lines: { [serum]: 1, [soap]: 1 }, expected_total_minor: 1_050_000 };
    await expectRefusal(sql, () => order(cart_token, seen), { status: 409, reason: 'cart_changed' });
    await order(cart_token, { ...seen, expected_lines: { [serum]: 2 } });
  });

  test('is refused with different reasons for a changed cart and a changed price', async () => {
    const cart_token = await fillCart(sql, [[serum, 2]]);
    const other = { expected_lines: { [serum]: 1 }, expected_total_minor: 600_000 };
    await expectRefusal(sql, () => order(cart_token, other), { reason: 'cart_changed' });
    const price = { expected_lines: { [serum]: 2 }, expected_total_minor: 600_000 };
    await expectRefusal(sql, () => order(cart_token, price), { reason: 'price_changed' });
    for (const invalid of [[], 'x', 7, { x: null }]) {
      await expectRefusal(sql, () => order(cart_token, { expected_lines: invalid }), {
        reason: 'cart_changed',
      });
    }
    await order(cart_token, { expected_lines: null });
  });
});
