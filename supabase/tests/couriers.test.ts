import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { type Args, call, expectRefusal, person, server, visitor } from './caller.ts';
import { cashOn, type Store } from './cash.ts';
import { testDatabase } from './database.ts';
import { openExceptions, paidOrder, readOrder, readStock } from './fixtures.ts';
import { issueRefund } from './refunds.ts';

const { sql } = await testDatabase();
const { open, buy, move, collect, back, inOrder } = cashOn(sql);

describe('a parcel that was not taken', () => {
  test('is tried again, and delivered', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    await move(shop, order, 'mark_in_transit');
    await expectRefusal(sql, () => move(shop, order, 'fail_delivery', {}), {
      status: 422,
      reason: 'reason_required',
      field: 'reason',
    });
    await move(shop, order, 'fail_delivery');
    const failed = await readOrder(sql, order.order_id);
    expect(failed).toMatchObject({ state: 'shipped', refused_at: null });
    expect(failed.delivery_failed_at).not.toBeNull();
    await move(shop, order, 'mark_in_transit');
    expect(await readOrder(sql, order.order_id)).toMatchObject({
      state: 'shipped',
      delivery_failed_at: null,
    });
    await collect(shop, order);
    await inOrder(shop);
  });

  test.each([
    ['back to the shelf', true, 10],
    ['written off', false, 9],
  ])(
    'at the door comes back, and is %s; the order is closed, and nothing is owed',
    async (_, restock, on_hand) => {
      const shop = await open();
      const order = await shippedForCash(sql, shop);
      await move(shop, order, 'refuse_delivery');
      expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand: 9 });
      expect(await back(shop, order, restock)).toMatchObject({ state: 'completed', status: 'returned' });
      expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand, committed: 0 });
      expect(await openExceptions(sql, order.order_id)).toEqual([]);
      await inOrder(shop);
    },
  );

  test('in part stays under way for the rest', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop, 3);
    await move(shop, order, 'refuse_delivery');
    expect(await back(shop, order, true)).toMatchObject({ state: 'shipped' });
    expect(await back(shop, order, false, 2)).toMatchObject({ state: 'completed', status: 'returned' });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand: 8 });
    await inOrder(shop);
  });

  test('that was paid for already is closed once its money is back', async () => {
    const shop = await open();
    const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    for (const to_state of ['processing', 'shipped', 'fail_delivery']) await move(shop, order, to_state);
    expect(await back(shop, order, true)).toMatchObject({ state: 'shipped', status: 'returned' });
    const { refund_id } = await issueRefund(sql, person(shop.staff.finance), order.order_id);
    await call(sql, server, 'claim_refunds', { max_rows: 5 });
    await call(sql, server, 'settle_refund', {
      ...{ refund_id, state: 'succeeded', gateway_refund_id: 'R-1', raw: {} },
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'completed', status: 'refunded' });
    await inOrder(shop);
  });

  test('is no longer paid for', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    await move(shop, order, 'refuse_delivery');
    await back(shop, order, true);
    await expectRefusal(sql, () => collect(shop, order), { status: 422, reason: 'invalid_transition' });
  });

  test('is remembered with the customer', async () => {
    const shop = await open();
    const refused = await shippedForCash(sql, shop);
    await move(shop, refused, 'refuse_delivery');
    const taken = await shippedForCash(sql, shop);
    await collect(shop, taken);
    const { number } = await buy(shop);
    const seen = await call<{ history: unknown }>(sql, person(shop.staff.fulfiller), 'get_order', { number });
    expect(seen.history).toEqual({ refused: 1, delivered: 1 });
    const { access_token, number: own } = await buy(shop);
    expect(await call(sql, visitor, 'get_order', { number: own, access_token })).toMatchObject({
      history: null,
    });
  });
});

describe('the cash of a courier', () => {
  interface Road {
    courier: string;
    expected_minor: number;
    orders: { number: string }[];
    to_collect: number;
    to_collect_minor: number;
  }
  const road = (shop: Store) =>
    call<Road[]>(sql, person(shop.staff.finance), 'list_courier_cash', { shop: shop.slug });
  const count = (shop: Store, args: Args, caller = person(shop.staff.finance)) =>
    call<{ handover_id: string }>(sql, caller, 'count_cash', {
      shop: shop.slug,
      courier: 'GIG',
      note: null,
      ...args,
    });

  test('is known while it is on the road, and counted once', async () => {
    const shop = await open();
    const [one, two, three] = [
      await shippedForCash(sql, shop),
      await shippedForCash(sql, shop),
      await shippedForCash(sql, shop),
    ];
    await collect(shop, one);
    await collect(shop, two);
    await collect(shop, three, { courier: 'Bola' });
    await shippedForCash(sql, shop);
    expect(await road(shop)).toMatchObject([
      { courier: 'GIG', expected_minor: 1_200_000, to_collect: 1, to_collect_minor: 600_000 },
      { courier: 'Bola', expected_minor: 600_000, to_collect: 0 },
    ]);
    // a parcel that was only said to be delivered still owes its cash
    const silent = await shippedForCash(sql, shop);
    await move(shop, silent, 'delivered');
    expect((await road(shop))[0]).toMatchObject({
      courier: 'GIG',
      to_collect: 2,
      to_collect_minor: 1_200_000,
    });
    const seen = { counted_minor: 1_200_000, expected_minor: 1_200_000 };
    const twice = await Promise.allSettled([count(shop, seen), count(shop, seen, person(shop.staff.owner))]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await road(shop)).find(({ courier }) => courier === 'GIG')).toMatchObject({
      expected_minor: 0,
      to_collect: 2,
    });
    await expectRefusal(sql, () => count(shop, seen), { status: 422, reason: 'nothing_to_count' });
  });

  test('that is not what it should be has an explanation, and is on the record', async () => {
    const shop = await open();
    await collect(shop, await shippedForCash(sql, shop));
    const seen = { counted_minor: 590_000, expected_minor: 600_000 };
    await expectRefusal(sql, () => count(shop, seen), {
      status: 422,
      reason: 'note_required',
      field: 'note',
    });
    const { handover_id } = await count(shop, { ...seen, note: 'Lost a note' });
    expect(
      await sql`select action, note, actor_role from activity_logs where entity_id = ${handover_id}`,
    ).toMatchObject([{ action: 'count_cash', note: 'Lost a note', actor_role: 'finance' }]);
    await expect(sql`update cash_handovers set counted_minor = 600000`).rejects.toMatchObject({
      message: 'log_is_append_only',
    });
  });

  test('is counted as it was seen, by who may', async () => {
    const shop = await open();
    await collect(shop, await shippedForCash(sql, shop));
    const details = await expectRefusal(sql, () => count(shop, { counted_minor: 1, expected_minor: 1 }), {
      status: 409,
      reason: 'stale',
    });
    expect(details).toEqual({ expected_minor: 600_000 });
    const seen = { counted_minor: 600_000, expected_minor: 600_000 };
    const own = await shippedForCash(sql, shop);
    await collect(shop, own, { courier: 'Own' }, person(shop.staff.admin));
    await expectRefusal(sql, () => count(shop, { ...seen, courier: 'Own' }, person(shop.staff.admin)), {
      ...{ status: 403, reason: 'separation_of_duties' },
    });
    for (const role of ['fulfiller', 'catalog', 'auditor'] as const) {
      await expectRefusal(sql, () => count(shop, seen, person(shop.staff[role])), {
        status: 403,
        reason: 'forbidden',
      });
    }
    await expectRefusal(sql, () => count(shop, { ...seen, counted_minor: -1 }), {
      status: 422,
      reason: 'invalid_amount',
    });
  });
});
