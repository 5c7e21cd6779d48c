import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Caller, visitor } from '../caller.ts';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { type Facts, factsOf, held, nameLine } from './facts.ts';
import { type Actor, outcomeOfRemoval, refusalOfMove } from './model.ts';
import {
  ask,
  choose,
  compare,
  type KnownOrder,
  shopperOf,
  staff,
  variantsOnSale,
  type World,
} from './world.ts';

const order = fc.nat({ max: 4 });

type By = 'shopper' | 'stranger' | StaffRole;
const callerOf = (world: World, known: KnownOrder, by: By): [Caller, Actor] => {
  if (by === 'stranger') return [visitor, 'guest'];
  if (by !== 'shopper') return [staff(world, by), by];
  return [shopperOf(known), known.shopper?.who.userId ? 'shopper' : 'guest'];
};
const tokenOf = (known: KnownOrder, by: By) =>
  by === 'shopper' ? known.access_token : by === 'stranger' ? randomUUID() : null;

async function cancel(world: World, chosen: { order: number; by: By }) {
  const known = choose(world.orders, chosen.order);
  if (!known || (chosen.by === 'shopper' && !known.access_token)) return null;
  const [who, actor] = callerOf(world, known, chosen.by);
  let expected: string | null = null;
  if (world.isAlone) {
    const facts = await factsOf(world, known.order_id);
    expected = chosen.by === 'stranger' ? 'order_not_found' : refusalOfMove(facts, 'cancel', actor);
    if (facts.state === 'cancelled' && expected === 'invalid_transition') expected = 'cancelled';
    expected ??= facts.pieces_shipped > 0 ? 'partly_shipped' : 'cancelled';
  }
  const args = {
    order_id: known.order_id,
    reason: 'Changed my mind',
    access_token: tokenOf(known, chosen.by),
  };
  const result = await ask<{ state: string }>(world, who, 'cancel_order', args);
  const outcome = result.answer?.state ?? result.reason ?? '';
  if (chosen.by === 'stranger' && result.answer)
    world.violations.push(`9 a stranger cancelled ${known.number}`);
  compare(world, 'cancel_order', expected, outcome);
  return outcome;
}

const isReturnable = (facts: Facts) =>
  facts.payment_method === 'paystack' &&
  facts.state === 'pending_payment' &&
  !(facts.hold_reason || facts.is_overdue || facts.dispute_open || facts.is_payment_processing) &&
  facts.paid_minor === 0 &&
  held(facts) < facts.total_minor;

/** Puts an unpaid order back into the cart. */
async function returnToCart(world: World, chosen: { order: number; by: By; newCart: boolean }) {
  const known = choose(world.orders, chosen.order);
  if (!known || (chosen.by === 'shopper' && !known.access_token)) return null;
  const [who] = callerOf(world, known, chosen.by);
  const facts = await factsOf(world, known.order_id);
  const expected = {
    stranger: 'order_not_found',
    shopper: isReturnable(facts) ? 'put back' : 'not_returnable',
  }[chosen.by as string];
  const cart_token = chosen.newCart ? null : (known.shopper?.cart ?? null);
  const args = { order_id: known.order_id, access_token: tokenOf(known, chosen.by), cart_token };
  type Line = { variant_id: string; quantity: number; answers: { value: string }[] };
  type Cart = { token: string; lines: Line[] };
  const onSale = await variantsOnSale(world);
  const result = await ask<Cart>(world, who, 'return_to_cart', args);
  compare(world, 'return_to_cart', expected ?? 'forbidden', result.reason ?? 'put back');
  if (!result.answer) return result.reason;
  if (known.shopper) known.shopper.cart = result.answer.token;
  for (const line of facts.lines.filter(({ variant_id }) => onSale.has(variant_id))) {
    const inCart =
      result.answer.lines.find(
        ({ variant_id, answers }) => variant_id === line.variant_id && answers[0]?.value === line.size,
      )?.quantity ?? 0;
    if (world.isAlone && inCart < line.quantity - line.cancelled)
      world.violations.push(`7 ${known.number} lost ${line.variant_id} when it was returned to the cart`);
  }
  return 'put back';
}

async function cancelItems(
  world: World,
  chosen: { order: number; line: number; byVariant: boolean; quantity: number; by: By },
) {
  const known = choose(world.orders, chosen.order);
  if (!known || (chosen.by === 'shopper' && !known.access_token)) return null;
  const facts = await factsOf(world, known.order_id);
  const line = choose(facts.lines, chosen.line);
  if (!line) return null;
  const [who, actor] = callerOf(world, known, chosen.by);
  const named = nameLine(facts, line, chosen.byVariant);
  let expected = refusalOfMove(facts, 'cancel_items', actor);
  if (named.isAmbiguous) expected ??= 'ambiguous_line';
  expected ??= outcomeOfRemoval(facts, line, chosen.quantity, actor);
  const lines = [{ ...named.name, quantity: chosen.quantity }];
  const args = { order_id: known.order_id, lines, reason: 'Fewer', access_token: tokenOf(known, chosen.by) };
  const result = await ask<{ state: string }>(world, who, 'cancel_order_items', args);
  const state = result.answer?.state ?? result.reason ?? '';
  compare(world, 'cancel_order_items', expected, state);
  if (result.reason || state === 'cancelled') return state;
  return state === facts.state ? 'fewer' : `fewer, and ${state}`;
}

async function dispute(world: World, chosen: { order: number; by: 'shopper' | 'finance' | 'fulfiller' }) {
  const known = choose(world.orders, chosen.order);
  if (!known || (chosen.by === 'shopper' && !known.access_token)) return null;
  const [who, actor] = callerOf(world, known, chosen.by);
  const facts = await factsOf(world, known.order_id);
  const canDispute = ['finance', 'shopper', 'guest'].includes(actor);
  const expected =
    facts.dispute_open && canDispute ? 'open' : (refusalOfMove(facts, 'open_dispute', actor) ?? 'open');
  const args = { order_id: known.order_id, reason: 'Never arrived', access_token: tokenOf(known, chosen.by) };
  const result = await ask<{ dispute_state: string }>(world, who, 'open_dispute', args);
  compare(world, 'open_dispute', expected, result.answer?.dispute_state ?? result.reason ?? '');
  return result.reason ?? 'open';
}

const by = (...roles: By[]) => fc.constantFrom<By>('shopper', 'shopper', 'verifier', ...roles);

/** Cancellations, returns to the cart and disputes, by shoppers and by staff on their behalf. */
export const cancellations = [
  kind(3, 'cancel', fc.record({ order, by: by('stranger', 'fulfiller', 'owner') }), cancel),
  kind(2, 'put back', fc.record({ order, by: by('stranger'), newCart: fc.boolean() }), returnToCart),
  kind(
    4,
    'cancel items',
    fc.record({
      order,
      line: fc.nat({ max: 1 }),
      byVariant: fc.constantFrom(false, false, true),
      quantity: fc.integer({ min: 1, max: 2 }),
      by: by('admin', 'finance'),
    }),
    cancelItems,
  ),
  kind(1, 'dispute', fc.record({ order, by: fc.constantFrom('shopper', 'finance', 'fulfiller') }), dispute),
];
