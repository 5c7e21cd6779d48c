import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { as, visitor } from '../caller.ts';
import { type PlacedOrder, type StaffRole, withPassword } from '../fixtures.ts';
import { kind } from './act.ts';
import { isAllowed } from './model.ts';
import { ask, choose, compare, recordMade, staff, type World } from './world.ts';

const order = fc.nat({ max: 4 });
const role = (...roles: StaffRole[]) => fc.constantFrom<StaffRole>(...roles);

/** Staff claim or release the order, or confirm or reject its transfer. */
async function verify(world: World, chosen: { order: number; says: string; by: StaffRole; short: boolean }) {
  const transfers = await world.sql<{ id: string; total_minor: string; owed_minor: string; state: string }[]>`
    select id, total_minor, total_minor - paid_minor + refunded_minor as owed_minor, state from orders where shop_id = ${world.shop.id} and payment_method = 'bank_transfer'
    order by placed_at, id`;
  // rejecting an order without a proof is always refused, so prefer one with a proof
  const proven = transfers.filter(({ state }) => state === 'awaiting_verification');
  const found = choose(chosen.says === 'reject' && proven.length > 0 ? proven : transfers, chosen.order);
  if (!found) return null;
  const who = staff(world, chosen.by);
  const order_id = found.id;
  if (chosen.says === 'claim') {
    const result = await ask(world, who, 'claim_verification', { order_id });
    return result.reason ?? 'claimed';
  }
  if (chosen.says === 'release') {
    const result = await ask(world, who, 'release_verification', { order_id });
    return result.reason ?? 'released';
  }
  const amounts: Record<string, number> = { confirm: 0, less: -1, more: 1000, again: 0 };
  const seen =
    chosen.says === 'reject'
      ? { reason: 'Nothing came' }
      : {
          amount_minor:
            chosen.says === 'rest'
              ? Math.max(1, Number(found.owed_minor))
              : Number(found.total_minor) + (amounts[chosen.says] ?? 0) || 1,
          bank_reference: { again: 'B-2', rest: 'B-3' }[chosen.says] ?? 'B-1',
          received_at: '2026-03-01',
          even_if_short: chosen.short,
        };
  const decision = chosen.says === 'reject' ? 'reject' : 'confirm';
  const result = await ask<{ outcome?: string; state: string }>(world, who, 'verify_payment', {
    order_id,
    decision,
    seen,
  });
  if (!isAllowed('verify', chosen.by)) compare(world, 'verify_payment', 'forbidden', result.reason ?? '');
  if (result.answer && decision === 'reject' && found.state === 'awaiting_verification') {
    const [reservation] = await world.sql`select from inventory_locks where order_id = ${order_id}`;
    if (world.isAlone && reservation)
      world.violations.push(`2 ${order_id}: a rejection has kept the reservation`);
  }
  return result.reason ?? result.answer?.outcome ?? 'rejected';
}

async function count(world: World, chosen: { variant: number; on_hand: number; by: StaffRole }) {
  const variant_id = world.variants[chosen.variant] as string;
  const args = { variant_id, on_hand: chosen.on_hand, reason: 'Count' };
  const result = await ask(world, staff(world, chosen.by), 'adjust_stock', args);
  if (!result.reason) world.excused.add(variant_id);
  return result.reason ?? 'counted';
}

async function addStock(world: World, chosen: { variant: number; quantity: number; by: StaffRole }) {
  const variant_id = world.variants[chosen.variant] as string;
  const args = { variant_id, quantity: chosen.quantity, reason: 'Delivery or damage' };
  const result = await ask(world, staff(world, chosen.by), 'add_stock', args);
  if (!result.reason && chosen.quantity < 0) world.excused.add(variant_id);
  return result.reason ?? 'added';
}

