import type { StaffRole } from '../fixtures.ts';
import { type Facts, held, isShort, type Line, leftToShip } from './facts.ts';

/** The rules of docs/model.md for a command that runs alone, written a second time and independently of the database. */

export type Actor = StaffRole | 'shopper' | 'guest';

const managers: StaffRole[] = ['owner', 'admin'];
const can: Record<string, Actor[]> = {
  accept: [...managers, 'verifier'],
  revive: managers,
  process: [...managers, 'fulfiller'],
  mark_ready: [...managers, 'fulfiller'],
  allocate: [...managers, 'fulfiller'],
  ship: [...managers, 'fulfiller'],
  mark_in_transit: [...managers, 'fulfiller'],
  fail_delivery: [...managers, 'fulfiller'],
  refuse_delivery: [...managers, 'fulfiller'],
  deliver: [...managers, 'fulfiller', 'shopper'],
  collect: [...managers, 'fulfiller'],
  complete: [...managers, 'fulfiller', 'shopper'],
  hold: [...managers, 'verifier', 'fulfiller'],
  release: [...managers, 'verifier', 'fulfiller'],
  archive: managers,
  cancel: [...managers, 'verifier', 'shopper', 'guest'],
  cancel_items: [...managers, 'verifier', 'shopper', 'guest'],
  return_items: [...managers, 'fulfiller'],
  open_dispute: [...managers, 'finance', 'shopper', 'guest'],
  verify: [...managers, 'verifier'],
  refund: [...managers, 'finance'],
  clone: [...managers, 'verifier'],
};
export const isAllowed = (command: string, actor: Actor) => can[command]?.includes(actor) ?? false;

const waiting = ['requested', 'pending_payment', 'awaiting_verification'];
const packing = ['confirmed', 'processing', 'ready_for_shipment'];
const afterShipping = ['shipped', 'delivered', 'completed'];
export const isState = (text: string) =>
  [...waiting, ...packing, ...afterShipping, 'cancelled'].includes(text);
const from: Record<string, string[]> = {
  accept: ['requested'],
  revive: ['cancelled'],
  process: ['confirmed'],
  mark_ready: ['confirmed', 'processing'],
  allocate: packing,
  ship: ['processing', 'ready_for_shipment'],
  mark_in_transit: ['shipped'],
  fail_delivery: ['shipped'],
  refuse_delivery: ['shipped'],
  deliver: ['shipped'],
  collect: afterShipping,
  complete: ['delivered'],
  hold: [...waiting, ...packing, 'shipped', 'delivered'],
  release: [...waiting, ...packing, ...afterShipping, 'cancelled'],
  archive: ['completed', 'cancelled'],
  cancel: [...waiting, ...packing],
  cancel_items: [...waiting, ...packing],
  return_items: afterShipping,
  open_dispute: [...waiting, ...packing, ...afterShipping, 'cancelled'],
};
/** Shoppers may not cancel what the shop has begun to pack, nor dispute what it has not shipped. */
const shopperFrom: Record<string, string[]> = {
  cancel: [...waiting, 'confirmed'],
  cancel_items: ['requested', 'pending_payment', 'confirmed'],
  open_dispute: afterShipping,
};

/** Why a command is refused regardless of its other arguments; null when it is not. */
export function refusalOfMove(facts: Facts, command: string, actor: Actor): string | null {
  const isShopper = actor === 'shopper' || actor === 'guest';
  if (!isAllowed(command, actor)) return 'forbidden';
  if (!from[command]?.includes(facts.state)) return 'invalid_transition';
  if (isShopper && shopperFrom[command] && !shopperFrom[command].includes(facts.state)) return 'forbidden';
  if (facts.hold_reason && ['process', 'mark_ready', 'ship', 'deliver', 'complete'].includes(command))
    return 'on_hold';
  if (
    facts.dispute_open &&
    ['process', 'mark_ready', 'ship', 'complete', 'cancel', 'cancel_items'].includes(command)
  )
    return 'dispute_open';
  if (facts.is_fully_refunding && ['process', 'mark_ready', 'ship'].includes(command))
    return 'order_refunded';
  if (
    facts.returned_all &&
    ['deliver', 'mark_in_transit', 'fail_delivery', 'refuse_delivery'].includes(command)
  )
    return 'invalid_transition';
  if (command === 'release' && facts.is_held_for_money) return 'payment_undecided';
  return null;
}

