import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, type Caller, call, list, person, refusalOf, server, visitor } from './caller.ts';
import {
  checkoutAt,
  type Intent,
  keyOf,
  letPass,
  openShop,
  type PlacedOrder,
  readOrder,
  type Settled,
  type Shop,
} from './fixtures.ts';
import type { Step } from './story.ts';

interface Shopper {
  cart: string | null;
  /** the last checkout, to send it again */
  request: Args | null;
}

/** A shop in which a story is played, and what its people hold and know. */
export interface World {
  sql: Sql;
  shop: Shop;
  variants: string[];
  shoppers: Shopper[];
  orders: PlacedOrder[];
  intents: Intent[];
  /** the order that each idempotency key has made */
  made: Map<string, string>;
  /** the gateway's books: what each transaction brought */
  books: Map<string, { reference: string; amount_minor: number; currency: string }>;
  /** what went wrong without breaking the database's invariants */
  complaints: string[];
}

export async function openWorld(sql: Sql): Promise<World> {
  const shop = await openShop(sql, {
    serum: { price_minor: 450_000, on_hand: 6 },
    soap: { price_minor: 150_000, on_hand: 3 },
    voucher: { price_minor: 500_000, on_hand: null },
  });
  const shoppers = Array.from({ length: 3 }, () => ({ cart: null, request: null }));
  return {
    sql,
    shop,
    variants: Object.values(shop.variants),
    shoppers,
    orders: [],
    intents: [],
    made: new Map(),
    books: new Map(),
    complaints: [],
  };
}

/** Makes the call; null when it was refused for one of the reasons given. */
async function attempt<T>(
  sql: Sql,
  who: Caller,
  name: Parameters<typeof call>[2],
  args: Args,
  reasons: string[],
): Promise<T | null> {
  try {
    return await call<T>(sql, who, name, args);
  } catch (error) {
    const { reason } = refusalOf(error);
    if (!reasons.includes(reason)) throw new Error(`${name} was refused: ${reason}`, { cause: error });
    return null;
  }
}

const choose = <T>(from: T[], at: number): T | undefined => from[at % Math.max(1, from.length)];
const together = (count: number, act: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, act));

/** Does what a step says. Refusals that the rules foresee are part of the story; anything else is thrown. */
export async function play(world: World, step: Step): Promise<unknown> {
  switch (step.does) {
    case 'fill':
      return fill(world, step);
    case 'checkout':
      return checkout(world, step);
    case 'pay':
      return pay(world, step);
    case 'money':
      return bringMoney(world, step);
    case 'news': {
      const intent = choose(world.intents, step.intent);
      const { state, is_processing } = step;
      return (
        intent &&
        attempt(world.sql, server, 'mark_intent', { reference: intent.reference, state, is_processing }, [])
      );
    }
    case 'cancel':
      return cancel(world, step);
    case 'move':
      return move(world, step);
    case 'count': {
      const args = { variant_id: world.variants[step.variant], on_hand: step.on_hand, reason: 'Count' };
      return attempt(world.sql, person(world.shop.staff.catalog), 'adjust_stock', args, ['below_committed']);
    }
    case 'price':
      return world.sql`update variants set price_minor = ${step.price_minor} where id = ${world.variants[step.variant] as string}`;
    case 'time':
      return letPass(world.sql, world.shop.id, step.passes);
    case 'sweep':
      return sweep(world);
  }
}

async function fill({ sql, shoppers, variants }: World, step: Step & { does: 'fill' }) {
  const shopper = shoppers[step.shopper] as Shopper;
  const args = { cart_token: shopper.cart, variant_id: variants[step.variant], quantity: step.quantity };
  const cart = await attempt<{ token: string }>(sql, visitor, 'set_cart_item', args, ['invalid_quantity']);
  if (cart) shopper.cart = cart.token;
}

async function checkout(world: World, step: Step & { does: 'checkout' }) {
  const shopper = world.shoppers[step.shopper] as Shopper;
  const [variant, quantity] = step.takes;
  if (!step.again) await fill(world, { does: 'fill', shopper: step.shopper, variant, quantity });
  const fresh = {
    cart_token: shopper.cart,
    idempotency_key: randomUUID(),
    checkout: checkoutAt(world.shop, { payment_method: step.method, expected_total_minor: step.expects }),
  };
  const request = step.again && shopper.request ? shopper.request : fresh;
  shopper.request = request;
  const key = request.idempotency_key as string;
  const reasons = ['cart_not_found', 'cart_empty', 'sold_out', 'price_changed', 'idempotency_mismatch'];
  await together(step.times, async () => {
    const order = await attempt<PlacedOrder>(world.sql, visitor, 'create_order', request, reasons);
    if (!order) return;
    const made = world.made.get(key);
    if (made && made !== order.order_id)
      world.complaints.push(`10 key ${key} made orders ${made} and ${order.order_id}`);
    world.made.set(key, order.order_id);
    if (!order.replayed) world.orders.push(order);
  });
}

