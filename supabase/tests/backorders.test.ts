import { describe, expect, test } from 'vitest';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { type Moved, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import {
  checkoutAt,
  createOrder,
  fillCart,
  openExceptions,
  openGuardedShop,
  openShop,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';

const { sql } = await testDatabase();

/** A shop with ten serums, which can be backordered, and five soaps, which cannot. */
async function openBackorderShop(open = openShop) {
  const shop = await open(sql);
  await sql`update variants set allows_backorder = true, backorder_on = '2199-03-01' where id = ${shop.variants.serum}`;
  const stock = (on_hand: number) =>
    call(sql, server, 'adjust_stock', { variant_id: shop.variants.serum, on_hand, reason: 'Delivery' });
  const move = (order_id: string, to_state: string) =>
    call<Moved>(sql, person(shop.staff.fulfiller), 'update_order_status', {
      order_id,
      to_state,
      details: parcel,
    });
  return { shop, ...shop.variants, stock, move };
}

const itemsOf = async (orderId: string) =>
  (await rowsOf(sql, 'order_items', orderId)).map(({ sku, committed_quantity }) => [sku, committed_quantity]);

describe('a variant that can be backordered', () => {
  test('is accepted in a cart, which shows when the rest will be sent', async () => {
    const { serum } = await openBackorderShop();
    const { lines } = await call<{ lines: object[] }>(sql, visitor, 'set_cart_item', {
      ...{ cart_token: null, variant_id: serum, quantity: 12 },
    });
    expect(lines).toMatchObject([
      { available: null, backordered_quantity: 2, backorder_on: '2199-03-01', problem: null },
    ]);
  });

  test('is offered without a limit, and as a backorder once its stock is gone', async () => {
    const { shop, serum, stock } = await openBackorderShop();
    const offer = async () => {
      const args = { product_ids: [shop.product] };
      const rows = await list<{ variant_id: string }>(sql, visitor, 'list_available_stock', args);
      return rows.find(({ variant_id }) => variant_id === serum);
    };
    expect(await offer()).toMatchObject({ available: null, is_backorder: false });
    await stock(0);
    expect(await offer()).toMatchObject({ available: null, is_backorder: true });
    expect(await call(sql, visitor, 'get_available_stock', { variant_id: serum })).toBeNull();
  });

  test('is sold beyond its stock: the order takes what there is and is backordered', async () => {
    const { shop, serum, soap } = await openBackorderShop();
    const order = await paidOrder(sql, shop, [
      [serum, 12],
      [soap, 2],
    ]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'confirmed', status: 'backordered' });
    expect(await itemsOf(order.order_id)).toEqual([
      ['serum', 10],
      ['soap', 2],
    ]);
    expect(await readStock(sql, serum)).toMatchObject({ on_hand: 10, committed: 10, available: 0 });
    expect(await openExceptions(sql, order.order_id)).toEqual([]);
    const { items } = await call<{ items: object[] }>(sql, visitor, 'get_order', {
      ...{ number: order.number, access_token: order.access_token },
    });
    expect(items).toMatchObject([
      { sku: 'serum', backordered_quantity: 2, backorder_on: '2199-03-01' },
      { sku: 'soap', backordered_quantity: 0, backorder_on: null },
    ]);
  });

  test('shows the expected day until that day has ended in the shop’s time zone', async () => {
    const { shop, serum } = await openBackorderShop();
    // where the day ends eleven hours later than in UTC
    await sql`update shops set time_zone = 'Pacific/Pago_Pago' where id = ${shop.id}`;
    const expectedIn = async (daysAhead: number) => {
      const [{ day }] = await sql<[{ day: string }]>`
        update variants set backorder_on = (now() at time zone 'Pacific/Pago_Pago')::date + ${daysAhead}::int
        where id = ${serum} returning backorder_on::text as day`;
      const cart = await call<{ lines: { backorder_on: string | null }[] }>(sql, visitor, 'set_cart_item', {
        ...{ cart_token: null, variant_id: serum, quantity: 12 },
      });
      const { number, access_token } = await paidOrder(sql, shop, [[serum, 12]]);
      const order = await call<typeof cart & { items: typeof cart.lines }>(sql, visitor, 'get_order', {
        ...{ number, access_token },
      });
      return [day, cart.lines[0]?.backorder_on, order.items[0]?.backorder_on];
    };
    const [today, ...shown] = await expectedIn(0);
    expect(shown).toEqual([today, today]);
    const [, ...past] = await expectedIn(-1);
    expect(past).toEqual([null, null]);
  });

  test('is sold without any stock, also for cash', async () => {
    const { shop, serum, stock } = await openBackorderShop();
    await stock(0);
    const order = await placeOrder(sql, shop, [[serum, 1]], { payment_method: 'cod' });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'backordered' });
    expect(await readStock(sql, serum)).toMatchObject({ on_hand: 0, committed: 0 });
  });

  test('is reserved in full once the rest arrives, and not shipped before', async () => {
    const { shop, serum, stock, move } = await openBackorderShop();
    const { order_id } = await paidOrder(sql, shop, [[serum, 12]]);
    await move(order_id, 'processing');
    await stock(11);
    for (const to_state of ['allocate', 'ready_for_shipment', 'shipped']) {
      await expectRefusal(sql, () => move(order_id, to_state), { status: 409, reason: 'sold_out' });
    }
    await stock(12);
    expect(await move(order_id, 'allocate')).toMatchObject({ status: 'processing' });
    expect(await readStock(sql, serum)).toMatchObject({ on_hand: 12, committed: 12 });
  });

  test('takes no unit that another order has reserved', async () => {
    const { shop, serum } = await openBackorderShop();
    const rival = await placeOrder(sql, shop, [[serum, 4]]);
    const order = await paidOrder(sql, shop, [[serum, 12]]);
    expect(await itemsOf(order.order_id)).toEqual([['serum', 6]]);
    await settle(sql, await startPayment(sql, rival));
    expect(await itemsOf(rival.order_id)).toEqual([['serum', 4]]);
    expect(await readStock(sql, serum)).toMatchObject({ on_hand: 10, committed: 10, available: 0 });
  });

  test('reserves what there is while the order waits for its payment', async () => {
    const { shop, serum } = await openBackorderShop();
    await placeOrder(sql, shop, [[serum, 12]]);
    expect(await readStock(sql, serum)).toMatchObject({ committed: 0, promised: 10, available: 0 });
    const second = await placeOrder(sql, shop, [[serum, 1]]);
    expect(await readStock(sql, serum)).toMatchObject({ promised: 10 });
    await settle(sql, await startPayment(sql, second));
    expect(await readOrder(sql, second.order_id)).toMatchObject({ status: 'backordered' });
    expect(await itemsOf(second.order_id)).toEqual([['serum', 0]]);
  });

  test('is not reserved beyond its stock when items of the order are removed', async () => {
    const { shop, serum } = await openBackorderShop();
    const order = await placeOrder(sql, shop, [[serum, 12]]);
    const lines = [{ variant_id: serum, quantity: 1 }];
    await call(sql, person(shop.staff.owner), 'cancel_order_items', {
      ...{ order_id: order.order_id, lines, reason: 'Because' },
    });
    expect(await readStock(sql, serum)).toMatchObject({ promised: 10, available: 0 });
  });

  test('does not let other lines of its order be backordered', async () => {
    const { shop, serum, soap } = await openBackorderShop();
    const cart = await fillCart(sql, [
      [serum, 12],
      [soap, 6],
    ]);
    const details = await expectRefusal(sql, () => createOrder(sql, cart, checkoutAt(shop)), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'soap', requested: 6, available: 5 }]);
  });

  test('gets back only its committed units when the order is cancelled, which ends the backorder', async () => {
    const { shop, serum } = await openBackorderShop();
    const { order_id } = await paidOrder(sql, shop, [[serum, 12]]);
    await call(sql, person(shop.staff.owner), 'cancel_order', { order_id, reason: 'Because' });
    expect(await readStock(sql, serum)).toMatchObject({ on_hand: 10, committed: 0, available: 10 });
    expect(await readOrder(sql, order_id)).toMatchObject({ state: 'cancelled', backordered: false });
  });

  test('keeps the terms of the sale when the variant is changed later', async () => {
    const { shop, serum } = await openBackorderShop();
    const order = await placeOrder(sql, shop, [[serum, 12]]);
    await sql`update variants set allows_backorder = false, backorder_on = null where id = ${serum}`;
    await letPass(sql, shop.id, '31 minutes');
    await settle(sql, await startPayment(sql, order));
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'backordered' });
    expect(await rowsOf(sql, 'order_items', order.order_id)).toMatchObject([
      { committed_quantity: 10, allows_backorder: true, backorder_on: '2199-03-01' },
    ]);
  });

  test('counts only existing units towards what one buyer may hold', async () => {
    const { shop, serum, stock } = await openBackorderShop(openGuardedShop);
    await sql`update shop_settings set cash_link_above_minor = null where shop_id = ${shop.id}`;
    await stock(0);
    const order = await placeOrder(
      sql,
      shop,
      [[serum, 9]],
      { payment_method: 'cod' },
      {
        ...visitor,
        address: '198.51.100.7',
      },
    );
    expect(await readOrder(sql, order.order_id)).toMatchObject({ status: 'backordered' });
  });
});
