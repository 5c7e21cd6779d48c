import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { type Args, call, expectRefusal, person, server } from './caller.ts';
import { letPass } from './clock.ts';
import { parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, paidOrder, type Shop } from './fixtures.ts';
import { placeTransfer } from './transfers.ts';

const { sql } = await testDatabase();
type Store = Shop<'serum'>;

const open = () => openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
const move = (shop: Store, order: Pick<PlacedOrder, 'order_id'>, to_state: string, args: Args = {}) =>
  call<{ state: string }>(sql, person(shop.staff.fulfiller), 'update_order_status', {
    order_id: order.order_id,
    to_state,
    details: { ...parcel, reason: 'Nobody at home', ...args },
  });

describe('the queue of a fulfiller', () => {
  interface Row {
    order_id: string;
    number: string;
    confirmed_at: string;
    to_collect_minor: number;
    is_confirmed_by_me: boolean;
    carrier: string | null;
    items: { sku: string; quantity: number; shipped_quantity: number }[];
  }
  const stage = (shop: Store, stage: string | null, args: Args = {}, caller = person(shop.staff.fulfiller)) =>
    call<Row[]>(sql, caller, 'list_fulfilment', { shop: shop.slug, stage, ...args });
  const counts = (shop: Store, caller = person(shop.staff.fulfiller)) =>
    call<Record<string, number | null>>(sql, caller, 'count_queues', { shop: shop.slug });

  test('follows an order from payment to a failed delivery and back to the courier', async () => {
    const shop = await open();
    const order = await paidOrder(sql, shop, [[shop.variants.serum, 3]]);
    expect(await stage(shop, 'to_pack')).toMatchObject([
      { number: order.number, to_collect_minor: 0, items: [{ sku: 'serum', quantity: 3 }] },
    ]);
    await move(shop, order, 'processing');
    expect(await counts(shop)).toEqual({
      to_verify: null,
      to_approve: null,
      to_decide: 0,
      to_pack: 1,
      to_ship: 0,
      on_hold: 0,
      on_the_way: 0,
      came_back: 0,
    });
    await move(shop, order, 'shipped', { lines: [{ variant_id: shop.variants.serum, quantity: 1 }] });
    expect(await stage(shop, 'to_pack')).toMatchObject([{ items: [{ quantity: 2, shipped_quantity: 1 }] }]);
    await move(shop, order, 'ready_for_shipment');
    expect(await stage(shop, 'to_ship')).toHaveLength(1);
    await move(shop, order, 'shipped');
    expect(await stage(shop, 'on_the_way')).toMatchObject([{ carrier: parcel.carrier }]);
    await move(shop, order, 'fail_delivery');
    expect(await stage(shop, 'on_the_way')).toEqual([]);
    expect(await stage(shop, 'came_back')).toMatchObject([{ failure_reason: 'Nobody at home' }]);
    expect(await counts(shop, person(shop.staff.owner))).toMatchObject({
      to_verify: 0,
      to_pack: 0,
      came_back: 1,
    });
    await move(shop, order, 'mark_in_transit');
    expect(await stage(shop, 'on_the_way')).toHaveLength(1);
  });

  test('lists orders on hold, disputed or refunded separately from those to pack or ship', async () => {
    const shop = await open();
    const [free, held, disputed, refunded, packed] = await Promise.all(
      Array.from({ length: 5 }, () => paidOrder(sql, shop, [[shop.variants.serum, 1]])),
    );
    if (!free || !held || !disputed || !refunded || !packed) throw new Error('five orders were placed');
    await move(shop, held, 'processing');
    await move(shop, packed, 'ready_for_shipment');
    for (const order of [held, packed]) await move(shop, order, 'hold');
    await call(sql, person(shop.staff.finance), 'open_dispute', {
      order_id: disputed.order_id,
      reason: 'Bank',
    });
    const refund = await call<{ refund_id: string }>(sql, person(shop.staff.finance), 'issue_refund', {
      order_id: refunded.order_id,
      amount_minor: refunded.total_minor,
      reason: 'They asked',
      idempotency_key: crypto.randomUUID(),
    });
    await call(sql, server, 'settle_refund', { refund_id: refund.refund_id, state: 'succeeded' });
    const numbers = async (name: string) => (await stage(shop, name)).map(({ number }) => number).sort();
    expect(await numbers('to_pack')).toEqual([free.number]);
    expect(await numbers('to_ship')).toEqual([]);
    const waiting = [held, disputed, refunded, packed];
    expect(await numbers('on_hold')).toEqual(waiting.map(({ number }) => number).sort());
    expect(await counts(shop)).toMatchObject({ to_pack: 1, to_ship: 0, on_hold: 4, on_the_way: 0 });
    for (const order of waiting) {
      const next = order === packed ? 'shipped' : 'ready_for_shipment';
      await expect(move(shop, order, next)).rejects.toMatchObject({ code: 'PT422' });
    }
    await move(shop, held, 'release');
    await move(shop, packed, 'release');
    expect(await numbers('to_pack')).toEqual([free.number, held.number].sort());
    expect(await numbers('to_ship')).toEqual([packed.number]);
  });

  test('lists confirmed and processing orders together, the longest-waiting first, in pages', async () => {
    const shop = await open();
    const orders: PlacedOrder[] = [];
    for (let index = 0; index < 5; index++) {
      const order = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
      if (index % 2) await move(shop, order, 'processing');
      orders.push(order);
      await letPass(sql, shop.id, '1 minute');
    }
    // the driver of these tests drops microseconds
    await sql`update orders set confirmed_at = date_trunc('milliseconds', confirmed_at) where shop_id = ${shop.id}`;
    const seen: string[] = [];
    for (let page = await stage(shop, 'to_pack', { max_rows: 2 }); page.length > 0; ) {
      seen.push(...page.map(({ number }) => number));
      const last = page.at(-1);
      page = await stage(shop, 'to_pack', {
        ...{ max_rows: 2, from_confirmed_at: last?.confirmed_at, from_id: last?.order_id },
      });
    }
    expect(seen).toEqual(orders.map(({ number }) => number));
  });

  test('shows the cash to collect, and whether the caller has confirmed the payment', async () => {
    const shop = await open();
    const cash = await shippedForCash(sql, shop);
    expect(await stage(shop, 'on_the_way')).toMatchObject([
      { number: cash.number, to_collect_minor: 600_000 },
    ]);
    const order = await placeTransfer(sql, shop);
    await call(sql, person(shop.staff.admin), 'verify_payment', {
      order_id: order.order_id,
      decision: 'confirm',
      seen: { amount_minor: 600_000, received_at: '2026-03-01' },
    });
    expect(await stage(shop, 'to_pack')).toMatchObject([{ is_confirmed_by_me: false }]);
    expect(await stage(shop, 'to_pack', {}, person(shop.staff.admin))).toMatchObject([
      { is_confirmed_by_me: true },
    ]);
  });

  test('refuses unknown stages, and roles that cannot read orders', async () => {
    const shop = await open();
    for (const name of ['shipped', '', null]) {
      await expectRefusal(sql, () => stage(shop, name), {
        status: 422,
        reason: 'unknown_stage',
        field: 'stage',
      });
    }
    await expectRefusal(sql, () => stage(shop, 'to_pack', {}, person(shop.staff.catalog)), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(sql, () => counts(shop, person(shop.staff.catalog)), {
      status: 403,
      reason: 'forbidden',
    });
  });
});
