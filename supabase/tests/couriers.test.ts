import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { type Args, call, expectRefusal, person, server, visitor } from './caller.ts';
import { cashOn, type Store } from './cash.ts';
import { testDatabase } from './database.ts';
import { openExceptions, paidOrder, readOrder, readStock } from './fixtures.ts';
import { issueRefund } from './refunds.ts';

const { sql } = await testDatabase();
const { open, buy, move, collect, returnUnits, expectInvariants } = cashOn(sql);

describe('an undelivered parcel', () => {
  test('can be delivered at a second attempt', async () => {
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
    await expectInvariants(shop);
  });

  test.each([
    ['restocked', true, 10],
    ['written off', false, 9],
  ])(
    'refused on delivery is returned and %s; the order completes and nothing is owed',
    async (_, restock, on_hand) => {
      const shop = await open();
      const order = await shippedForCash(sql, shop);
      await move(shop, order, 'refuse_delivery');
      expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand: 9 });
      expect(await returnUnits(shop, order, restock)).toMatchObject({
        state: 'completed',
        status: 'returned',
      });
      expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand, committed: 0 });
      expect(await openExceptions(sql, order.order_id)).toEqual([]);
      await expectInvariants(shop);
    },
  );

  test('that was refused counts as failed, so fail_delivery changes nothing', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    await move(shop, order, 'refuse_delivery');
    const before = await readOrder(sql, order.order_id);
    await move(shop, order, 'fail_delivery');
    expect(await readOrder(sql, order.order_id)).toEqual(before);
  });

  test('returned in part stays shipped until the rest is returned', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop, 3);
    await move(shop, order, 'refuse_delivery');
    expect(await returnUnits(shop, order, true)).toMatchObject({ state: 'shipped' });
    expect(await returnUnits(shop, order, false, 2)).toMatchObject({
      state: 'completed',
      status: 'returned',
    });
    expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand: 8 });
    await expectInvariants(shop);
  });

  test('that was paid completes once it is refunded', async () => {
    const shop = await open();
    const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    for (const to_state of ['processing', 'shipped', 'fail_delivery']) await move(shop, order, to_state);
    expect(await returnUnits(shop, order, true)).toMatchObject({ state: 'shipped', status: 'returned' });
    const { refund_id } = await issueRefund(sql, person(shop.staff.finance), order.order_id);
    await call(sql, server, 'claim_refunds', { max_rows: 5 });
    await call(sql, server, 'settle_refund', {
      ...{ refund_id, state: 'succeeded', gateway_refund_id: 'R-1', raw: {} },
    });
    expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'completed', status: 'refunded' });
    await expectInvariants(shop);
  });

  test('that was returned accepts no cash', async () => {
    const shop = await open();
    const order = await shippedForCash(sql, shop);
    await move(shop, order, 'refuse_delivery');
    await returnUnits(shop, order, true);
    await expectRefusal(sql, () => collect(shop, order), { status: 422, reason: 'invalid_transition' });
  });

  test('counts in the history of the customer', async () => {
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
  interface CourierCash {
    courier: string;
    expected_minor: number;
    orders: { number: string }[];
    to_collect: number;
    to_collect_minor: number;
  }
  const listCash = (shop: Store) =>
    call<CourierCash[]>(sql, person(shop.staff.finance), 'list_courier_cash', { shop: shop.slug });
  const count = (shop: Store, args: Args, caller = person(shop.staff.finance)) =>
    call<{ handover_id: string }>(sql, caller, 'count_cash', {
      shop: shop.slug,
      courier: 'GIG',
      note: null,
      ...args,
    });

  test('is listed until it is counted, and counted once', async () => {
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
    expect(await listCash(shop)).toMatchObject([
      { courier: 'GIG', expected_minor: 1_200_000, to_collect: 1, to_collect_minor: 600_000 },
      { courier: 'Bola', expected_minor: 600_000, to_collect: 0 },
    ]);
    // cash is still to be collected if a parcel was marked as delivered without it
    const uncollected = await shippedForCash(sql, shop);
    await move(shop, uncollected, 'delivered');
    expect((await listCash(shop))[0]).toMatchObject({
      courier: 'GIG',
      to_collect: 2,
      to_collect_minor: 1_200_000,
    });
    const sums = { counted_minor: 1_200_000, expected_minor: 1_200_000 };
    const twice = await Promise.allSettled([count(shop, sums), count(shop, sums, person(shop.staff.owner))]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listCash(shop)).find(({ courier }) => courier === 'GIG')).toMatchObject({
      expected_minor: 0,
      to_collect: 2,
    });
    await expectRefusal(sql, () => count(shop, sums), { status: 422, reason: 'nothing_to_count' });
  });

  test('that differs from the expected amount needs a note and is logged', async () => {
    const shop = await open();
    await collect(shop, await shippedForCash(sql, shop));
    const sums = { counted_minor: 590_000, expected_minor: 600_000 };
    await expectRefusal(sql, () => count(shop, sums), {
      status: 422,
      reason: 'note_required',
      field: 'note',
    });
    const { handover_id } = await count(shop, { ...sums, note: 'Lost a note' });
    expect(
      await sql`select action, note, actor_role from activity_logs where entity_id = ${handover_id}`,
    ).toMatchObject([{ action: 'count_cash', note: 'Lost a note', actor_role: 'finance' }]);
    await expect(sql`update cash_handovers set counted_minor = 600000`).rejects.toMatchObject({
      message: 'log_is_append_only',
    });
  });

  test('is counted only against the current amount, and by permitted staff', async () => {
    const shop = await open();
    await collect(shop, await shippedForCash(sql, shop));
    const details = await expectRefusal(sql, () => count(shop, { counted_minor: 1, expected_minor: 1 }), {
      status: 409,
      reason: 'stale',
    });
    expect(details).toEqual({ expected_minor: 600_000 });
    const sums = { counted_minor: 600_000, expected_minor: 600_000 };
    const own = await shippedForCash(sql, shop);
    await collect(shop, own, { courier: 'Own' }, person(shop.staff.admin));
    await expectRefusal(sql, () => count(shop, { ...sums, courier: 'Own' }, person(shop.staff.admin)), {
      ...{ status: 403, reason: 'separation_of_duties' },
    });
    for (const role of ['fulfiller', 'catalog', 'auditor'] as const) {
      await expectRefusal(sql, () => count(shop, sums, person(shop.staff[role])), {
        status: 403,
        reason: 'forbidden',
      });
    }
    await expectRefusal(sql, () => count(shop, { ...sums, counted_minor: -1 }), {
      status: 422,
      reason: 'invalid_amount',
    });
  });
});