/** A colleague saves the product as they read it, with another price; meanwhile somebody else may have saved it. */
async function saveProduct(world: World, chosen: { price_minor: number; isFirst: boolean }) {
  const caller = staff(world, 'catalog');
  const read = await ask<{ variants: object[] }>(world, caller, 'get_product', {
    product_id: world.shop.product,
  });
  if (!read.answer) return read.reason ?? null;
  const variants = read.answer.variants.map((variant, index) =>
    (index === 0) === chosen.isFirst ? { ...variant, price_minor: chosen.price_minor } : variant,
  );
  const result = await ask(world, caller, 'save_product', { product: { ...read.answer, variants } });
  return result.reason ?? 'saved';
}

/** The owner sets the stock policy of a method, and whether its orders must be accepted first. */
async function changeMethod(world: World, chosen: { method: string; policy: string; asks: boolean }) {
  const { method, policy, asks } = chosen;
  const isLock = policy === 'lock_then_deduct';
  await as(
    world.sql,
    await withPassword(world.sql, staff(world, 'owner')),
    (tx) => tx`
    update payment_methods set requires_acceptance = ${asks}, stock_policy = ${policy}, lock_for = ${isLock ? '30 minutes' : null}
    where shop_id = ${world.shop.id} and method = ${method}`,
  );
  return asks ? `${policy}, to be accepted` : policy;
}

type Limits = {
  share: number;
  units: number;
  orders: number | null;
  link: number | null;
  free: boolean;
  times: number;
};

/**
 * The owner sets how much a buyer may hold unpaid, the total above which a cash order needs a link, how often one may order, and whether
 * free orders are accepted at once.
 */
async function changeLimits(world: World, { share, units, orders, link, free, times }: Limits) {
  await as(world.sql, await withPassword(world.sql, staff(world, 'owner')), async (tx) => {
    await tx`update shop_settings set reserve_share = ${share}, reserve_units = ${units}, max_unpaid_orders = ${orders},
      cash_link_above_minor = ${link}, accepts_free_orders = ${free} where shop_id = ${world.shop.id}`;
    await tx`update usage_limits set max_count = ${times} where shop_id = ${world.shop.id} and action = 'order'`;
  });
  return 'changed';
}

async function clone(world: World, chosen: { order: number; by: StaffRole; times: number }) {
  const known = choose(world.orders, chosen.order);
  if (!known) return null;
  const args = { order_id: known.order_id, idempotency_key: randomUUID() };
  const one = async () => {
    const result = await ask<PlacedOrder>(world, staff(world, chosen.by), 'clone_order', args);
    if (!result.answer) return result.reason;
    recordMade(world, args.idempotency_key, result.answer.order_id);
    if (result.answer.replayed) return 'replayed';
    world.orders.push({ ...result.answer, access_token: null, shopper: known.shopper, address: null });
    return result.answer.state;
  };
  const result = await Promise.all(Array.from({ length: chosen.times }, one));
  if (!isAllowed('clone', chosen.by)) compare(world, 'clone_order', 'forbidden', result[0] ?? '');
  return result.sort().join(' + ');
}

/** Staff send a new link to an order; then no older link opens it. */
async function reissue(world: World, chosen: { order: number; by: StaffRole }) {
  const known = choose(world.orders, chosen.order);
  if (!known) return null;
  const { order_id, number, access_token } = known;
  const result = await ask(world, staff(world, chosen.by), 'reissue_order_keys', { order_id });
  if (chosen.by === 'auditor') compare(world, 'reissue_order_keys', 'forbidden', result.reason ?? '');
  if (result.reason) return result.reason;
  const [email] = await world.sql<[{ token: string | null }?]>`
    select payload ->> 'access_token' as token from notification_queue
    where order_id = ${order_id} and template = 'order_link' order by created_at desc limit 1`;
  // the story does not know the token of a clone, or of an email that was already sent
  known.access_token = access_token && (email?.token ?? null);
  for (const [key, opens] of [[access_token, false] as const, [known.access_token, true] as const]) {
    if (!key) continue;
    const seen = await ask(world, visitor, 'get_order', { number, access_token: key });
    if (world.isAlone && (seen.reason === null) !== opens)
      world.violations.push(`9 ${opens ? 'a new link does not open' : 'an old link still opens'} ${number}`);
  }
  return 'new link sent';
}

