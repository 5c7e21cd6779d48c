import fc from 'fast-check';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { factsOf, nameLine } from './facts.ts';
import { afterMove, commandTo, isState, refusalOfMove } from './model.ts';
import { ask, choose, compare, find, staff, type World } from './world.ts';

const order = fc.nat({ max: 4 });
const role = (...roles: StaffRole[]) => fc.constantFrom<StaffRole>(...roles);

const nextState: Record<string, string> = {
  requested: 'accept',
  confirmed: 'processing',
  processing: 'ready_for_shipment',
  ready_for_shipment: 'shipped',
  shipped: 'delivered',
  delivered: 'completed',
  cancelled: 'revive',
};

type Move = {
  order: number;
  to_state: string;
  by: StaffRole | 'shopper';
  quantity: number | null;
  byVariant: boolean;
  stale: boolean;
};

async function move(world: World, chosen: Move) {
  const known = choose(world.orders, chosen.order);
  const who = chosen.by === 'shopper' ? known?.shopper?.who : staff(world, chosen.by);
  if (!known || !who?.userId) return null;
  const facts = await factsOf(world, known.order_id);
  const to_state = chosen.to_state === 'next' ? (nextState[facts.state] ?? 'processing') : chosen.to_state;
  const [first] = facts.lines;
  const named = first && chosen.quantity !== null ? nameLine(facts, first, chosen.byVariant) : null;
  const lines = named && [{ ...named.name, quantity: chosen.quantity }];
  const details = { reason: 'Because', carrier: 'GIG', tracking_number: 'T-1', lines };
  const expected_version = chosen.stale ? facts.version - 1 : null;
  const expected = afterMove(
    facts,
    to_state,
    chosen.by,
    who.userId,
    chosen.quantity,
    chosen.stale,
    named?.isAmbiguous,
  );
  if (chosen.stale && chosen.by !== 'shopper') await compareOffer(world, chosen.by, known, to_state);
  const result = await ask<{ state: string }>(world, who, 'update_order_status', {
    order_id: known.order_id,
    to_state,
    expected_version,
    details,
  });
  const outcome = result.answer?.state ?? result.reason ?? '';
  compare(world, 'update_order_status', expected, outcome);
  return result.reason ?? to_state;
}

/** Checks that the `actions` of get_order match what the model predicts for the command on the whole order. */
async function compareOffer(
  world: World,
  by: StaffRole,
  order: { order_id: string; number: string },
  to_state: string,
) {
  const who = staff(world, by);
  const seen = await ask<{ actions: Offer[] }>(world, who, 'get_order', { number: order.number });
  const offer = seen.answer?.actions.find(({ command }) => command === commandTo(to_state));
  if (!offer || !who.userId) return;
  const facts = await factsOf(world, order.order_id);
  const result = afterMove(facts, to_state, by, who.userId, null, false);
  const isRefused = result !== 'sold_out' && !isState(result);
  compare(world, 'get_order: actions', offer.blocked_by ?? 'offered', isRefused ? result : 'offered');
}

type Offer = { command: string; blocked_by: string | null };

/** Takes up to `steps` steps on the usual path of an order: packed, shipped, delivered, completed. */
async function advance(world: World, chosen: { order: number; steps: number; by: StaffRole }) {
  const isOnItsWay = `state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered')`;
  const known = await find(world, chosen.order, isOnItsWay);
  if (!known) return null;
  let result: string | null = null;
  for (let step = 0; step < chosen.steps; step++) {
    const index = world.orders.length - 1 - world.orders.indexOf(known);
    result = await move(world, {
      order: index,
      to_state: 'next',
      by: chosen.by,
      quantity: null,
      byVariant: false,
      stale: false,
    });
  }
  return result;
}

async function returnItems(
  world: World,
  chosen: {
    order: number;
    shipped: boolean;
    line: number;
    byVariant: boolean;
    quantity: number;
    restock: boolean;
    by: StaffRole;
  },
) {
  const known = await find(world, chosen.order, chosen.shipped ? 'pieces_shipped > 0' : 'true');
  if (!known) return null;
  const facts = await factsOf(world, known.order_id);
  const line = choose(facts.lines, chosen.line);
  if (!line) return null;
  const named = nameLine(facts, line, chosen.byVariant);
  let expected = refusalOfMove(facts, 'return_items', chosen.by);
  if (named.isAmbiguous) expected ??= 'ambiguous_line';
  if (!expected && chosen.quantity > line.shipped - line.returned) expected = 'invalid_lines';
  const { quantity, restock } = chosen;
  const lines = [{ ...named.name, quantity, restock }];
  const args = { order_id: known.order_id, lines, reason: 'Came back' };
  const result = await ask(world, staff(world, chosen.by), 'return_order_items', args);
  compare(world, 'return_order_items', expected ?? 'returned', result.reason ?? 'returned');
  return result.reason ?? 'returned';
}

const moves = [
  'next',
  'next',
  'next',
  'next',
  'next',
  'next',
  'shipped',
  'mark_in_transit',
  'fail_delivery',
  'refuse_delivery',
  'completed',
  'hold',
  'release',
  'archive',
  'accept',
  'revive',
  'allocate',
];

/** How orders are shipped, delivered and returned. */
export const moving = [
  kind(
    20,
    'move',
    fc.record({
      order,
      to_state: fc.constantFrom(...moves),
      by: fc.constantFrom<StaffRole | 'shopper'>(
        'fulfiller',
        'fulfiller',
        'fulfiller',
        'admin',
        'admin',
        'owner',
        'owner',
        'verifier',
        'auditor',
        'shopper',
      ),
      quantity: fc.constantFrom(null, null, null, 1, 2),
      byVariant: fc.constantFrom(false, false, true),
      stale: fc.constantFrom(false, false, false, false, false, false, false, true),
    }),
    move,
  ),
  kind(
    8,
    'advance',
    fc.record({ order, steps: fc.integer({ min: 1, max: 4 }), by: role('fulfiller', 'admin') }),
    advance,
  ),
  kind(
    4,
    'return items',
    fc.record({
      order,
      shipped: fc.constantFrom(true, true, true, false),
      line: fc.nat({ max: 1 }),
      byVariant: fc.constantFrom(false, false, true),
      quantity: fc.integer({ min: 1, max: 2 }),
      restock: fc.boolean(),
      by: role('fulfiller', 'fulfiller', 'admin', 'finance'),
    }),
    returnItems,
  ),
];
