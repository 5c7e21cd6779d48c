import type { Sql } from 'postgres';
import { type Args, type Caller, call, person } from './caller.ts';
import { type Moved, parcel } from './commands.ts';
import { type Line, openShop, type PlacedOrder } from './fixtures.ts';

/** Ten serums at 4,500.00, five soaps at 1,500.00, and untracked vouchers. */
export const openShelves = async (sql: Sql) => {
  const shop = await openShop(sql);
  const { serum, soap, voucher } = shop.variants;
  const by = (role: keyof typeof shop.staff) => person(shop.staff[role]);
  const lines: Line[] = [
    [serum, 3],
    [soap, 2],
  ];
  return { shop, serum, soap, voucher, by, lines };
};

export const toLines = (lines: Line[]) => lines.map(([variant_id, quantity]) => ({ variant_id, quantity }));

/** Moves of orders, with the details of a parcel. */
export function changesOn(sql: Sql) {
  const move = (caller: Caller, { order_id }: { order_id: string }, to_state: string, args: Args = {}) =>
    call<Moved>(sql, caller, 'update_order_status', { order_id, to_state, details: parcel, ...args });
  const shipPart = (caller: Caller, order: PlacedOrder, lines: Line[], args: Args = {}) =>
    move(caller, order, 'shipped', { details: { ...parcel, lines: toLines(lines) }, ...args });
  return { move, shipPart };
}
