import type { Sql } from 'postgres';
import { type Caller, visitor } from './caller.ts';
import { type PlacedOrder, placeOrder, type Shop } from './fixtures.ts';

export type Placed = PlacedOrder & { is_unreserved: boolean };

/** Buyers whom a shop does not know, each at a network address of their own. */
export function buyersOn(sql: Sql) {
  const at = (address: string): Caller => ({ ...visitor, address });
  let people = 0;
  /** Somebody whom nobody has seen before, at an address of their own unless one is given. */
  const somebody = (address = `198.51.${(people >> 8) & 255}.${people & 255}`) => {
    people += 1;
    const caller = at(address);
    const contact = { email: `buyer-${people}@example.com`, phone: `+234803${String(1_000_000 + people)}` };
    return { caller, contact };
  };
  const buy = (
    shop: Shop,
    variant: string,
    quantity: number,
    { caller, contact }: ReturnType<typeof somebody> = somebody(),
    payment_method = 'paystack',
  ) =>
    placeOrder(sql, shop, [[variant, quantity]], { ...contact, payment_method }, caller) as Promise<Placed>;
  return { at, somebody, buy };
}

/** Who buys: a caller, and the email and phone under which they do. */
export type Somebody = ReturnType<ReturnType<typeof buyersOn>['somebody']>;
