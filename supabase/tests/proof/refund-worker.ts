import { call, server } from '../caller.ts';
import { type GatewayRefund, refundsOf, type Transaction, takeBack, transactionsOf } from './gateway.ts';
import { askRows, type World } from './world.ts';

/** Where a worker's process dies, or how its call to the gateway fails. */
export type Fate = 'well' | 'dies before' | 'dies after' | 'answer lost' | 'not sent';

interface Claimed {
  refund_id: string;
  transaction_id: string;
  amount_minor: number;
  must_look: boolean;
}

/** The refund worker: looks up a refund that may have been sent before, sends it, and records the answer. */
export async function sendRefunds(world: World, max_rows: number, fate: Fate): Promise<string[]> {
  const claimed = await askRows<Claimed>(world, server, 'claim_refunds', { max_rows });
  const outcomes: string[] = [];
  for (const refund of claimed) {
    const transaction = transactionsOf(world.gateway).find(({ id }) => id === refund.transaction_id);
    if (!transaction) throw new Error(`a refund of ${refund.transaction_id}, which the gateway never had`);
    outcomes.push(await sendOne(world, refund, transaction, fate));
  }
  return outcomes;
}

async function sendOne(world: World, refund: Claimed, transaction: Transaction, fate: Fate): Promise<string> {
  const { refund_id } = refund;
  if (refund.must_look) {
    const found = await readRefunds(world, transaction);
    if (found.includes(refund_id)) return 'looked up';
    if (!(await call<boolean>(world.sql, server, 'resend_refund', { refund_id }))) return 'not sent again';
  }
  if (fate === 'dies before') return 'died before the gateway';
  if (fate === 'not sent') return noteAttempt(world, refund_id, 'not_sent');
  const amount = Number(refund.amount_minor);
  const made = takeBack(world.gateway, transaction, amount, refund_id);
  if (!made) {
    await readRefunds(world, transaction);
    return noteAttempt(world, refund_id, 'refused');
  }
  if (fate === 'dies after') return 'died after the gateway';
  if (fate === 'answer lost') return noteAttempt(world, refund_id, 'unknown');
  const args = { refund_id, state: made.state, gateway_refund_id: made.id };
  await call(world.sql, server, 'settle_refund', args);
  return refund.must_look ? 'sent again' : 'sent';
}

async function noteAttempt(world: World, refund_id: string, outcome: string) {
  await call(world.sql, server, 'note_refund_attempt', { refund_id, outcome, error: outcome });
  return outcome;
}

/** Reads the gateway's list of a transaction's refunds and records each. Returns the ids of our refunds among them. */
export const readRefunds = (world: World, transaction: Transaction) => recordAll(world, transaction.refunds);

/** Records the gateway's refunds that are new or have changed, so that one made there is known even without a webhook. */
export async function readLatest(world: World): Promise<string[]> {
  const known = await world.sql<{ gateway_refund_id: string; state: string }[]>`
    select gateway_refund_id, state from refunds where shop_id = ${world.shop.id} and gateway_refund_id is not null`;
  const states = new Map(known.map((refund) => [refund.gateway_refund_id, refund.state]));
  return recordAll(
    world,
    refundsOf(world.gateway).filter(({ id, state }) => states.get(id) !== state),
  );
}

async function recordAll({ sql }: World, refunds: GatewayRefund[]): Promise<string[]> {
  const known: string[] = [];
  for (const { id, transaction, our_refund_id, state, amount_minor } of refunds) {
    const noted = await call<{ refund_id: string | null }>(sql, server, 'record_gateway_refund', {
      gateway: 'paystack',
      transaction_id: transaction.id,
      refund: { refund_id: id, our_refund_id, state, amount_minor, currency: transaction.currency },
    });
    if (noted.refund_id) known.push(noted.refund_id);
  }
  return known;
}
