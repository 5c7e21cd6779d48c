import fc from 'fast-check';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { factsOf } from './facts.ts';
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
  pieces: number | null;
  stale: boolean;
};

async function move(world: World, chosen: Move) {
  const known = choose(world.orders, chosen.order);
  const who = chosen.by === 'shopper' ? known?.shopper?.who : staff(world, chosen.by);
  if (!known || !who?.userId) return null;
  const facts = await factsOf(world, known.order_id);
  const to_state = chosen.to_state === 'next' ? (nextState[facts.state] ?? 'processing') : chosen.to_state;
  const first = facts.lines[0]?.variant_id;
  const lines = chosen.pieces === null ? null : [{ variant_id: first, quantity: chosen.pieces }];
  const details = { reason: 'Because', carrier: 'GIG', tracking_number: 'T-1', lines };
  const expected_version = chosen.stale ? facts.version - 1 : null;
  const foretold = afterMove(facts, to_state, chosen.by, who.userId, chosen.pieces, chosen.stale);
  if (chosen.stale && chosen.by !== 'shopper') await compareOffer(world, chosen.by, known, to_state);
  const came = await ask<{ state: string }>(world, who, 'update_order_status', {
    order_id: known.order_id,
    to_state,
    expected_version,
    details,
  });
  const outcome = came.answer?.state ?? came.reason ?? '';
  compare(world, 'update_order_status', foretold, outcome);
  return came.reason ?? to_state;
}

/** What an order says that may be done to it, and why not, is what comes of doing it: all of it, as it stands now. */
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
  const came = afterMove(facts, to_state, by, who.userId, null, false);
  const isRefused = came !== 'sold_out' && !isState(came);
  compare(world, 'get_order: actions', offer.blocked_by ?? 'offered', isRefused ? came : 'offered');
}

type Offer = { command: string; blocked_by: string | null };

/** As most orders go: packed, sent, delivered, closed, in so many steps. */
async function sendOn(world: World, chosen: { order: number; steps: number; by: StaffRole }) {
  const isOnItsWay = `state in ('confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered')`;
  const known = await find(world, chosen.order, isOnItsWay);
  if (!known) return null;
  let came: string | null = null;
  for (let step = 0; step < chosen.steps; step++) {
    const index = world.orders.length - 1 - world.orders.indexOf(known);
    came = await move(world, { order: index, to_state: 'next', by: chosen.by, pieces: null, stale: false });
  }
  return came;
}

async function takeBackGoods(
  world: World,
  chosen: { order: number; sent: boolean; line: number; quantity: number; restock: boolean; by: StaffRole },
) {
  const known = await find(world, chosen.order, chosen.sent ? 'pieces_shipped > 0' : 'true');
  if (!known) return null;
  const facts = await factsOf(world, known.order_id);
  const line = choose(facts.lines, chosen.line);
  if (!line) return null;
  let foretold = refusalOfMove(facts, 'return_items', chosen.by);
  if (!foretold && chosen.quantity > line.shipped - line.returned) foretold = 'invalid_lines';
  const { quantity, restock } = chosen;
  const lines = [{ variant_id: line.variant_id, quantity, restock }];
  const args = { order_id: known.order_id, lines, reason: 'Came back' };
  const came = await ask(world, staff(world, chosen.by), 'return_order_items', args);
  compare(world, 'return_order_items', foretold ?? 'returned', came.reason ?? 'returned');
  return came.reason ?? 'returned';
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

/** How orders leave, arrive and come back. */
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
      pieces: fc.constantFrom(null, null, null, 1, 2),
      stale: fc.constantFrom(false, false, false, false, false, false, false, true),
    }),
    move,
  ),
  kind(
    8,
    'send on',
    fc.record({ order, steps: fc.integer({ min: 1, max: 4 }), by: role('fulfiller', 'admin') }),
    sendOn,
  ),
  kind(
    4,
    'take goods back',
    fc.record({
      order,
      sent: fc.constantFrom(true, true, true, false),
      line: fc.nat({ max: 1 }),
      quantity: fc.integer({ min: 1, max: 2 }),
      restock: fc.boolean(),
      by: role('fulfiller', 'fulfiller', 'admin', 'finance'),
    }),
    takeBackGoods,
  ),
];
