import 'server-only';
import { z } from 'zod';
import { type Batch, eachRow } from '@/lib/batch';
import { logError, logEvent } from '@/lib/log';
import type { Database } from '@/lib/supabase/database.types';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { GatewayError, type GatewayRefund, type Listed, type PaymentGateway } from './gateway';
import { atEachGateway, gatewayById } from './registry';
import { findTransaction } from './transaction';

type Claimed = Database['public']['Functions']['claim_refunds']['Returns'][number];

/**
 * Processes due refunds, or the given one: sends approved ones to their gateway, and looks up the state of others. The
 * database decides which may be sent. A refund that may have been sent before is first looked for in the gateway's
 * list. It is sent again only if the list lacks it two minutes or more after the last try. Concurrent workers take
 * different refunds; the refund of a crashed worker is looked up by the next one. A refund without an answer from the
 * gateway counts as failed in the result.
 */
export async function processRefunds(max: number, refundId?: string): Promise<Batch> {
  const claimedAt = performance.now();
  const claimed = await rpc(serviceClient(), 'claim_refunds', { max_rows: max, only_id: refundId });
  return eachRow(claimed, {
    event: 'refund_not_processed',
    fields: ({ refund_id }) => ({ refund_id }),
    work: (refund) => processOne(refund, claimedAt),
    atOnce: true,
  });
}

/** A claim lasts two minutes; after that another worker may send the refund. */
const SEND_WITHIN_MS = 60_000;

async function processOne(refund: Claimed, claimedAt: number): Promise<boolean> {
  const gateway = gatewayById(refund.gateway);
  if (!gateway) throw new Error(`no gateway ${refund.gateway}`);
  let sendBefore = claimedAt + SEND_WITHIN_MS;
  if (refund.must_look) {
    const found = await readRefunds(gateway, refund.transaction_id);
    if (!found || found.includes(refund.refund_id)) return found !== null;
    if (!(await rpc(serviceClient(), 'resend_refund', { refund_id: refund.refund_id }))) return true;
    sendBefore = performance.now() + SEND_WITHIN_MS;
  }
  if (performance.now() > sendBefore) return false;
  return send(gateway, refund);
}

/** Sends a refund. Returns whether the gateway gave a definite answer. */
async function send(gateway: PaymentGateway, refund: Claimed): Promise<boolean> {
  const { refund_id, transaction_id, amount_minor, currency } = refund;
  try {
    const created = await gateway.createRefund({
      refundId: refund_id,
      transactionId: transaction_id,
      money: { minor: amount_minor, currency },
    });
    await execute(serviceClient(), 'settle_refund', {
      refund_id,
      state: created.state,
      gateway_refund_id: created.refundId,
      raw: created.raw,
    });
    logEvent('refund_sent', { refund_id, state: created.state });
    return true;
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('refund_not_sent', failure, { refund_id, kind: failure.kind });
    // the payment may have been refunded at the gateway: record that refund before this one fails
    if (failure.kind === 'refund_exceeds') await readRefunds(gateway, transaction_id);
    const outcome = outcomeOf(failure);
    await execute(serviceClient(), 'note_refund_attempt', { refund_id, outcome, error: failure.message });
    return outcome === 'refused';
  }
}

function outcomeOf({ kind }: GatewayError): 'not_sent' | 'unknown' | 'refused' {
  if (kind === 'unknown_outcome') return 'unknown';
  return ['unavailable', 'rate_limited', 'auth'].includes(kind) ? 'not_sent' : 'refused';
}

/**
 * Reads and records the gateway's refunds of a transaction. Returns the ids of those that Kedai knows. Null if the
 * gateway did not answer, or if a listed refund could not be read or recorded, because it may be any of Kedai's.
 */
export async function readRefunds(gateway: PaymentGateway, transactionId: string): Promise<string[] | null> {
  try {
    const { known, failed } = await noteRefunds(gateway.id, await gateway.listRefunds(transactionId));
    return failed === 0 ? known : null;
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('refunds_not_listed', failure, { transaction: transactionId, kind: failure.kind });
    return null;
  }
}

/** The same by payment reference: `unmatched` if nothing was paid under it (yet), `unknown` if the gateway did not answer. */
export async function readRefundsOf(gatewayId: string, reference: string): Promise<string> {
  const gateway = gatewayById(gatewayId);
  const transactionId = await findTransaction(gatewayId, reference);
  if (!gateway || !transactionId) return 'unmatched';
  return (await readRefunds(gateway, transactionId)) ? 'noted' : 'unknown';
}

/**
 * Records changes in the accounts' latest refunds, so that one made at a gateway is known even without a webhook.
 * Counts the changes that belong to known payments, and those that failed.
 */
export const readLatestRefunds = () => atEachGateway(readLatest);

async function readLatest(gateway: PaymentGateway): Promise<Batch> {
  const { rows, unread } = await gateway.listLatestRefunds();
  const { data, error } = await serviceClient()
    .from('refunds')
    .select('gateway_refund_id, state')
    .eq('gateway', gateway.id)
    .in(
      'gateway_refund_id',
      rows.map(({ refundId }) => refundId),
    );
  if (error) throw new Error(`refunds: ${error.code} ${error.message}`);
  const stored = new Map(data.map((refund) => [refund.gateway_refund_id, refund.state]));
  const changed = rows.filter(({ refundId, state }) => stored.get(refundId) !== state);
  const { known, failed } = await noteRefunds(gateway.id, { rows: changed, unread });
  return { done: known.length, failed };
}

const noted = z.object({ refund_id: z.uuid().nullable() });

/** Returns the ids of the refunds that Kedai knows, and how many could not be read or recorded. */
async function noteRefunds(gateway: string, { rows, unread }: Listed<GatewayRefund>) {
  const known: string[] = [];
  for (const error of unread) logError('refund_not_read', error);
  const { failed } = await eachRow(rows, {
    event: 'refund_not_noted',
    fields: ({ refundId, transactionId }) => ({ refund: refundId, transaction: transactionId }),
    work: async (refund) => {
      const args = {
        gateway,
        transaction_id: refund.transactionId,
        refund: {
          refund_id: refund.refundId,
          our_refund_id: refund.ourRefundId,
          state: refund.state,
          amount_minor: refund.amountMinor,
          currency: refund.currency,
          raw: refund.raw,
        },
      };
      const { refund_id } = await rpc(serviceClient(), 'record_gateway_refund', args, noted);
      if (refund_id) known.push(refund_id);
      return true;
    },
  });
  return { known, failed: failed + unread.length };
}
