import type { Sql } from 'postgres';
import {
  type Args,
  type Caller,
  call,
  type FunctionName,
  list,
  person,
  refusalOf,
  visitor,
} from '../caller.ts';
import { type Intent, openShop, type PlacedOrder, type Shop, type StaffRole, signUp } from '../fixtures.ts';
import { openAccount } from '../transfers.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { foreseen } from './refusals.ts';
import { note, type Tally } from './tally.ts';

type Goods = 'serum' | 'soap' | 'gift' | 'voucher';

export interface Shopper {
  who: Caller;
  email: string;
  phone: string;
  cart: string | null;
  /** the last checkout, to send it again */
  request: Args | null;
}

/** An order as its shopper knows it. Of a clone nobody holds the key but its mail. */
export type KnownOrder = Pick<PlacedOrder, 'order_id' | 'number'> & {
  access_token: string | null;
  shopper: Shopper | null;
  /** where it was placed from; null: by the shop */
  address: string | null;
};

/** A shop in which a story is played, the gateway behind it, and what its people hold and know. */
export interface World {
  sql: Sql;
  shop: Shop<Goods>;
  /** a way to deliver that costs nothing */
  pickup: string;
  foreign: Shop;
  gateway: Gateway;
  variants: string[];
  shoppers: Shopper[];
  orders: KnownOrder[];
  intents: Intent[];
  /** where transfers go */
  account: string;
  /** the requests of staff for refunds, to send them again */
  refundRequests: Args[];
  /** what each idempotency key has made */
  made: Map<string, string>;
  /** what broke a promise that the database alone cannot show */
  complaints: string[];
  /** whether nothing else happens at this moment, so that what comes of a command can be foretold */
  isAlone: boolean;
  /** variants that a count left with fewer pieces than were promised */
  excused: Set<string>;
  /** the story so far */
  steps: string[];
  tally: Tally;
}

export async function openWorld(sql: Sql, foreign: Shop, tally: Tally): Promise<World> {
  const shop = await openShop(sql, {
    serum: { price_minor: 450_000, on_hand: 4 },
    soap: { price_minor: 150_000, on_hand: 3 },
    gift: { price_minor: 0, on_hand: 3 },
    voucher: { price_minor: 500_000, on_hand: null },
  });
  const [rate] = await sql<[{ id: string }]>`
    insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days)
    values (${shop.id}, 'Pick-up', 0, 'NG', 0, 1) returning id`;
  await sql`update shop_settings set refund_approval_above_minor = 400000 where shop_id = ${shop.id}`;
  const email = `ada@${shop.slug}.example`;
  const ada = await signUp(sql, email);
  const shopper = (who: Caller, address: string, email: string, phone: string): Shopper => ({
    ...{ who: { ...who, address }, email, phone, cart: null, request: null },
  });
  const guest = `guest@${shop.slug}.example`;
  return {
    sql,
    shop,
    pickup: rate.id,
    foreign,
    gateway: openGateway(),
    variants: [shop.variants.serum, shop.variants.soap, shop.variants.gift, shop.variants.voucher],
    shoppers: [
      // one person at two addresses, and two people at one
      shopper(visitor, '203.0.113.1', guest, '+234 803 123 4567'),
      shopper(ada, '203.0.113.2', email, '+234 803 765 4321'),
      shopper(visitor, '203.0.113.2', guest, '+234 803 123 4567'),
    ],
    orders: [],
    intents: [],
    account: await openAccount(sql, shop),
    refundRequests: [],
    made: new Map(),
    complaints: [],
    isAlone: true,
    excused: new Set(),
    steps: [],
    tally,
  };
}

/** What came of a command: an answer, or the reason of a refusal. */
export type Outcome<T> = { answer: T; reason: null } | { answer: null; reason: string };

/**
 * Calls a function. A refusal that its documentation foresees is an outcome; any other, and any failure that is none, such
 * as a deadlock, ends the story.
 */
export async function ask<T>(world: World, who: Caller, name: FunctionName, args: Args): Promise<Outcome<T>> {
  try {
    return { answer: await call<T>(world.sql, who, name, args), reason: null };
  } catch (error) {
    return { answer: null, reason: reasonOf(name, error) };
  }
}

/** The same for a function that answers rows. */
export async function askRows<T>(world: World, who: Caller, name: FunctionName, args: Args): Promise<T[]> {
  try {
    return await list<T>(world.sql, who, name, args);
  } catch (error) {
    throw new Error(`${name} was refused: ${reasonOf(name, error)}`, { cause: error });
  }
}

function reasonOf(name: FunctionName, error: unknown): string {
  const { reason } = refusalOf(error);
  if (!foreseen[name]?.includes(reason))
    throw new Error(`${name} was refused: ${reason}, which nobody foresaw`, { cause: error });
  return reason;
}

/** Compares what the model foretold with what came. Null: it does not foretell this. */
export function compare(world: World, command: string, foretold: string | null, came: string) {
  if (!world.isAlone || foretold === null) return;
  note(world.tally, 'compared with the model', command);
  if (foretold !== came)
    throw new Error(`${command}: the model foretold ${foretold}, the database answered ${came}`);
}

/** One of a list by a number, counted from its end, so that what is newest is met most. */
export const choose = <T>(from: readonly T[], at: number): T | undefined =>
  from.length === 0 ? undefined : from[from.length - 1 - (at % from.length)];

export const staff = (world: World, role: StaffRole): Caller => person(world.shop.staff[role]);

/** One of the orders of which something is true, by a number; `where` is SQL of ours. */
export async function find(world: World, at: number, where: string): Promise<KnownOrder | undefined> {
  const rows = await world.sql.unsafe<{ id: string }[]>(
    `select id from orders where shop_id = $1 and ${where} order by placed_at, id`,
    [world.shop.id],
    { prepare: true },
  );
  const id = choose(rows, at)?.id;
  return world.orders.find((order) => order.order_id === id);
}

/** How a shopper comes to an order: by account where there is one, else by the key. */
export const keyTo = (order: KnownOrder) => ({ order_id: order.order_id, access_token: order.access_token });
export const shopperOf = (order: KnownOrder): Caller => order.shopper?.who ?? visitor;

/** Notes what a key has made; one key that makes two things is a broken promise. */
export function noteMade(world: World, key: string, id: string) {
  const made = world.made.get(key);
  if (made && made !== id) world.complaints.push(`10 key ${key} made ${made} and ${id}`);
  world.made.set(key, id);
}
