import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, person, server, visitor } from './caller.ts';
import { type Moved, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import {
  checkoutAt,
  createOrder,
  openExceptions,
  readOrder,
  readStock,
  rowsOf,
  settle,
  startPayment,
} from './fixtures.ts';
import { behindGate, shelfOf, split } from './gate.ts';
import { brokenInvariants } from './invariants.ts';
import { type AskedCart, engravings, fillAskedCart, openAskingShop, orderWithAnswers } from './questions.ts';

/* Orders with two lines of one variant, with different answers. */

const { sql } = await testDatabase();

/** A shop with ten serums. `twins` orders some of them, engraved Ada and Bola, on a line each. */
async function openTwins() {
  const asking = await openAskingShop(sql);
  const { shop, serum } = asking;
  const { engraving } = asking.fields;
  const twins = (ada: number, bola: number, args: Args = {}) =>
    orderWithAnswers(
      sql,
      shop,
      [
        [serum, ada, { [engraving]: 'Ada' }],
        [serum, bola, { [engraving]: 'Bola' }],
      ],
      args,
    );
  const move = (order_id: string, to_state: string, details: Args = {}) =>
    call<Moved>(sql, person(shop.staff.admin), 'update_order_status', {
      ...{ order_id, to_state, details: { ...parcel, reason: 'Because', ...details } },
    });
  const stock = () => readStock(sql, serum);
  return { ...asking, engraving, twins, move, stock };
}

const itemsOf = (orderId: string) => rowsOf(sql, 'order_items', orderId);
const idsOf = async (orderId: string) => (await itemsOf(orderId)).map(({ id }) => id);

describe('two lines of one variant', () => {
  test('stay sorted as in the cart, and each keeps its answers', async () => {
    const { twins, stock } = await openTwins();
    const order = await twins(2, 3);
    const items = await itemsOf(order.order_id);
    expect(engravings(items as never)).toEqual([
      ['Ada', 2],
      ['Bola', 3],
    ]);
    expect(items.map(({ committed_quantity }) => committed_quantity)).toEqual([2, 3]);
    expect(await stock()).toMatchObject({ on_hand: 10, committed: 5, promised: 0, available: 5 });
  });

  test('are refused together if they exceed the stock, and sold otherwise', async () => {
    const { shop, serum, engraving, twins, stock } = await openTwins();
    const { token } = await fillAskedCart(sql, [
      [serum, 6, { [engraving]: 'Ada' }],
      [serum, 5, { [engraving]: 'Bola' }],
    ]);
    for (const payment_method of ['paystack', 'cod']) {
      const order = () => createOrder(sql, token, checkoutAt(shop, { payment_method }));
      const short = await expectRefusal(sql, order, { status: 409, reason: 'sold_out' });
      expect(short).toMatchObject([{ requested: 5, available: 4 }]);
    }
    await twins(6, 4, { isPaid: false });
    expect(await stock()).toMatchObject({ committed: 0, promised: 10, available: 0 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('never exceed the stock together when two orders race', async () => {
    const { shop, serum, engraving, stock } = await openTwins();
    const carts = await Promise.all(
      ['Ada', 'Bola'].map((name) =>
        fillAskedCart(sql, [
          [serum, 3, { [engraving]: name }],
          [serum, 3, { [engraving]: `${name} too` }],
        ]),
      ),
    );
    const race = carts.map(
      ({ token }, at) =>
        () =>
          createOrder(sql, token, checkoutAt(shop, { email: `b${at}@example.com`, payment_method: 'cod' })),
    );
    const { reasons } = split(await behindGate(sql, shelfOf(shop), race));
    expect(reasons).toEqual(['sold_out']);
    expect(await stock()).toMatchObject({ on_hand: 10, committed: 6 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('are short together if the stock is gone before the money arrives', async () => {
    const { shop, serum, twins } = await openTwins();
    const order = await twins(2, 3, { isPaid: false });
    const intent = await startPayment(sql, order);
    await sql`delete from inventory_locks where order_id = ${order.order_id}`;
    await call(sql, server, 'adjust_stock', { variant_id: serum, on_hand: 4, reason: 'Count' });
    expect(await settle(sql, intent)).toMatchObject({ outcome: 'paid_short' });
    expect(await openExceptions(sql, order.order_id)).toEqual(['paid_short']);
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('that can be backordered take the stock one after the other, and the missing units later', async () => {
    const { shop, serum, twins, move, stock } = await openTwins();
    await sql`update variants set allows_backorder = true where id = ${serum}`;
    const order = await twins(8, 4);
    const committed = async () => (await itemsOf(order.order_id)).map((item) => item.committed_quantity);
    expect(await committed()).toEqual([8, 2]);
    expect(await readOrder(sql, order.order_id)).toMatchObject({ backordered: true });
    await call(sql, server, 'adjust_stock', { variant_id: serum, on_hand: 11, reason: 'Delivery' });
    await expectRefusal(sql, () => move(order.order_id, 'allocate'), { reason: 'sold_out' });
    await call(sql, server, 'adjust_stock', { variant_id: serum, on_hand: 12, reason: 'Delivery' });
    await move(order.order_id, 'allocate');
    expect(await committed()).toEqual([8, 4]);
    expect(await stock()).toMatchObject({ on_hand: 12, committed: 12 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('that can be backordered take no units that others have reserved', async () => {
    const { shop, serum, twins, stock } = await openTwins();
    await twins(2, 2, { isPaid: false, email: 'rival@example.com' });
    await sql`update variants set allows_backorder = true where id = ${serum}`;
    const order = await twins(3, 7);
    expect((await itemsOf(order.order_id)).map((item) => item.committed_quantity)).toEqual([3, 3]);
    expect(await stock()).toMatchObject({ committed: 6, promised: 4, available: 0 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('count together against what one buyer may hold', async () => {
    const { shop, serum, engraving } = await openTwins();
    await sql`update shop_settings set reserve_share = 0.5, reserve_units = 1 where shop_id = ${shop.id}`;
    const buyer = { ...visitor, address: '203.0.113.9' };
    const place = async (ada: number, bola: number) => {
      const cart = await fillAskedCart(sql, [
        [serum, ada, { [engraving]: 'Ada' }],
        [serum, bola, { [engraving]: 'Bola' }],
      ]);
      const checkout = checkoutAt(shop, {
        email: `${randomUUID()}@example.com`,
        phone: `0803${Math.floor(1e6 * (1 + 8 * Math.random()))}`,
      });
      return createOrder(sql, cart.token, checkout, randomUUID(), buyer) as Promise<{
        is_unreserved?: boolean;
      }>;
    };
    expect(await place(3, 3)).toMatchObject({ is_unreserved: true });
    expect(await place(2, 1)).toMatchObject({ is_unreserved: false });
    expect(await place(1, 1), 'five of ten').toMatchObject({ is_unreserved: false });
    expect(await place(1, 1)).toMatchObject({ is_unreserved: true });
  });
});

describe('a command', () => {
  type Command = (order: { order_id: string; access_token: string }, lines: Args[]) => Promise<unknown>;
  const commandsOf = ({ shop }: Awaited<ReturnType<typeof openTwins>>): Record<string, Command> => {
    const admin = person(shop.staff.admin);
    const reason = 'Because';
    return {
      cancel_order_items: ({ order_id, access_token }, lines) =>
        call(sql, visitor, 'cancel_order_items', { order_id, access_token, lines, reason }),
      update_order_status: ({ order_id }, lines) =>
        call(sql, admin, 'update_order_status', {
          order_id,
          to_state: 'shipped',
          details: { ...parcel, lines },
        }),
      return_order_items: ({ order_id }, lines) =>
        call(sql, admin, 'return_order_items', { order_id, lines, reason }),
      issue_refund: ({ order_id }, lines) =>
        call(sql, admin, 'issue_refund', {
          order_id,
          amount_minor: null,
          reason,
          idempotency_key: randomUUID(),
          lines,
        }),
      restore_inventory: ({ order_id }, lines) => call(sql, server, 'restore_inventory', { order_id, lines }),
    };
  };
  /** The moves of an order after which a command accepts its lines. */
  const prepare: Record<string, string[]> = {
    update_order_status: ['processing'],
    return_order_items: ['processing', 'shipped'],
  };
  const changed: Record<string, string> = {
    cancel_order_items: 'cancelled_quantity',
    update_order_status: 'shipped_quantity',
    return_order_items: 'returned_quantity',
    issue_refund: 'refunded_quantity',
  };

  test.each([
    'cancel_order_items',
    'update_order_status',
    'return_order_items',
    'issue_refund',
    'restore_inventory',
  ])('%s takes the named line, and refuses a variant with two lines', async (name) => {
    const opened = await openTwins();
    const { serum, twins, stock } = opened;
    const run = commandsOf(opened)[name] as Command;
    const order = await twins(2, 3);
    for (const state of prepare[name] ?? []) await opened.move(order.order_id, state);
    const [ada, bola] = await idsOf(order.order_id);
    const refuses = (lines: Args[], reason: string) =>
      expectRefusal(sql, () => run(order, lines), { status: 422, reason, field: 'lines' });
    await refuses([{ variant_id: serum, quantity: 1 }], 'ambiguous_line');
    await refuses(
      [
        { item_id: bola, quantity: 1 },
        { variant_id: serum, quantity: 1 },
      ],
      'ambiguous_line',
    );
    await refuses([{ item_id: randomUUID(), quantity: 1 }], 'invalid_lines');
    await refuses([{ item_id: 'x', variant_id: serum, quantity: 1 }], 'invalid_lines');
    const other = await twins(1, 1);
    await refuses([{ item_id: (await idsOf(other.order_id))[0], quantity: 1 }], 'invalid_lines');
    if (name !== 'restore_inventory')
      await refuses(
        [
          { item_id: bola, quantity: 2 },
          { item_id: bola, quantity: 2 },
        ],
        'invalid_lines',
      );

    const before = await stock();
    await run(order, [
      { item_id: bola, quantity: 1 },
      { item_id: bola, quantity: 1 },
    ]);
    const items = await itemsOf(order.order_id);
    const column = changed[name] ?? 'committed_quantity';
    const quantities = items.map((item) => item[column as 'committed_quantity']);
    expect(items.map(({ id }) => id)).toEqual([ada, bola]);
    expect(quantities).toEqual(name === 'restore_inventory' ? [2, 1] : [0, 2]);
    if (name === 'restore_inventory')
      expect(await stock()).toMatchObject({ committed: (before?.committed ?? 0) - 2 });
    else expect(await brokenInvariants(sql, opened.shop.id)).toEqual([]);
  });

  test('that removes items keeps the reservation of the other line', async () => {
    const { shop, twins, stock } = await openTwins();
    const order = await twins(2, 3, { isPaid: false });
    const [ada, bola] = await idsOf(order.order_id);
    const remove = (item_id: unknown, quantity: number) =>
      call(sql, person(shop.staff.admin), 'cancel_order_items', {
        ...{ order_id: order.order_id, lines: [{ item_id, quantity }], reason: 'Fewer' },
      });
    await remove(bola, 3);
    expect(await stock()).toMatchObject({ promised: 2 });
    await remove(ada, 1);
    expect(await stock()).toMatchObject({ promised: 1 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('that ships everything needs no lines, and ships both', async () => {
    const { shop, twins, move, stock } = await openTwins();
    const { order_id } = await twins(2, 3);
    await move(order_id, 'processing');
    expect(await move(order_id, 'shipped')).toMatchObject({ state: 'shipped' });
    expect(await stock()).toMatchObject({ on_hand: 5, committed: 0 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });

  test('that restocks a return counts the units of both lines', async () => {
    const { shop, twins, move, stock } = await openTwins();
    const { order_id } = await twins(2, 3);
    await move(order_id, 'processing');
    await move(order_id, 'shipped');
    const lines = (await idsOf(order_id)).map((item_id) => ({ item_id, quantity: 2, restock: true }));
    await call(sql, person(shop.staff.fulfiller), 'return_order_items', {
      order_id,
      lines,
      reason: 'Came back',
    });
    expect(await stock()).toMatchObject({ on_hand: 9 });
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  });
});

test('an order that is put back into the cart keeps its lines with their answers', async () => {
  const { serum, engraving, twins } = await openTwins();
  const { order_id, access_token } = await twins(2, 3, { isPaid: false });
  const held = await fillAskedCart(sql, [[serum, 1, { [engraving]: 'Bola' }]]);
  const cart = await call<AskedCart>(sql, visitor, 'return_to_cart', {
    order_id,
    access_token,
    cart_token: held.token,
  });
  expect(engravings(cart.lines)).toEqual([
    ['Bola', 4],
    ['Ada', 2],
  ]);
});

test('an order that is placed again has the same answers', async () => {
  const { shop, twins } = await openTwins();
  const { order_id } = await twins(2, 3, { isPaid: false });
  const again = await call<{ order_id: string }>(sql, person(shop.staff.admin), 'clone_order', {
    ...{ order_id, idempotency_key: randomUUID() },
  });
  expect(engravings((await itemsOf(again.order_id)) as never)).toEqual([
    ['Ada', 2],
    ['Bola', 3],
  ]);
});

describe('a checkout', () => {
  test('is refused if the expected lines differ, by line or by variant', async () => {
    const { shop, serum, engraving } = await openTwins();
    const fill = () =>
      fillAskedCart(sql, [
        [serum, 2, { [engraving]: 'Ada' }],
        [serum, 3, { [engraving]: 'Bola' }],
      ]);
    const cart = await fill();
    const [ada, bola] = cart.lines.map(({ line_id }) => line_id) as [string, string];
    const order = (token: string, expected_lines: Args) =>
      createOrder(sql, token, checkoutAt(shop, { expected_lines }));
    for (const seen of [{ [ada]: 3, [bola]: 2 }, { [ada]: 2 }, { [serum]: 2 }, { [serum]: 3 }])
      await expectRefusal(sql, () => order(cart.token, seen), { status: 409, reason: 'cart_changed' });
    await order(cart.token, { [ada]: 2, [bola]: 3 });
    await order((await fill()).token, { [serum]: 5 });
  });

  test('is refused when it is repeated with other answers', async () => {
    const { shop, serum, engraving } = await openTwins();
    const cart = await fillAskedCart(sql, [[serum, 1, { [engraving]: 'Ada' }]]);
    const key = randomUUID();
    const order = () => createOrder(sql, cart.token, checkoutAt(shop), key);
    const placed = await order();
    expect(await order()).toMatchObject({ order_id: placed.order_id, replayed: true });
    const answers = { [engraving]: 'Bola' };
    const again = { cart_token: cart.token, variant_id: serum, quantity: 1, answers };
    await call(sql, visitor, 'set_cart_item', again);
    await expectRefusal(sql, order, { reason: 'idempotency_mismatch' });
  });
});