async function pay(world: World, step: Step & { does: 'pay' }) {
  const order = choose(world.orders, step.order);
  if (!order) return;
  const reasons = ['already_paid', 'not_payable', 'order_expired', 'unknown_payment_method', 'sold_out'];
  await together(step.times, async () => {
    const intent = await attempt<Intent>(world.sql, visitor, 'start_payment', keyOf(order), reasons);
    if (intent?.is_new) world.intents.push(intent);
  });
}

/** The gateway keeps its books: whatever it tells of a transaction later, it tells of the same money. */
async function bringMoney(world: World, step: Step & { does: 'money' }) {
  const order = choose(world.orders, step.order);
  const attempts = () => world.intents.filter((intent) => intent.order_id === order?.order_id);
  if (attempts().length === 0) await pay(world, { does: 'pay', order: step.order, times: 1 });
  const intent = choose(attempts(), step.attempt);
  if (!intent) return;
  const { gateway, reference } = intent;
  const transaction_id = `${reference}/${step.transaction}`;
  const change = { right: 0, less: -1, more: 1, foreign: 0 }[step.amount];
  const booked = world.books.get(transaction_id) ?? {
    reference,
    amount_minor: Math.max(1, intent.amount_minor + change),
    currency: step.amount === 'foreign' ? 'USD' : intent.currency,
  };
  world.books.set(transaction_id, booked);
  const payment = { transaction_id, ...booked };
  await together(step.times, () =>
    attempt<Settled>(world.sql, server, 'settle_payment', { gateway, reference, payment }, []),
  );
}

async function cancel(world: World, step: Step & { does: 'cancel' }) {
  const order = choose(world.orders, step.order);
  if (!order) return;
  const args = { order_id: order.order_id, reason: 'Changed my mind' };
  if (step.by === 'stranger') {
    const stolen = await attempt(
      world.sql,
      visitor,
      'cancel_order',
      { ...args, access_token: randomUUID() },
      ['order_not_found'],
    );
    if (stolen) world.complaints.push(`9 a stranger cancelled ${order.number}`);
  } else if (step.by === 'shopper') {
    await attempt(world.sql, visitor, 'cancel_order', { ...args, ...keyOf(order) }, [
      'invalid_transition',
      'already_paid',
      'forbidden',
    ]);
  } else {
    const staff = person(world.shop.staff[step.by]);
    await attempt(world.sql, staff, 'cancel_order', args, [
      'invalid_transition',
      'already_paid',
      'forbidden',
    ]);
  }
}

const nextState: Record<string, string> = {
  confirmed: 'processing',
  processing: 'ready_for_shipment',
  ready_for_shipment: 'shipped',
  shipped: 'delivered',
  delivered: 'completed',
};

async function move(world: World, step: Step & { does: 'move' }) {
  const order = choose(world.orders, step.order);
  if (!order) return;
  const { state } = await readOrder(world.sql, order.order_id);
  const to_state = step.to_state === 'next' ? (nextState[state] ?? 'processing') : step.to_state;
  const details = { reason: 'Because', carrier: 'GIG', tracking_number: 'T-1' };
  const args = { order_id: order.order_id, to_state, details };
  const reasons = ['invalid_transition', 'forbidden', 'on_hold'];
  await attempt(world.sql, person(world.shop.staff[step.by]), 'update_order_status', args, reasons);
}

/** What cron does: look for money, expire what has none, tidy. */
async function sweep({ sql, intents }: World) {
  const due = await list<{ reference: string }>(sql, server, 'list_intents_to_check', { max_rows: 500 });
  for (const { reference } of due.filter((one) =>
    intents.some((intent) => intent.reference === one.reference),
  )) {
    await call(sql, server, 'mark_intent', { reference, state: 'open' });
  }
  await call(sql, server, 'cancel_expired_orders');
  await call(sql, server, 'cleanup_expired_inventory_locks');
}
