import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Cart } from '@/lib/carts/cart';
import { cartSchema } from '@/lib/carts/cart';
import { call, expectRefusal, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { fillCart, openShop, placeOrder } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);
const { serum, soap, voucher } = shop.variants;

const getCart = async (cart_token: string) =>
  cartSchema.parse(await call(sql, visitor, 'get_cart', { cart_token }));
const setItem = (cart_token: string | null, variant_id: unknown, quantity: unknown) =>
  call<Cart>(sql, visitor, 'set_cart_item', { cart_token, variant_id, quantity });
const quantities = (cart: Cart) => Object.fromEntries(cart.lines.map((line) => [line.sku, line.quantity]));

test('the first item creates a cart, with prices, stock and a total per shipping rate', async () => {
  const cart = cartSchema.parse(await setItem(null, serum, 2));
  expect(cart).toMatchObject({ shop: shop.slug, currency: 'NGN', item_count: 2, subtotal_minor: 900_000 });
  expect(cart.lines).toEqual([
    {
      line_id: expect.any(String),
      answers: [],
      variant_id: serum,
      sku: 'serum',
      name: 'Care',
      option_value: 'serum',
      product_slug: 'care',
      image: null,
      quantity: 2,
      unit_price_minor: 450_000,
      line_total_minor: 900_000,
      available: 10,
      backordered_quantity: 0,
      backorder_on: null,
      problem: null,
    },
  ]);
  expect(cart.shipping_rates).toMatchObject([
    { id: shop.rate, price_minor: 150_000, total_minor: 1_050_000 },
  ]);
  expect(await getCart(cart.token)).toEqual(cart);
});

test('lines keep their order when they are added, changed and removed', async () => {
  const token = await fillCart(sql, [
    [serum, 1],
    [soap, 2],
    [voucher, 1],
  ]);
  await setItem(token, serum, 5);
  const cart = await getCart(token);
  expect(cart.lines.map((line) => [line.sku, line.quantity])).toEqual([
    ['serum', 5],
    ['soap', 2],
    ['voucher', 1],
  ]);
  expect(quantities(await setItem(token, soap, 0))).toEqual({ serum: 5, voucher: 1 });
  expect(quantities(await setItem(token, soap, 0)), 'removing again changes nothing').toEqual({
    serum: 5,
    voucher: 1,
  });
});

test('delivery is free once the subtotal reaches the threshold of the rate', async () => {
  const below = await getCart(await fillCart(sql, [[voucher, 9]]));
  const reached = await getCart(await fillCart(sql, [[voucher, 10]]));
  expect(below.shipping_rates[0]).toMatchObject({ price_minor: 150_000, total_minor: 4_650_000 });
  expect(reached.shipping_rates[0]).toMatchObject({ price_minor: 0, total_minor: 5_000_000 });
});

test('a cart shows the current price, and prefers the variant’s picture to the product’s', async () => {
  const other = await openShop(sql);
  const token = await fillCart(sql, [
    [other.variants.serum, 1],
    [other.variants.soap, 1],
  ]);
  await sql`update variants set price_minor = 500000 where id = ${other.variants.serum}`;
  await sql`insert into product_images (shop_id, product_id, variant_id, src, alt, width, height, position, focal_x, focal_y)
    values (${other.id}, ${other.product}, null, '/product.webp', 'Both', 8, 8, 0, 0.5, 0.5),
    (${other.id}, ${other.product}, ${other.variants.soap}, '/soap.webp', 'Soap', 8, 8, 1, 0.25, 1)`;
  const cart = await getCart(token);
  expect(cart.subtotal_minor).toBe(650_000);
  expect(cart.lines.map((line) => line.image)).toMatchObject([
    { src: '/product.webp', focal_x: 0.5, focal_y: 0.5 },
    { src: '/soap.webp', focal_x: 0.25, focal_y: 1 },
  ]);
});

test('a line that cannot be bought stays in the cart with its problem', async () => {
  const other = await openShop(sql);
  const token = await fillCart(sql, [
    [other.variants.serum, 10],
    [other.variants.soap, 5],
    [other.variants.voucher, 999],
  ]);
  const problems = async () =>
    Object.fromEntries((await getCart(token)).lines.map((line) => [line.sku, line.problem]));
  expect(await problems()).toEqual({ serum: null, soap: null, voucher: null });

  await placeOrder(sql, other, [
    [other.variants.serum, 4],
    [other.variants.soap, 5],
  ]);
  expect(await problems()).toEqual({ serum: 'insufficient_stock', soap: 'sold_out', voucher: null });
  await sql`update variants set is_active = false where id = ${other.variants.voucher}`;
  expect(await problems()).toEqual({ serum: 'insufficient_stock', soap: 'sold_out', voucher: 'unavailable' });
});

