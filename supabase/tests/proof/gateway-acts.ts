import fc from 'fast-check';
import { call, server } from '../caller.ts';
import { kind } from './act.ts';
import {
  closeDispute,
  leftOf,
  moveRefund,
  type Notice,
  openAttempt,
  openDispute,
  type RefundState,
  refundsOf,
  takeBack,
  transactionsOf,
} from './gateway.ts';
import { settle } from './worker.ts';
import { ask, choose, type World } from './world.ts';

/** The gateway delivers a notice, in any order and any number of times. */
export async function deliver(world: World, notice: Notice): Promise<string> {
  notice.was_delivered = true;
  const stored = await call<{ duplicate: boolean }>(world.sql, server, 'record_webhook_event', {
    gateway: 'paystack',
    dedupe_key: `${notice.reference} ${notice.key}`,
    event_type: notice.type,
    reference: notice.reference,
  });
  return stored.duplicate ? 'known already' : notice.type;
}

/** The state of an unpaid attempt changes. */
async function changeAttempt(
  world: World,
  chosen: { intent: number; state: 'open' | 'processing' | 'failed' },
) {
  const intent = choose(world.intents, chosen.intent);
  if (!intent) return null;
  const attempt = openAttempt(world.gateway, intent.reference, intent.amount_minor, intent.currency);
  if (attempt.state === 'paid') return 'paid already';
  attempt.state = chosen.state;
  return settle(world, intent.reference);
}

/** A test payment is reported for a live attempt; it must be refused. */
async function mixUp(world: World, chosen: { intent: number }) {
  const intent = choose(world.intents, chosen.intent);
  if (!intent) return null;
  const { reference, amount_minor, currency } = intent;
  await call(world.sql, server, 'mark_intent', { reference, state: 'open', mode: 'live' });
  const payment = { transaction_id: `${reference}/test`, amount_minor, currency, mode: 'test' };
  const result = await ask(world, server, 'settle_payment', { gateway: 'paystack', reference, payment });
  if (!result.reason) world.violations.push(`3 test money was accepted for the live attempt ${reference}`);
  return result.reason ?? 'accepted';
}

async function moveAtGateway(world: World, chosen: { refund: number; state: RefundState }) {
  const underWay = refundsOf(world.gateway).filter(
    ({ state }) => state === 'processing' || state === 'needs_attention',
  );
  const refund = choose(underWay, chosen.refund);
  if (!refund) return null;
  moveRefund(world.gateway, refund, chosen.state);
  return refund.state;
}

/** The merchant refunds in the gateway's dashboard, without us. */
async function refundInDashboard(world: World, chosen: { transaction: number; all: boolean }) {
  const paid = transactionsOf(world.gateway).filter((transaction) => leftOf(transaction) > 0);
  const transaction = choose(paid, chosen.transaction);
  if (!transaction) return null;
  const amount = chosen.all ? leftOf(transaction) : Math.min(50_000, leftOf(transaction));
  takeBack(world.gateway, transaction, amount, null);
  return chosen.all ? 'all that is left' : 'a part';
}

async function disputeAtGateway(
  world: World,
  chosen: { transaction: number; state: 'open' | 'won' | 'lost' },
) {
  const transaction = choose(transactionsOf(world.gateway), chosen.transaction);
  if (!transaction) return null;
  const isOpen = transaction.disputes.some(({ state }) => state === 'open');
  if (chosen.state === 'open' && !isOpen) openDispute(world.gateway, transaction);
  else if (isOpen && chosen.state !== 'open') closeDispute(world.gateway, transaction, chosen.state);
  else return null;
  return chosen.state;
}

/** What the gateway and its bank do, and report at any time. */
export const gatewayActs = [
  kind(
    14,
    'deliver webhook',
    fc.record({ notice: fc.nat({ max: 4 }), times: fc.constantFrom(1, 1, 2) }),
    async (world, chosen) => {
      const notice = choose(world.gateway.notices, chosen.notice);
      if (!notice) return null;
      const result = await Promise.all(Array.from({ length: chosen.times }, () => deliver(world, notice)));
      return result.sort().join(' + ');
    },
  ),
  kind(
    3,
    'change attempt',
    fc.record({ intent: fc.nat({ max: 3 }), state: fc.constantFrom('open', 'processing', 'failed') }),
    changeAttempt,
  ),
  kind(1, 'mix up modes', fc.record({ intent: fc.nat({ max: 3 }) }), mixUp),
  kind(
    8,
    'settle refund at gateway',
    fc.record({
      refund: fc.nat({ max: 3 }),
      state: fc.constantFrom<RefundState>('succeeded', 'succeeded', 'succeeded', 'failed', 'needs_attention'),
    }),
    moveAtGateway,
  ),
  kind(
    3,
    'refund at gateway',
    fc.record({ transaction: fc.nat({ max: 3 }), all: fc.boolean() }),
    refundInDashboard,
  ),
  kind(
    7,
    'dispute at gateway',
    fc.record({ transaction: fc.nat({ max: 3 }), state: fc.constantFrom('open', 'open', 'won', 'lost') }),
    disputeAtGateway,
  ),
];