const command: Record<string, string> = {
  processing: 'process',
  ready_for_shipment: 'mark_ready',
  shipped: 'ship',
  delivered: 'deliver',
  completed: 'complete',
};
export const commandTo = (to_state: string) => command[to_state] ?? to_state;

/** Commands that set a flag and keep the state. */
const flagCommands = [
  'hold',
  'release',
  'archive',
  'mark_in_transit',
  'fail_delivery',
  'refuse_delivery',
  'allocate',
];

/** Whether a command is already done, so that repeating it changes nothing. */
function isDone(facts: Facts, name: string, target: string): boolean {
  const done: Record<string, boolean> = {
    hold: facts.hold_reason !== null,
    release: facts.hold_reason === null,
    archive: facts.is_archived,
    mark_in_transit: facts.in_transit && !facts.is_delivery_failed,
    fail_delivery: facts.is_delivery_failed,
    refuse_delivery: facts.is_refused,
    allocate: !facts.backordered,
  };
  return done[name] ?? facts.state === target;
}

/**
 * The state after update_order_status, or why it is refused. `quantity`: units of the first line to ship; null: everything.
 * `isAmbiguous`: the line is named by its variant, and another line has the same one.
 */
export function afterMove(
  facts: Facts,
  to_state: string,
  actor: Actor,
  userId: string,
  quantity: number | null,
  isStale: boolean,
  isAmbiguous = false,
): string {
  const name = commandTo(to_state);
  if (!isAllowed(name, actor)) return 'forbidden';
  const resumed =
    facts.payment_method === 'cod' || held(facts) >= facts.total_minor ? 'confirmed' : 'pending_payment';
  const target = ['accept', 'revive'].includes(name) ? resumed : command[to_state] ? to_state : facts.state;
  if (isDone(facts, name, target)) return facts.state;
  if (isStale) return 'stale';
  const refusal = refusalOfMove(facts, name, actor);
  if (refusal) return refusal;
  const isRefunding = facts.has_refund_under_way || facts.is_being_reversed;
  if (name === 'revive' && (isRefunding || (target === 'pending_payment' && held(facts) > 0)))
    return 'not_revivable';
  const reserves = ['lock_then_deduct', 'lock_until_verified'].includes(facts.stock_policy);
  const takesStock = ['accept', 'revive'].includes(name) && (target === 'confirmed' || reserves);
  if ((takesStock || ['allocate', 'mark_ready'].includes(name)) && isShort(facts)) return 'sold_out';
  if (name !== 'ship') return flagCommands.includes(name) ? facts.state : target;

  if (facts.confirmed_by === userId) return 'separation_of_duties';
  if (isAmbiguous) return 'ambiguous_line';
  const [first] = facts.lines;
  const sent = facts.lines.map((line) =>
    quantity === null ? leftToShip(line) : line === first ? quantity : 0,
  );
  const canTake = !isShort(facts);
  for (const [index, line] of facts.lines.entries()) {
    const count = sent[index] ?? 0;
    if (count > leftToShip(line)) return 'invalid_lines';
    if (line.is_tracked && count > (canTake ? leftToShip(line) : line.committed)) return 'sold_out';
  }
  const isFullyShipped = facts.lines.every((line, index) => leftToShip(line) === sent[index]);
  return isFullyShipped ? 'shipped' : facts.state;
}

/**
 * The state after units of a line are removed, or why that is refused. Null: whether the shop has to approve what now costs nothing
 * depends on its limits for buyers.
 */
