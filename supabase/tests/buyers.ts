import type { Sql } from 'postgres';
import { type Caller, visitor } from './caller.ts';
import { type PlacedOrder, placeOrder, type Shop } from './fixtures.ts';

export type Placed = PlacedOrder & { is_unreserved: boolean };

/** Buyers that a shop does not know, each at a separate network address. */
export function buyersOn(sql: Sql) {
  const at = (address: string): Caller => ({ ...visitor, address });
  let count = 0;
  /** A new buyer, at a new network address unless one is given. */
  const newBuyer = (address = `198.51.${(count >> 8) & 255}.${count & 255}`) => {
    count += 1;
    const caller = at(address);
    const contact = { email: `buyer-${count}@example.com`, phone: `+234803${String(1_000_000 + count)}` };
    return { caller, contact };
  };
  const buy = (
    shop: Shop,
    variant: string,
    quantity: number,
    { caller, contact }: ReturnType<typeof newBuyer> = newBuyer(),
    payment_method = 'paystack',
  ) =>
    placeOrder(sql, shop, [[variant, quantity]], { ...contact, payment_method }, caller) as Promise<Placed>;
  return { at, newBuyer, buy };
}

/** A caller with an email and a phone. */
export type Buyer = ReturnType<ReturnType<typeof buyersOn>['newBuyer']>;
