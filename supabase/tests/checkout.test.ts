import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, expectRefusal, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  address,
  checkoutAt,
  createOrder,
  fillCart,
  openShop,
  placeOrder,
  readOrder,
  readStock,
} from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100 },
  soap: { price_minor: 150_000, on_hand: 100 },
  voucher: { price_minor: 500_000, on_hand: null },
  sample: { price_minor: 0, on_hand: 100 },
});
const { serum, soap, voucher, sample } = shop.variants;

test('a checkout creates an order with the prices and delivery fees of the database', async () => {
  const token = await fillCart(sql, [
    [serum, 2],
    [voucher, 1],
  ]);
  const answer = await createOrder(
    sql,
    token,
    checkoutAt(shop, { expected_total_minor: 1_550_000, note: ' Ring twice ' }),
  );
  expect(answer).toMatchObject({
    state: 'pending_payment',
    status: 'pending_payment',
    total_minor: 1_550_000,
    currency: 'NGN',
    replayed: false,
  });
  expect(answer.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(answer.access_token, 'a strictly valid UUID, since clients validate it').toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );

  const order = await readOrder(sql, answer.order_id);
  expect(order).toMatchObject({
    shop_id: shop.id,
    subtotal_minor: 1_400_000,
    shipping_minor: 150_000,
    payment_status: 'pending',
    email: 'ada@example.com',
    name: 'Ada Obi',
    phone: '+234 803 123 4567',
    note: 'Ring twice',
    pieces: 3,
    user_id: null,
    shipping_rate_name: 'Courier',
    version: 1,
  });
  expect(order.shipping_address).toEqual({
    ...address,
    line2: null,
    landmark: null,
    region: null,
    postcode: null,
  });
  const items = await sql`select sku, name, quantity, unit_price_minor::int, line_total_minor::int, is_tracked
    from order_items where order_id = ${answer.order_id} order by position`;
  expect(items.map((item) => ({ ...item }))).toEqual([
    {
      sku: 'serum',
      name: 'Care',
      quantity: 2,
      unit_price_minor: 450_000,
      line_total_minor: 900_000,
      is_tracked: true,
    },
    {
      sku: 'voucher',
      name: 'Care',
      quantity: 1,
      unit_price_minor: 500_000,
      line_total_minor: 500_000,
      is_tracked: false,
    },
  ]);
  const cart = await call<{ lines: unknown[] }>(sql, visitor, 'get_cart', { cart_token: token });
  expect(cart.lines, 'the cart is empty afterwards').toEqual([]);
});

test('later catalogue edits change no order', async () => {
  const other = await openShop(sql);
  const { order_id } = await placeOrder(sql, other, [[other.variants.serum, 1]]);
  await sql`update variants set price_minor = 1, sku = 'renamed' where id = ${other.variants.serum}`;
  await sql`update shipping_rates set price_minor = 9, name = 'Dearer' where id = ${other.rate}`;
  expect(await readOrder(sql, order_id)).toMatchObject({
    total_minor: 600_000,
    shipping_rate_name: 'Courier',
  });
  const [item] = await sql`select sku, unit_price_minor::int from order_items where order_id = ${order_id}`;
  expect({ ...item }).toEqual({ sku: 'serum', unit_price_minor: 450_000 });
});