test.each([[-1], [1000], [2_000_000_000], [null]])('a quantity of %s is refused', async (quantity) => {
  const token = await fillCart(sql, [[soap, 1]]);
  const details = await expectRefusal(sql, () => setItem(token, serum, quantity), {
    status: 422,
    reason: 'invalid_quantity',
    field: 'quantity',
  });
  expect(details).toEqual({ min: 1, max: 999 });
});

test.each([[1.5], ['two'], [3_000_000_000]])(
  'a quantity of %s does not fit the type integer and is refused',
  async (quantity) => {
    const token = await fillCart(sql, [[soap, 1]]);
    await expect(setItem(token, serum, quantity)).rejects.toMatchObject({
      code: expect.stringMatching(/^22/),
    });
    expect(quantities(await getCart(token))).toEqual({ soap: 1 });
  },
);

test('a quantity of zero creates no cart', async () => {
  await expectRefusal(sql, () => setItem(null, serum, 0), { status: 422, reason: 'invalid_quantity' });
});

test('a variant that is not for sale is refused, with and without a cart', async () => {
  const other = await openShop(sql);
  const unpublished = await openShop(sql);
  const inactive = await openShop(sql);
  const hidden = await openShop(sql);
  const coming = await openShop(sql);
  await sql`update shops set published_at = null where id = ${unpublished.id}`;
  await sql`update variants set is_active = false where id = ${inactive.variants.serum}`;
  await sql`update products set published_at = null where id = ${hidden.product}`;
  await sql`update products set published_at = now() + interval '1 hour' where id = ${coming.product}`;
  const token = await fillCart(sql, [[soap, 1]]);
  const unsold = [unpublished, inactive, hidden, coming].map((one) => one.variants.serum);
  const refusal = { status: 404, reason: 'unknown_variant', field: 'variant_id' };
  for (const variant of [...unsold, randomUUID(), null]) {
    await expectRefusal(sql, () => setItem(null, variant, 1), refusal);
    await expectRefusal(sql, () => setItem(token, variant, 1), refusal);
  }
  await expectRefusal(sql, () => setItem(token, other.variants.serum, 1), refusal);
});

test('a line whose variant is no longer sold can still be removed', async () => {
  const other = await openShop(sql);
  const token = await fillCart(sql, [[other.variants.serum, 1]]);
  await sql`update variants set is_active = false where id = ${other.variants.serum}`;
  expect((await setItem(token, other.variants.serum, 0)).lines).toEqual([]);
});

test('an unknown token opens no cart', async () => {
  const refusal = { status: 404, reason: 'cart_not_found', field: 'cart_token' };
  for (const cart_token of [randomUUID(), null]) {
    await expectRefusal(sql, () => call(sql, visitor, 'get_cart', { cart_token }), refusal);
    await expectRefusal(sql, () => call(sql, visitor, 'clear_cart', { cart_token }), refusal);
  }
  await expectRefusal(sql, () => setItem(randomUUID(), serum, 1), refusal);
});

test('the database stores the hash of a token, never the token', async () => {
  const token = await fillCart(sql, [[soap, 1]]);
  const stored = await sql`select from carts where token_hash = sha256(convert_to(${token}, 'UTF8'))`;
  expect(stored).toHaveLength(1);
});

test('a cart holds at most a hundred lines', async () => {
  const big = await openShop(
    sql,
    Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`v${n}`, { price_minor: 100, on_hand: null }])),
  );
  const [last, ...first] = Object.values(big.variants);
  const token = await fillCart(
    sql,
    first.map((variant) => [variant, 1]),
  );
  const details = await expectRefusal(sql, () => setItem(token, last, 1), {
    status: 422,
    reason: 'cart_full',
  });
  expect(details).toEqual({ max: 100 });
  expect((await setItem(token, first[0], 7)).item_count).toBe(106);
});

test('clearing a cart keeps its token', async () => {
  const token = await fillCart(sql, [[serum, 1]]);
  const cleared = await call<Cart>(sql, visitor, 'clear_cart', { cart_token: token });
  expect(cleared).toMatchObject({ token, item_count: 0, subtotal_minor: 0, lines: [] });
  expect(quantities(await setItem(token, soap, 1))).toEqual({ soap: 1 });
});

test('two tabs that change one cart at the same time lose no line', async () => {
  const token = await fillCart(sql, [[serum, 1]]);
  await Promise.all([setItem(token, soap, 1), setItem(token, voucher, 2), setItem(token, serum, 3)]);
  expect(quantities(await getCart(token))).toEqual({ serum: 3, soap: 1, voucher: 2 });
});

test('a cart belongs to the holder of its token, signed in or not', async () => {
  const token = await fillCart(sql, [[serum, 1]]);
  const cart = await call<Cart>(sql, person(shop.staff.owner), 'set_cart_item', {
    cart_token: token,
    variant_id: soap,
    quantity: 1,
  });
  expect(quantities(cart)).toEqual({ serum: 1, soap: 1 });
});