export function outcomeOfRemoval(facts: Facts, line: Line, quantity: number, actor: Actor): string | null {
  if (quantity > leftToShip(line)) return 'invalid_lines';
  if (facts.pieces - facts.pieces_cancelled === quantity) return 'cancelled';
  const lines = facts.lines.map((one) =>
    one === line ? { ...one, cancelled: one.cancelled + quantity } : one,
  );
  if (facts.pieces_shipped > 0 && lines.every((one) => leftToShip(one) === 0)) return 'shipped';
  const total = facts.total_minor - quantity * line.unit_price_minor;
  const awaitsMoney = ['pending_payment', 'awaiting_verification'].includes(facts.state);
  if (!awaitsMoney || facts.refundable_minor < total) return facts.state;
  if (total === 0 && (actor === 'shopper' || actor === 'guest')) return null;
  if (!isShort({ ...facts, lines })) return 'confirmed';
  return facts.refundable_minor > 0 ? facts.state : 'sold_out';
}

/** The outcome of a payment that is not recorded yet. */
export function outcomeOfMoney(
  facts: Facts,
  payment: { amount_minor: number; currency: string; reversal: string },
  currency: string,
): string {
  if (payment.currency !== currency || payment.reversal !== 'none') return 'mismatch';
  if (facts.was_confirmed && facts.state !== 'cancelled') {
    const sum = held(facts) + payment.amount_minor;
    if (sum > facts.total_minor) return 'overpaid';
    return sum === facts.total_minor && facts.is_payment_moved ? 'confirmed' : 'mismatch';
  }
  const isRest = facts.refundable_minor + payment.amount_minor === facts.total_minor;
  if (payment.amount_minor !== facts.total_minor && !isRest) return 'mismatch';
  if (isShort(facts)) return 'paid_short';
  return facts.state === 'cancelled' ? 'revived' : 'confirmed';
}

/** The outcome of collected cash, or why it is refused. `another`: it is a second sum for the same order. */
export function outcomeOfCash(facts: Facts, amount_minor: number, another: boolean, actor: Actor): string {
  if (!isAllowed('collect', actor)) return 'forbidden';
  if (facts.payment_method !== 'cod') return 'unknown_payment_method';
  if (facts.payments > 0 && !another)
    return facts.state !== 'shipped' && facts.last_payment_minor === amount_minor
      ? 'replayed'
      : 'already_collected';
  if (facts.returned_all || !afterShipping.includes(facts.state)) return 'invalid_transition';
  const owed = facts.total_minor - held(facts);
  return amount_minor === owed ? 'confirmed' : amount_minor > owed ? 'overpaid' : 'mismatch';
}

/** The outcome of the shopper's confirmation by an emailed link. */
export function outcomeOfConfirmation(facts: Facts): string {
  if (facts.state === 'confirmed') return 'confirmed';
  if (facts.state !== 'requested') return 'invalid_transition';
  if (facts.payment_method !== 'cod' || !facts.confirms_by_link) return 'forbidden';
  if (facts.is_overdue) return 'order_expired';
  return isShort(facts) ? 'sold_out' : 'confirmed';
}

/** Why an order cannot be paid now; null when it can. */
export function refusalOfPaying(facts: Facts): string | null {
  if (held(facts) >= facts.total_minor) return 'already_paid';
  if (facts.state !== 'pending_payment' || facts.hold_reason) return 'not_payable';
  if (facts.is_overdue) return 'order_expired';
  if (facts.payment_method !== 'paystack') return 'unknown_payment_method';
  return isShort(facts) ? 'sold_out' : null;
}

/** Why an amount cannot be refunded now; null when it can. */
export function refusalOfRefund(facts: Facts, amount_minor: number | null, actor: Actor): string | null {
  if (!isAllowed('refund', actor)) return 'forbidden';
  if (facts.dispute_open) return 'dispute_open';
  if (facts.refundable_minor === 0) return 'nothing_to_refund';
  const amount = amount_minor ?? facts.refundable_minor;
  if (amount <= 0) return 'invalid_amount';
  return amount > facts.refundable_minor ? 'refund_exceeds_paid' : null;
}
