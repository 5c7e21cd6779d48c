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
import type { KnownImport } from './catalogue-model.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { documentedRefusals } from './refusals.ts';
import { note, type Tally } from './tally.ts';

type Goods = 'serum' | 'soap' | 'gift' | 'voucher';

export interface Shopper {
  who: Caller;
  email: string;
  phone: string;
  cart: string | null;
  /** the last checkout, for repeats */
  request: Args | null;
}

/** An order as its shopper knows it. The access token of a clone is only in its email. */
export type KnownOrder = Pick<PlacedOrder, 'order_id' | 'number'> & {
  access_token: string | null;
  shopper: Shopper | null;
  /** the network address it was placed from; null: by staff */
  address: string | null;
};

/** The state of a story: its shop, the gateway, and what the actors hold and know. */
export interface World {
  sql: Sql;
  shop: Shop<Goods>;
  /** id of a free shipping rate */
  pickup: string;
  foreign: Shop;
  gateway: Gateway;
  /** ids of the product's variants; the fifth is one that an import has added */
  variants: string[];
  /** id of the question that the product asks: the size, S or L */
  question: string;
  shoppers: Shopper[];
  orders: KnownOrder[];
  intents: Intent[];
  /** id of the bank account for transfers */
  account: string;
  imports: KnownImport[];
  /** refund requests of staff, for repeats */
  refundRequests: Args[];
  /** the id of what each idempotency key has created */
  made: Map<string, string>;
  /** broken rules that the database alone cannot show */
  violations: string[];
  /** whether nothing else runs at this moment, so that outcomes can be predicted */
  isAlone: boolean;
  /** variants that a stock correction or an import left with fewer units than are reserved */
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
  // soap can be backordered
  await sql`update variants set allows_backorder = true where id = ${shop.variants.soap}`;
  const [question] = await sql<[{ id: string }]>`
    insert into product_fields (shop_id, product_id, position, kind, label, is_required, choices)
    values (${shop.id}, ${shop.product}, 1, 'choice', 'Size', true, array['S', 'L']) returning id`;
  const [rate] = await sql<[{ id: string }]>`
    insert into shipping_rates (shop_id, name, price_minor, country, min_days, max_days)
    values (${shop.id}, 'Pick-up', 0, 'NG', 0, 1) returning id`;
  await sql`update shop_settings set refund_approval_above_minor = 400000 where shop_id = ${shop.id}`;
  await openCollections(sql, shop);
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
    question: question.id,
    shoppers: [
      // one person at two network addresses, and two people at one
      shopper(visitor, '203.0.113.1', guest, '+234 803 123 4567'),
      shopper(ada, '203.0.113.2', email, '+234 803 765 4321'),
      shopper(visitor, '203.0.113.2', guest, '+234 803 123 4567'),
    ],
    orders: [],
    intents: [],
    account: await openAccount(sql, shop),
    imports: [],
    refundRequests: [],
    made: new Map(),
    violations: [],
    isAlone: true,
    excused: new Set(),
    steps: [],
    tally,
  };
}

/** Collections with rules, whose products change with tags, prices and stock. */
async function openCollections(sql: Sql, shop: Shop<Goods>) {
  const rules = {
    sale: { field: 'tag', value: 'sale' },
    cheap: { field: 'price_to', value: 150_000 },
    stock: { field: 'in_stock' },
  };
  for (const [name, condition] of Object.entries(rules))
    await call(sql, person(shop.staff.catalog), 'save_collection', {
      collection: {
        ...{ shop: shop.slug, name, slug: name, published_at: 'now' },
        rule: { match: 'all', conditions: [condition] },
      },
    });
}

/** The variants that anyone can buy now. */
export async function variantsOnSale({ sql, shop }: World): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select variants.id from variants join products on products.id = product_id
    where variants.shop_id = ${shop.id} and is_active and published_at <= now() and archived_at is null`;
  return new Set(rows.map(({ id }) => id));
}

/** The outcome of a command: an answer, or the reason of its refusal. */
export type Outcome<T> = { answer: T; reason: null } | { answer: null; reason: string };

/**
 * Calls a function. A documented refusal is an outcome; any other refusal, and any other failure such as a deadlock, fails the
 * story.
 */
export async function ask<T>(world: World, who: Caller, name: FunctionName, args: Args): Promise<Outcome<T>> {
  try {
    return { answer: await call<T>(world.sql, who, name, args), reason: null };
  } catch (error) {
    return { answer: null, reason: reasonOf(name, error) };
  }
}

/** Calls a function that returns rows and is never refused. */
export async function askRows<T>(world: World, who: Caller, name: FunctionName, args: Args): Promise<T[]> {
  try {
    return await list<T>(world.sql, who, name, args);
  } catch (error) {
    throw new Error(`${name} was refused: ${reasonOf(name, error)}`, { cause: error });
  }
}

function reasonOf(name: FunctionName, error: unknown): string {
  const { reason } = refusalOf(error);
  if (!documentedRefusals[name]?.includes(reason))
    throw new Error(`${name} was refused: ${reason}, which is not documented`, { cause: error });
  return reason;
}

/** Compares the model's prediction with the outcome. Null: the model makes none. */
export function compare(world: World, command: string, expected: string | null, result: string) {
  if (!world.isAlone || expected === null) return;
  note(world.tally, 'compared with the model', command);
  if (expected !== result)
    throw new Error(`${command}: the model expected ${expected}, the database returned ${result}`);
}

/** Picks from a list, counted from its end, so that the newest entries are picked most often. */
export const choose = <T>(from: readonly T[], at: number): T | undefined =>
  from.length === 0 ? undefined : from[from.length - 1 - (at % from.length)];

export const staff = (world: World, role: StaffRole): Caller => person(world.shop.staff[role]);

/** Picks one of the orders that match `where`, a trusted SQL condition. */
export async function find(world: World, at: number, where: string): Promise<KnownOrder | undefined> {
  const rows = await world.sql.unsafe<{ id: string }[]>(
    `select id from orders where shop_id = $1 and ${where} order by placed_at, id`,
    [world.shop.id],
    { prepare: true },
  );
  const id = choose(rows, at)?.id;
  return world.orders.find((order) => order.order_id === id);
}

/** The arguments with which `shopperOf(order)` opens an order. A shopper with an account needs no access token. */
export const keyTo = (order: KnownOrder) => ({ order_id: order.order_id, access_token: order.access_token });
export const shopperOf = (order: KnownOrder): Caller => order.shopper?.who ?? visitor;

/** Records what an idempotency key has created; it must not create two things. */
export function recordMade(world: World, key: string, id: string) {
  const made = world.made.get(key);
  if (made && made !== id) world.violations.push(`10 key ${key} made ${made} and ${id}`);
  world.made.set(key, id);
}
