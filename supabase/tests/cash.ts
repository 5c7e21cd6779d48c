import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { type Args, type Caller, call, person, visitor } from './caller.ts';
import { parcel } from './commands.ts';
import { openShop, type PlacedOrder, placeOrder, type Shop } from './fixtures.ts';
import { brokenChains, brokenInvariants } from './invariants.ts';

export type Store = Shop<'serum'>;

/** Helpers for cash-on-delivery orders of serums. */
export function cashOn(sql: Sql) {
  /** 4,500.00 a unit and 1,500.00 for delivery: an order of one costs 6,000.00. */
  const open = () => openShop(sql, { serum: { price_minor: 450_000, on_hand: 10 } });
  const buy = (shop: Store, overrides: Args = {}, quantity = 1, caller: Caller = visitor) =>
    placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'cod', ...overrides }, caller);
  const limit = (shop: Store, limits: Args) =>
    sql`update payment_methods set ${sql(limits)} where shop_id = ${shop.id} and method = 'cod'`;
  const move = (
    shop: Store,
    order: PlacedOrder,
    to_state: string,
    details: Args = { ...parcel, reason: 'Nobody at home' },
  ) =>
    call<{ state: string; status: string }>(sql, person(shop.staff.fulfiller), 'update_order_status', {
      order_id: order.order_id,
      to_state,
      details,
    });
  const collect = (
    shop: Store,
    order: PlacedOrder,
    collected: Args = {},
    caller = person(shop.staff.fulfiller),
  ) =>
    call<{ state: string; status: string; payment_status: string; outcome: string }>(
      sql,
      caller,
      'collect_cash',
      {
        order_id: order.order_id,
        collected: { amount_minor: 600_000, ...collected },
      },
    );
  const returnUnits = (shop: Store, order: PlacedOrder, restock: boolean, quantity = 1) =>
    call<{ state: string; status: string }>(sql, person(shop.staff.fulfiller), 'return_order_items', {
      order_id: order.order_id,
      lines: [{ variant_id: shop.variants.serum, quantity, restock }],
      reason: 'Came back',
    });
  const expectInvariants = async (shop: Store) => {
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
    expect(await brokenChains(sql, shop.id)).toEqual([]);
  };
  return { open, buy, limit, move, collect, returnUnits, expectInvariants };
}
