import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Args, visitor } from '../caller.ts';
import { anyCiphertext, type StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { factsOf } from './facts.ts';
import { isAllowed, refusalOfRefund } from './model.ts';
import { ask, choose, compare, recordMade, staff, type World } from './world.ts';

const order = fc.nat({ max: 4 });
const by = fc.constantFrom<StaffRole>('finance', 'finance', 'finance', 'admin', 'owner', 'verifier');

interface Refunding {
  order: number;
  amount: 'all' | 'part' | 'line' | 'too much';
  by: StaffRole;
  again: boolean;
  times: number;
}

async function refund(world: World, chosen: Refunding) {
  // mostly orders with money to refund
  const paid = await world.sql<{ id: string }[]>`
    select id from orders where shop_id = ${world.shop.id} and paid_minor > ${chosen.amount === 'too much' ? -1 : 0}
    order by placed_at, id`;
  const order_id = choose(paid, chosen.order)?.id;
  if (!order_id) return null;
  const facts = await factsOf(world, order_id);
  const line = facts.lines[0];
  const amount_minor = { all: null, line: null, part: 100_000, 'too much': facts.paid_minor + 1 }[
    chosen.amount
  ];
  const fresh: Args = {
    order_id,
    amount_minor,
    reason: 'They asked',
    idempotency_key: randomUUID(),
    lines: chosen.amount === 'line' ? [{ item_id: line?.item_id, quantity: 1 }] : null,
  };
  const isRepeat = chosen.again && world.refundRequests.length > 0;
  const request = (isRepeat ? choose(world.refundRequests, 0) : null) ?? fresh;
  world.refundRequests.push(request);
  const one = async () => {
    const result = await ask<{ refund_id: string; replayed: boolean }>(
      world,
      staff(world, chosen.by),
      'issue_refund',
      request,
    );
    if (!result.answer) return result.reason;
    recordMade(world, request.idempotency_key as string, result.answer.refund_id);
    return result.answer.replayed ? 'replayed' : 'opened';
  };
  const result = await Promise.all(Array.from({ length: chosen.times }, one));
  if (!isRepeat && chosen.times === 1 && chosen.amount !== 'line')
    compare(
      world,
      'issue_refund',
      refusalOfRefund(facts, amount_minor, chosen.by) ?? 'opened',
      result[0] ?? '',
    );
  return result.sort().join(' + ');
}

const refundsIn = (world: World, ...states: string[]) => world.sql<{ id: string; state: string }[]>`
  select id, state from refunds where shop_id = ${world.shop.id} and state::text = any (${states}) order by created_at, id`;

async function decide(world: World, chosen: { refund: number; approve: boolean; by: StaffRole }) {
  const found = choose(await refundsIn(world, 'requested', 'approved'), chosen.refund);
  if (!found) return null;
  const args = { refund_id: found.id, approve: chosen.approve, reason: 'Looked at it' };
  const result = await ask<{ state: string }>(world, staff(world, chosen.by), 'decide_refund', args);
  return result.reason ?? result.answer?.state ?? '';
}

async function retry(world: World, chosen: { refund: number; by: StaffRole; times: number }) {
  const found = choose(await refundsIn(world, 'failed', 'succeeded'), chosen.refund);
  if (!found) return null;
  const one = async () => {
    const result = await ask(world, staff(world, chosen.by), 'retry_refund', { refund_id: found.id });
    return result.reason ?? 'opened';
  };
  const result = await Promise.all(Array.from({ length: chosen.times }, one));
  return result.sort().join(' + ');
}

async function payOut(world: World, chosen: { refund: number; by: StaffRole }) {
  const found = choose(
    await refundsIn(world, 'approved', 'failed', 'needs_attention', 'processing'),
    chosen.refund,
  );
  if (!found) return null;
  const args = { refund_id: found.id, reference: 'Transfer 77' };
  const result = await ask<{ state: string }>(world, staff(world, chosen.by), 'pay_out_refund', args);
  return result.reason ?? 'paid out';
}

/** The shopper submits bank details for a payout by hand, mostly with an emailed link; then staff read them. */
async function giveBankDetails(world: World, chosen: { refund: number; emailed: boolean; by: StaffRole }) {
  const refunds = await world.sql<{ id: string; order_id: string; token: string | null }[]>`
    select refunds.id, refunds.order_id, (
      select payload ->> 'access_token' from notification_queue as queue
      where queue.order_id = refunds.order_id and payload ? 'access_token' limit 1) as token
    from refunds where shop_id = ${world.shop.id} order by state in ('requested', 'approved', 'failed') desc, created_at, id`;
  const found = choose(refunds, chosen.refund);
  if (!found) return null;
  const access_token = chosen.emailed ? found.token : randomUUID();
  const given = await ask(world, visitor, 'submit_payout_details', {
    ...{ order_id: found.order_id, ciphertext: anyCiphertext(), access_token },
  });
  const read = await ask(world, staff(world, chosen.by), 'read_payout_details', { refund_id: found.id });
  if (!isAllowed('refund', chosen.by) && read.reason === null)
    world.violations.push(`5 the ${chosen.by} reads bank details`);
  return `${given.reason ?? 'given'}, ${read.reason ?? 'read'}`;
}

async function resolveException(
  world: World,
  chosen: { exception: number; decision: string; by: StaffRole },
) {
  const open = await world.sql<{ id: string; kind: string }[]>`
    select id, kind from money_exceptions where shop_id = ${world.shop.id} and resolved_at is null order by opened_at, id`;
  const exception = choose(open, chosen.exception);
  if (!exception) return null;
  const args = { exception_id: exception.id, decision: chosen.decision, note: 'Decided' };
  const result = await ask(world, staff(world, chosen.by), 'resolve_exception', args);
  if (chosen.by === 'fulfiller')
    compare(world, 'resolve_exception', 'exception_not_found', result.reason ?? '');
  return result.reason ?? `${exception.kind}: ${chosen.decision}`;
}

async function closeDispute(world: World, chosen: { dispute: number; outcome: string; by: StaffRole }) {
  const disputes = await world.sql<{ id: string; gateway: string | null }[]>`
    select id, gateway from disputes where shop_id = ${world.shop.id} order by opened_at, id`;
  const dispute = choose(disputes, chosen.dispute);
  if (!dispute) return null;
  const args = { dispute_id: dispute.id, outcome: chosen.outcome, resolution: 'Agreed' };
  const result = await ask(world, staff(world, chosen.by), 'close_dispute', args);
  const outcome = dispute.gateway ? 'dispute_of_gateway' : 'closed';
  compare(world, 'close_dispute', isAllowed('refund', chosen.by) ? outcome : null, result.reason ?? 'closed');
  return result.reason ?? 'closed';
}

/** What staff decide about money. */
export const refunding = [
  kind(
    8,
    'refund',
    fc.record({
      order,
      amount: fc.constantFrom<Refunding['amount']>('all', 'part', 'part', 'line', 'line', 'too much'),
      by,
      again: fc.constantFrom(false, false, false, true),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
    refund,
  ),
  kind(
    4,
    'decide refund',
    fc.record({ refund: fc.nat({ max: 2 }), approve: fc.constantFrom(true, true, false), by }),
    decide,
  ),
  kind(3, 'retry refund', fc.record({ refund: fc.nat({ max: 2 }), by, times: fc.constantFrom(1, 2) }), retry),
  kind(2, 'pay out refund', fc.record({ refund: fc.nat({ max: 2 }), by }), payOut),
  kind(
    2,
    'give bank details',
    fc.record({ refund: fc.nat({ max: 2 }), emailed: fc.constantFrom(true, true, false), by }),
    giveBankDetails,
  ),
  kind(
    9,
    'resolve exception',
    fc.record({
      exception: fc.nat({ max: 3 }),
      decision: fc.constantFrom(
        'refund',
        'refund',
        'confirm',
        'backorder',
        'ask_rest',
        'ask_rest',
        'cancel',
        'dismiss',
      ),
      by: fc.constantFrom<StaffRole>('finance', 'finance', 'admin', 'verifier', 'fulfiller'),
    }),
    resolveException,
  ),
  kind(
    2,
    'end dispute',
    fc.record({
      dispute: fc.nat({ max: 1 }),
      outcome: fc.constantFrom('won', 'lost', 'withdrawn'),
      by: fc.constantFrom<StaffRole>('finance', 'admin', 'auditor'),
    }),
    closeDispute,
  ),
];
