import type { Sql } from 'postgres';
import { type Args, type Caller, call, person, visitor } from './caller.ts';
import { type Line, type PlacedOrder, placeOrder, requestedOrder, type Shop } from './fixtures.ts';
import { submitProof } from './transfers.ts';

export interface Moved {
  state: string;
  status: string;
  version: number;
}

export const parcel = {
  carrier: 'GIG Logistics',
  tracking_number: 'GIG-1',
  tracking_url: 'https://track.example/1',
};

/** Moving and cancelling orders, and bringing them into any state, in a shop with serums. */
export function commandsOn(sql: Sql, shop: Shop<'serum'>) {
  const move = (caller: Caller, order_id: string, to_state: unknown, args: Args = {}) =>
    call<Moved>(sql, caller, 'update_order_status', { order_id, to_state, ...args });

  const cancel = (
    caller: Caller,
    order_id: string,
    reason: string | null = 'Because',
    access_token: string | null = null,
  ) => call<Moved>(sql, caller, 'cancel_order', { order_id, reason, access_token });

  const path = ['confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed'];

  /** An unpaid order in the given state, brought there by callers with the permission. */
  async function orderIn(state: string, caller: Caller = visitor): Promise<PlacedOrder> {
    const admin = person(shop.staff.admin);
    const pathIndex = path.indexOf(state);
    const lines: Line[] = [[shop.variants.serum, 1]];
    if (state === 'requested') return requestedOrder(sql, shop, lines);
    const payment_method =
      pathIndex >= 0 ? 'cod' : state === 'awaiting_verification' ? 'bank_transfer' : 'paystack';
    const order = await placeOrder(sql, shop, lines, { payment_method }, caller);
    if (state === 'awaiting_verification') await submitProof(sql, order);
    for (const next of path.slice(1, pathIndex + 1))
      await move(admin, order.order_id, next, { details: parcel });
    if (state === 'cancelled') await cancel(admin, order.order_id);
    return order;
  }

  return { move, cancel, orderIn };
}
