import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { call, expectRefusal, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  address,
  checkoutAt,
  fillCart,
  type Line,
  openShop,
  type PlacedOrder,
  readOrder,
  settle,
  startPayment,
} from './fixtures.ts';

/* Goods without delivery, such as lessons, need no address and no shipping fee. */

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100 },
  lesson: { price_minor: 900_000, on_hand: null },
});
const { serum, lesson } = shop.variants;
await sql`update variants set needs_delivery = false where id = ${lesson}`;

const { shipping_address: _, shipping_rate_id: __, ...withoutAddress } = checkoutAt(shop);
const orderCart = (cart_token: string, checkout: object) =>
  call<PlacedOrder>(sql, visitor, 'create_order', {
    ...{ cart_token, idempotency_key: randomUUID(), checkout },
  });
const order = async (lines: Line[], checkout: object) => orderCart(await fillCart(sql, lines), checkout);

type Cart = { needs_delivery: boolean; subtotal_minor: number; shipping_rates: object[] };
const cart = async (lines: Line[]) =>
  call<Cart>(sql, visitor, 'get_cart', { cart_token: await fillCart(sql, lines) });

test('a cart needs delivery when one of its items does, and otherwise offers no shipping rates', async () => {
  expect(await cart([[lesson, 2]])).toMatchObject({ needs_delivery: false, shipping_rates: [] });
  const both = await cart([
    [lesson, 1],
    [serum, 1],
  ]);
  expect(both.needs_delivery).toBe(true);
  expect(both.shipping_rates).not.toEqual([]);
});

test('an order without delivery has no address and no shipping fee', async () => {
  const placed = await order([[lesson, 2]], { ...withoutAddress, expected_total_minor: 1_800_000 });
  const facts = { shipping_address: null, shipping_rate_id: null, shipping_rate_name: null };
  expect(await readOrder(sql, placed.order_id)).toMatchObject({ ...facts, shipping_minor: 0 });
  await settle(sql, await startPayment(sql, placed));
  expect(
    await call(sql, visitor, 'get_order', { number: placed.number, access_token: placed.access_token }),
  ).toMatchObject({ status: 'paid', shipping_address: null, shipping_rate_name: null });
  const [queued] = await call<object[]>(sql, person(shop.staff.fulfiller), 'list_fulfilment', {
    ...{ shop: shop.slug, stage: 'to_pack' },
  });
  expect(queued).toMatchObject({ number: placed.number, shipping_address: null });
});

test('an unneeded address is not stored', async () => {
  const placed = await order([[lesson, 1]], checkoutAt(shop));
  expect(placed.total_minor).toBe(900_000);
  expect(await readOrder(sql, placed.order_id)).toMatchObject({ shipping_address: null });
});

test('one item that needs delivery makes the address and the shipping fee required', async () => {
  const token = await fillCart(sql, [
    [lesson, 1],
    [serum, 1],
  ]);
  await expectRefusal(sql, () => orderCart(token, withoutAddress), {
    status: 422,
    reason: 'invalid_address',
  });
  await expectRefusal(sql, () => orderCart(token, { ...withoutAddress, shipping_address: address }), {
    ...{ status: 422, reason: 'unknown_shipping_rate' },
  });
  expect((await orderCart(token, checkoutAt(shop))).total_minor).toBeGreaterThan(1_350_000);
});

test('cash on delivery is refused without delivery', async () => {
  const token = await fillCart(sql, [[lesson, 1]]);
  await expectRefusal(sql, () => orderCart(token, { ...withoutAddress, payment_method: 'cod' }), {
    ...{ status: 422, reason: 'cod_needs_delivery', field: 'payment_method' },
  });
});

test('only catalogue staff set which variants need delivery', async () => {
  const set = (role: 'catalog' | 'finance') =>
    sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: shop.staff[role] })}, true)`;
      await tx`set local role authenticated`;
      return tx`update variants set needs_delivery = true where id = ${lesson}`;
    });
  expect((await set('finance')).count).toBe(0);
  expect((await set('catalog')).count).toBe(1);
});
