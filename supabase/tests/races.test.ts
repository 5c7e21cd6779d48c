import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { call, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  checkoutAt,
  fillCart,
  keyOf,
  type Line,
  markIntent,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  type Shop,
  settle,
  startPayment,
} from './fixtures.ts';
import { behindGate, cartRow, shelfOf, split, times } from './gate.ts';
import { brokenChains, brokenInvariants } from './invariants.ts';

const { sql } = await testDatabase();

const buy = (
  shop: Shop,
  cart_token: string,
  email: string,
  overrides = {},
  idempotency_key: string = randomUUID(),
) =>
  call<PlacedOrder>(sql, visitor, 'create_order', {
    cart_token,
    idempotency_key,
    checkout: checkoutAt(shop, { email, ...overrides }),
  });
const buyer = (index: number) => `buyer${index}@example.com`;

afterEach(async () => {
  for (const { id } of await sql<{ id: string }[]>`select id from shops`) {
    expect(await brokenInvariants(sql, id)).toEqual([]);
    expect(await brokenChains(sql, id)).toEqual([]);
  }
});

test.each([['paystack'], ['cod']])(
  'twenty shoppers race for the last bottle by %s, and one of them gets it',
  async (payment_method) => {
    const shop = await openShop(sql, { bottle: { price_minor: 100, on_hand: 1 } });
    const carts = await Promise.all(times(20, () => fillCart(sql, [[shop.variants.bottle, 1]])));
    const race = carts.map((cart, index) => () => buy(shop, cart, buyer(index), { payment_method }));
    const { answers, reasons } = split(await behindGate(sql, shelfOf(shop), race));
    expect(answers).toHaveLength(1);
    expect(reasons).toEqual(times(19, () => 'sold_out'));
    expect(await readStock(sql, shop.variants.bottle)).toMatchObject({ available: 0 });
    expect(await sql`select from orders where shop_id = ${shop.id}`).toHaveLength(1);
  },
);

test('a checkout that is sent twenty times at once creates one order', async () => {
  const shop = await openShop(sql);
  const cart = await fillCart(sql, [[shop.variants.serum, 1]]);
  const key = randomUUID();
  const { answers } = split(
    await behindGate(
      sql,
      cartRow(cart),
      times(20, () => () => buy(shop, cart, buyer(0), {}, key)),
    ),
  );
  expect(new Set(answers.map((order) => order.order_id)).size).toBe(1);
  expect(new Set(answers.map((order) => order.access_token)).size).toBe(1);
  expect(answers.filter((order) => !order.replayed)).toHaveLength(1);
  expect(answers).toHaveLength(20);
  expect(await readStock(sql, shop.variants.serum)).toMatchObject({ promised: 1 });
});

test('a cart that is checked out in five tabs at once is ordered once', async () => {
  const shop = await openShop(sql);
  const cart = await fillCart(sql, [[shop.variants.serum, 1]]);
  const race = times(5, (index) => () => buy(shop, cart, buyer(index)));
  const { answers, reasons } = split(await behindGate(sql, shelfOf(shop), race));
  expect(answers).toHaveLength(1);
  expect(reasons).toEqual(times(4, () => 'cart_empty'));
});

test('two carts with one idempotency key create one order, and the other cart keeps its items', async () => {
  const shop = await openShop(sql);
  const carts = await Promise.all(times(2, () => fillCart(sql, [[shop.variants.serum, 1]])));
  const key = randomUUID();
  const race = carts.map((cart, index) => () => buy(shop, cart, buyer(index), {}, key));
  const { answers, reasons } = split(await behindGate(sql, shelfOf(shop), race));
  expect(answers).toHaveLength(1);
  expect(reasons).toEqual(['idempotency_mismatch']);
  expect(await sql`select from cart_items where shop_id = ${shop.id}`).toHaveLength(1);
});

test('an item added to the cart during checkout stays in the cart', async () => {
  const shop = await openShop(sql);
  const cart = await fillCart(sql, [[shop.variants.serum, 1]]);
  const add = () =>
    call(sql, visitor, 'set_cart_item', { cart_token: cart, variant_id: shop.variants.soap, quantity: 2 });
  const { answers } = split(
    await behindGate<unknown>(sql, shelfOf(shop), [() => buy(shop, cart, buyer(0)), add]),
  );
  expect(answers).toHaveLength(2);
  const items = await sql`select quantity from cart_items where shop_id = ${shop.id}`;
  expect(items.map((item) => item.quantity)).toEqual([2]);
});

test('a price edited during checkout applies to the whole order or not at all', async () => {
  const shop = await openShop(sql);
  const cart = await fillCart(sql, [[shop.variants.serum, 2]]);
  // while this transaction is open, the checkout waits to insert the same customer
  const sameCustomer = `insert into customers (shop_id, email, name, phone) values ('${shop.id}', '${buyer(0)}', 'Ada', '1')`;
  const edit = () => sql`update variants set price_minor = 999 where id = ${shop.variants.serum}`;
  const race = [() => buy(shop, cart, buyer(0)), edit];
  const { answers } = split(await behindGate<unknown>(sql, sameCustomer, race));
  expect(answers).toHaveLength(2);
  const [order] = await sql`select subtotal_minor::int from orders where shop_id = ${shop.id}`;
  expect(order).toMatchObject({ subtotal_minor: 900_000 });
});

