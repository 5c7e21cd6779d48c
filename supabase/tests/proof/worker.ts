import { call, server } from '../caller.ts';
import { factsOf } from './facts.ts';
import { type Attempt, reversalOf, type Transaction } from './gateway.ts';
import { outcomeOfMoney } from './model.ts';
import { type Fate, readRefunds } from './refund-worker.ts';
import { ask, askRows, compare, type World } from './world.ts';

/** What our servers do, in the same steps as lib/payments and lib/webhooks. Their process may die between two steps. */

/** Verifies a reference at the gateway and updates the order; used by webhook, return page, poller and staff. */
export async function settle(world: World, reference: string): Promise<string> {
  const attempt = world.gateway.attempts.get(reference);
  if (!attempt) {
    await call(world.sql, server, 'mark_intent', { reference, state: 'abandoned' });
    return 'unknown to the gateway';
  }
  if (attempt.state !== 'paid') {
    await markUnpaid(world, attempt);
    return attempt.state;
  }
  const outcomes: string[] = [];
  for (const transaction of attempt.transactions) outcomes.push(await settleOne(world, transaction));
  return outcomes.at(-1) ?? '';
}

const markUnpaid = ({ sql }: World, { reference, state }: Attempt) =>
  call(sql, server, 'mark_intent', {
    reference,
    state: state === 'failed' ? 'failed' : 'open',
    is_processing: state === 'processing',
    mode: 'live',
  });

export async function settleOne(world: World, transaction: Transaction): Promise<string> {
  const { reference, amount_minor, currency } = transaction;
  const reversal = reversalOf(transaction);
  const payment = { transaction_id: transaction.id, amount_minor, currency, mode: 'live', reversal };
  const order = world.intents.find((intent) => intent.reference === reference)?.order_id;
  let expected: string | null = null;
  if (world.isAlone && order) {
    const known = await world.sql`select from payments where transaction_id = ${transaction.id}`;
    const facts = await factsOf(world, order);
    expected = known.count > 0 ? 'replayed' : outcomeOfMoney(facts, payment, world.shop.currency);
  }
  const result = await ask<{ outcome: string }>(world, server, 'settle_payment', {
    gateway: 'paystack',
    reference,
    payment,
  });
  const outcome = result.answer?.outcome ?? result.reason ?? '';
  compare(world, 'settle_payment', expected, outcome);
  return outcome;
}

/** The poller: verifies each attempt that is due. It may die in the middle. */
export async function poll(world: World, max_rows: number, fate: Fate): Promise<string[]> {
  const due = await askRows<{ reference: string }>(world, server, 'claim_intents_to_check', { max_rows });
  const outcomes: string[] = [];
  for (const { reference } of due) {
    if (fate === 'dies before') return outcomes;
    outcomes.push(await settle(world, reference));
    if (fate === 'dies after') return outcomes;
  }
  return outcomes;
}

async function readDisputes(world: World, transaction: Transaction): Promise<void> {
  for (const { id, state, amount_minor } of transaction.disputes) {
    await call(world.sql, server, 'record_gateway_dispute', {
      gateway: 'paystack',
      reference: transaction.reference,
      dispute: { dispute_id: id, state, amount_minor, currency: transaction.currency },
    });
  }
  if (transaction.disputes.some(({ state }) => state === 'lost')) await readRefunds(world, transaction);
}

/** The webhook worker. An event is only a hint: its reference is always verified at the gateway. */
export async function processWebhookEvents(world: World, max_rows: number, fate: Fate): Promise<string[]> {
  const events = await askRows<{ id: string; event_type: string; reference: string }>(
    world,
    server,
    'claim_webhook_events',
    { max_rows },
  );
  const outcomes: string[] = [];
  for (const { id, event_type, reference } of events) {
    if (fate === 'dies before') return [...outcomes, 'died before the work'];
    if (fate === 'answer lost') {
      const error = 'the gateway could not be asked';
      await call(world.sql, server, 'finish_webhook_event', { id, outcome: 'unknown', error });
      outcomes.push('unknown');
      continue;
    }
    const outcome = await settle(world, reference);
    for (const transaction of world.gateway.attempts.get(reference)?.transactions ?? []) {
      if (event_type === 'refund') await readRefunds(world, transaction);
      if (event_type === 'dispute') await readDisputes(world, transaction);
    }
    if (fate === 'dies after') return [...outcomes, 'died after the work'];
    await call(world.sql, server, 'finish_webhook_event', { id, outcome });
    outcomes.push(`${event_type}: ${outcome}`);
  }
  return outcomes;
}