/** Verification, stock, prices and settings, and the commands of staff on orders that are in no other file. */
export const operations = [
  kind(
    20,
    'verify',
    fc.record({
      order,
      says: fc.constantFrom(
        'confirm',
        'confirm',
        'confirm',
        'reject',
        'reject',
        'claim',
        'release',
        'less',
        'less',
        'more',
        'again',
        'rest',
        'rest',
      ),
      by: role('verifier', 'verifier', 'verifier', 'owner', 'fulfiller'),
      short: fc.boolean(),
    }),
    verify,
  ),
  kind(
    3,
    'count',
    fc.record({
      variant: fc.nat({ max: 2 }),
      on_hand: fc.integer({ min: 0, max: 7 }),
      by: role('catalog', 'catalog', 'auditor'),
    }),
    count,
  ),
  kind(
    2,
    'add stock',
    fc.record({
      variant: fc.nat({ max: 2 }),
      quantity: fc.constantFrom(-3, -1, 1, 2, 4),
      by: role('catalog', 'catalog', 'auditor'),
    }),
    addStock,
  ),
  kind(
    1,
    'save product',
    fc.record({ price_minor: fc.constantFrom(100_000, 450_000, 900_000), isFirst: fc.boolean() }),
    saveProduct,
  ),
  kind(
    1,
    'price',
    fc.record({ variant: fc.nat({ max: 3 }), price_minor: fc.constantFrom(0, 100_000, 450_000, 900_000) }),
    async (world, chosen) => {
      await as(
        world.sql,
        staff(world, 'catalog'),
        (tx) => tx`
      update variants set price_minor = ${chosen.price_minor} where id = ${world.variants[chosen.variant] as string}`,
      );
      return 'changed';
    },
  ),
  kind(
    2,
    'change method',
    fc.record({
      method: fc.constantFrom('paystack', 'bank_transfer'),
      policy: fc.constantFrom('lock_then_deduct', 'deduct_on_confirm'),
      asks: fc.boolean(),
    }),
    changeMethod,
  ),
  kind(
    2,
    'change limits',
    fc.record({
      share: fc.constantFrom(0.25, 0.5, 1),
      units: fc.constantFrom(1, 1, 2, 1000),
      orders: fc.constantFrom(null, 1, 2),
      link: fc.constantFrom(null, 0, 500_000),
      free: fc.boolean(),
      times: fc.constantFrom(2, 5, 100_000),
    }),
    changeLimits,
  ),
  kind(
    2,
    'require confirmation',
    fc.record({ asks: fc.constantFrom(true, true, false), byLink: fc.boolean() }),
    async (world, { asks, byLink }) =>
      as(world.sql, await withPassword(world.sql, staff(world, 'admin')), async (tx) => {
        await tx`update payment_methods set requires_acceptance = ${asks}, accept_by_link = ${byLink}
          where shop_id = ${world.shop.id} and method = 'cod'`;
        if (!asks) return 'cash is confirmed at once';
        return byLink ? 'cash is confirmed by link' : 'cash is accepted by the shop';
      }),
  ),
  kind(
    2,
    'clone',
    fc.record({ order, by: role('verifier', 'owner', 'fulfiller'), times: fc.constantFrom(1, 1, 2) }),
    clone,
  ),
  kind(
    2,
    'reissue keys',
    fc.record({ order, by: role('verifier', 'verifier', 'owner', 'auditor') }),
    reissue,
  ),
  kind(1, 'note', fc.record({ order, by: role('finance', 'catalog') }), async (world, chosen) => {
    const known = choose(world.orders, chosen.order);
    if (!known) return null;
    const result = await ask(world, staff(world, chosen.by), 'add_order_log', {
      order_id: known.order_id,
      note: 'Called',
    });
    return result.reason ?? 'noted';
  }),
];