test('simultaneous first orders with one email address belong to one customer', async () => {
  const shop = await openShop(sql);
  const carts = await Promise.all(times(6, () => fillCart(sql, [[shop.variants.voucher, 1]])));
  const { answers } = split(
    await Promise.allSettled(carts.map((cart) => buy(shop, cart, 'ada@example.com'))),
  );
  expect(answers).toHaveLength(6);
  expect(await sql`select from customers where shop_id = ${shop.id}`).toHaveLength(1);
});

test.each([[['count', 'buy']], [['buy', 'count']]] as const)(
  'a stock count and a checkout race, arriving as %s',
  async (arrival) => {
    const shop = await openShop(sql);
    const cart = await fillCart(sql, [[shop.variants.serum, 8]]);
    const commands = {
      buy: () => buy(shop, cart, buyer(0), { payment_method: 'cod' }),
      count: () =>
        call(sql, server, 'adjust_stock', { variant_id: shop.variants.serum, on_hand: 5, reason: 'Count' }),
    };
    const { reasons } = split(
      await behindGate<unknown>(
        sql,
        shelfOf(shop),
        arrival.map((one) => commands[one]),
      ),
    );
    expect(reasons).toEqual([arrival[0] === 'count' ? 'sold_out' : 'below_committed']);
  },
);

test('orders with the same items in opposite sequence do not deadlock when placed, paid, cancelled and processed at once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const shop = await openShop(
    sql,
    Object.fromEntries(names.map((name) => [name, { price_minor: 100, on_hand: 500 }])),
  );
  const lines = Object.values(shop.variants).map((variant): Line => [variant, 1]);
  const linesFor = (index: number) => (index % 2 ? lines : lines.toReversed());
  const waiting = await Promise.all(
    times(20, async (index) => {
      const order = await placeOrder(sql, shop, linesFor(index), { email: buyer(index) });
      return { order, intent: await startPayment(sql, order) };
    }),
  );
  const paid = await Promise.all(times(5, (index) => paidOrder(sql, shop, linesFor(index))));
  const carts = await Promise.all(times(12, (index) => fillCart(sql, linesFor(index))));
  const race = [
    ...carts.map(
      (cart, index) => () =>
        buy(shop, cart, buyer(index), { payment_method: index % 3 ? 'paystack' : 'cod' }),
    ),
    ...waiting.map(
      ({ order, intent }, index) =>
        () =>
          index % 2
            ? settle(sql, intent)
            : call(sql, visitor, 'cancel_order', { ...keyOf(order), reason: null }),
    ),
    ...paid.map(
      ({ order_id }) =>
        () =>
          call(sql, person(shop.staff.admin), 'update_order_status', { order_id, to_state: 'processing' }),
    ),
  ];
  expect(split(await behindGate<unknown>(sql, shelfOf(shop), race)).reasons).toEqual([]);
});

test('two concurrent expiry jobs cancel each late order once, while others buy and pay', async () => {
  const shop = await openShop(sql, {
    a: { price_minor: 100, on_hand: 100 },
    b: { price_minor: 100, on_hand: 100 },
  });
  const { a, b } = shop.variants;
  const late = await Promise.all(
    times(16, (index) =>
      placeOrder(
        sql,
        shop,
        index % 2
          ? [
              [a, 1],
              [b, 1],
            ]
          : [
              [b, 1],
              [a, 1],
            ],
        { email: buyer(index) },
      ),
    ),
  );
  const intents = await Promise.all(late.slice(0, 4).map((order) => startPayment(sql, order)));
  await letPass(sql, shop.id, '25 hours');
  for (const intent of intents) await markIntent(sql, intent, { state: 'open' });
  const carts = await Promise.all(
    times(8, (index) =>
      fillCart(
        sql,
        index % 2
          ? [
              [a, 1],
              [b, 1],
            ]
          : [
              [b, 1],
              [a, 1],
            ],
      ),
    ),
  );
  const sweep = () => call<number>(sql, server, 'cancel_expired_orders');
  const race = [
    sweep,
    ...carts.map((cart, index) => () => buy(shop, cart, buyer(index))),
    ...intents.map((intent) => () => settle(sql, intent)),
    sweep,
    () => call(sql, server, 'cleanup_expired_inventory_locks'),
  ];
  expect(split(await behindGate<unknown>(sql, shelfOf(shop), race)).reasons).toEqual([]);
  await sweep();
  const states = await Promise.all(late.map(async ({ order_id }) => (await readOrder(sql, order_id)).state));
  expect(states).toEqual([...times(4, () => 'confirmed'), ...times(12, () => 'cancelled')]);
  const cancelled =
    await sql`select from activity_logs where shop_id = ${shop.id} and action = 'cancel' group by entity_id having count(*) > 1`;
  expect(cancelled.length, 'none was cancelled twice').toBe(0);
});