test('a card order reserves stock for 30 minutes and can be paid for 24 hours', async () => {
  const other = await openShop(sql);
  const { order_id, expires_at } = await placeOrder(sql, other, [[other.variants.serum, 3]]);
  const stock = () => readStock(sql, other.variants.serum);
  expect(await stock()).toEqual({ on_hand: 10, committed: 0, promised: 3, available: 7 });
  expect(Date.parse(expires_at as string) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
  await letPass(sql, other.id, '29 minutes');
  expect(await stock()).toMatchObject({ promised: 3, available: 7 });
  await letPass(sql, other.id, '1 minute');
  expect(await stock()).toMatchObject({ promised: 0, available: 10 });
  expect(await readOrder(sql, order_id)).toMatchObject({ state: 'pending_payment' });
});

test('a transfer order reserves stock for two hours', async () => {
  const other = await openShop(sql);
  await placeOrder(sql, other, [[other.variants.serum, 3]], { payment_method: 'bank_transfer' });
  await letPass(sql, other.id, '119 minutes');
  expect(await readStock(sql, other.variants.serum)).toMatchObject({ promised: 3 });
  await letPass(sql, other.id, '1 minute');
  expect(await readStock(sql, other.variants.serum)).toMatchObject({ promised: 0 });
});

test('a cash-on-delivery order is confirmed at once, takes its stock and sends an email', async () => {
  const other = await openShop(sql);
  const answer = await placeOrder(sql, other, [[other.variants.serum, 3]], { payment_method: 'cod' });
  expect(answer).toMatchObject({ state: 'confirmed', status: 'confirmed', expires_at: null });
  expect(await readStock(sql, other.variants.serum)).toEqual({
    on_hand: 10,
    committed: 3,
    promised: 0,
    available: 7,
  });
  expect(await readOrder(sql, answer.order_id)).toMatchObject({ payment_status: 'not_paid', paid_minor: 0 });
  const emails =
    await sql`select template, recipient from notification_queue where order_id = ${answer.order_id}`;
  expect(emails.map((email) => ({ ...email }))).toEqual([
    { template: 'order_confirmed', recipient: 'ada@example.com' },
  ]);
});

test('a free order is confirmed without a payment', async () => {
  await sql`insert into shipping_rates (id, shop_id, name, price_minor, country, min_days, max_days)
    values ('00000000-0000-4000-8000-00000000f4ee', ${shop.id}, 'Pick up', 0, 'NG', 0, 0)`;
  const answer = await placeOrder(sql, shop, [[sample, 2]], {
    shipping_rate_id: '00000000-0000-4000-8000-00000000f4ee',
    expected_total_minor: 0,
  });
  expect(answer).toMatchObject({ state: 'confirmed', status: 'paid', total_minor: 0 });
  expect(await readStock(sql, sample)).toMatchObject({ committed: 2, promised: 0 });
});

test('untracked goods are never reserved and never sold out', async () => {
  await sql`update payment_methods set stock_policy = 'untracked', lock_for = null
    where shop_id = ${shop.id} and method = 'bank_transfer'`;
  const { order_id } = await placeOrder(sql, shop, [[serum, 999]], { payment_method: 'bank_transfer' });
  const [count] = await sql`select count(*)::int as locks from inventory_locks where order_id = ${order_id}`;
  expect(count).toMatchObject({ locks: 0 });
  await placeOrder(sql, shop, [[voucher, 999]]);
});

test('a regional rate matches the region or a city of that name, whatever its case, accents and spaces', async () => {
  const other = await openShop(sql);
  await sql`update shipping_rates set regions = '{Lagos,FCT}' where id = ${other.rate}`;
  const buyFrom = (place: Record<string, unknown>) =>
    placeOrder(sql, other, [[other.variants.voucher, 1]], { shipping_address: { ...address, ...place } });
  await buyFrom({ city: 'LAGOS' });
  await buyFrom({ city: 'Garki', region: 'fct' });
  await buyFrom({ city: ' Lágos  ', region: 'Ogun' });
  const token = await fillCart(sql, [[other.variants.voucher, 1]]);
  const kano = checkoutAt(other, { shipping_address: { ...address, city: 'Kano', region: 'Kano' } });
  await expectRefusal(sql, () => createOrder(sql, token, kano), { reason: 'not_delivered_there' });
});

describe('a repeated checkout', () => {
  const key = randomUUID();
  const checkout = checkoutAt(shop, { expected_total_minor: 300_000 });

  test('returns the same order and access token, and buys nothing', async () => {
    const token = await fillCart(sql, [[soap, 1]]);
    const first = await createOrder(sql, token, checkout, key);
    const again = await createOrder(sql, token, checkout, key);
    expect(again).toEqual({ ...first, replayed: true });
    const seen = await call(sql, visitor, 'get_order', {
      number: again.number,
      access_token: again.access_token,
    });
    expect(seen).toMatchObject({ order_id: first.order_id });
    expect(await sql`select 1 from order_items where order_id = ${first.order_id}`).toHaveLength(1);
    expect(await readStock(sql, soap)).toMatchObject({ promised: 1 });

    await call(sql, visitor, 'set_cart_item', { cart_token: token, variant_id: soap, quantity: 1 });
    expect(await createOrder(sql, token, checkout, key), 'with the same goods in the cart').toEqual(again);
  });

  test('is refused with another cart, other details or other goods', async () => {
    const token = await fillCart(sql, [[soap, 1]]);
    const refusal = { status: 422, reason: 'idempotency_mismatch', field: 'idempotency_key' };
    const fresh = randomUUID();
    await createOrder(sql, token, checkout, fresh);
    const otherCart = await fillCart(sql, [[soap, 1]]);
    await expectRefusal(sql, () => createOrder(sql, otherCart, checkout, fresh), refusal);
    await expectRefusal(sql, () => createOrder(sql, token, { ...checkout, name: 'Bo' }, fresh), refusal);
    for (const [variant_id, quantity] of [
      [soap, 2],
      [serum, 1],
    ] as const) {
      await call(sql, visitor, 'set_cart_item', { cart_token: token, variant_id, quantity });
      await expectRefusal(sql, () => createOrder(sql, token, checkout, fresh), refusal);
    }
  });

  test('can be corrected after a refusal under the same key', async () => {
    const token = await fillCart(sql, [[soap, 1]]);
    const fresh = randomUUID();
    await expectRefusal(sql, () => createOrder(sql, token, { ...checkout, email: 'ada' }, fresh), {
      reason: 'invalid_email',
    });
    expect(await createOrder(sql, token, checkout, fresh)).toMatchObject({ replayed: false });
  });

  test('under another key finds the cart empty', async () => {
    const token = await fillCart(sql, [[soap, 1]]);
    await createOrder(sql, token, checkout);
    await expectRefusal(sql, () => createOrder(sql, token, checkout), { reason: 'cart_empty' });
  });

  test('in another shop under the same key creates another order', async () => {
    const other = await openShop(sql);
    const fresh = randomUUID();
    const here = await createOrder(sql, await fillCart(sql, [[soap, 1]]), checkout, fresh);
    const there = await createOrder(
      sql,
      await fillCart(sql, [[other.variants.soap, 1]]),
      checkoutAt(other),
      fresh,
    );
    expect(there).toMatchObject({ replayed: false });
    expect(there.order_id).not.toBe(here.order_id);
  });
});
