import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { logError, logEvent } from '@/lib/log';
import { execute } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { type GatewayDispute, GatewayError, type PaymentGateway } from './gateway';
import { readRefunds } from './refund';
import { atEachGateway, gatewayById } from './registry';
import { findTransaction } from './transaction';

/**
 * Asks the gateway about a payment's disputes and records each. A lost dispute is also a refund at the gateway. Returns
 * `unmatched` if no payment has this reference, and `unknown` if the gateway could not be asked or a dispute could not
 * be recorded.
 */
export async function readDisputes(gatewayId: string, reference: string): Promise<string> {
  const gateway = gatewayById(gatewayId);
  const transactionId = await findTransaction(gatewayId, reference);
  if (!gateway || !transactionId) return 'unmatched';
  try {
    const { rows, unread } = await gateway.listDisputes(transactionId);
    for (const error of unread) logError('dispute_not_read', error, { reference });
    // first records what the bank took back: once the dispute is closed, refunds can be sent again
    if (rows.some(({ state }) => state === 'lost') && !(await readRefunds(gateway, transactionId)))
      return 'unknown';
    const { failed } = await eachRow(rows, {
      event: 'dispute_not_noted',
      fields: ({ disputeId }) => ({ dispute: disputeId, reference }),
      work: (dispute) => noteDispute(gatewayId, reference, dispute),
    });
    if (failed + unread.length > 0) return 'unknown';
    return rows.length > 0 ? 'noted' : 'none';
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('disputes_not_listed', failure, { reference, kind: failure.kind });
    return 'unknown';
  }
}

async function noteDispute(gateway: string, reference: string, dispute: GatewayDispute): Promise<boolean> {
  await execute(serviceClient(), 'record_gateway_dispute', {
    gateway,
    reference,
    dispute: {
      dispute_id: dispute.disputeId,
      state: dispute.state,
      reason: dispute.reason,
      amount_minor: dispute.amountMinor,
      currency: dispute.currency,
      due_at: dispute.dueAt,
      resolution: dispute.resolution,
      raw: dispute.raw,
    },
  });
  logEvent('dispute_noted', { reference, state: dispute.state });
  return true;
}

/**
 * Reads the accounts' latest disputes and records those that opened or ended without a webhook. Counts the payments whose
 * disputes were recorded, and failures.
 */
export const readLatestDisputes = () => atEachGateway(readLatest);

async function readLatest(gateway: PaymentGateway): Promise<Batch> {
  const { rows, unread } = await gateway.listLatestDisputes();
  for (const error of unread) logError('dispute_not_read', error);
  const { data, error } = await serviceClient()
    .from('disputes')
    .select('gateway_dispute_id, state')
    .eq('gateway', gateway.id)
    .in(
      'gateway_dispute_id',
      rows.map(({ disputeId }) => disputeId),
    );
  if (error) throw new Error(`disputes: ${error.code} ${error.message}`);
  const known = new Map(data.map((dispute) => [dispute.gateway_dispute_id, dispute.state]));
  const references = new Set(
    rows.flatMap(({ disputeId, state, reference }) =>
      reference && known.get(disputeId) !== state ? [reference] : [],
    ),
  );
  const { done, failed } = await eachRow([...references], {
    event: 'disputes_not_read',
    fields: (reference) => ({ reference }),
    work: async (reference) => (await readDisputes(gateway.id, reference)) !== 'unknown',
  });
  return { done, failed: failed + unread.length };
}
