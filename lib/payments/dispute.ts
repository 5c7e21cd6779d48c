import 'server-only';
import { logError, logEvent } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service';
import { gatewayById } from './factory';
import { GatewayError } from './gateway';
import { readRefunds } from './refund';
import { findTransaction } from './transaction';

/**
 * Asks the gateway about the disputes of one of our payments and notes each; one that was lost has become a refund there.
 * Answers `unmatched` when no payment of ours has this reference, `unknown` when the gateway could not be asked.
 */
export async function readDisputes(gatewayId: string, reference: string): Promise<string> {
  const gateway = gatewayById(gatewayId);
  const transactionId = await findTransaction(gatewayId, reference);
  if (!gateway || !transactionId) return 'unmatched';
  try {
    const disputes = await gateway.listDisputes(transactionId);
    // what the bank took is counted before the dispute is over, when refunds of ours may be sent again
    if (disputes.some(({ state }) => state === 'lost') && !(await readRefunds(gateway, transactionId)))
      return 'unknown';
    for (const dispute of disputes) {
      const { error } = await serviceClient().rpc('record_gateway_dispute', {
        gateway: gatewayId,
        reference,
        dispute: {
          dispute_id: dispute.disputeId,
          state: dispute.state,
          reason: dispute.reason,
          amount_minor: dispute.amountMinor,
          currency: dispute.currency,
          due_at: dispute.dueAt,
          resolution: dispute.resolution,
          raw: JSON.parse(JSON.stringify(dispute.raw ?? {})),
        },
      });
      if (error) throw new Error(`record_gateway_dispute: ${error.code} ${error.message}`);
      logEvent('dispute_noted', { reference, state: dispute.state });
    }
    return disputes.length > 0 ? 'noted' : 'none';
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('disputes_not_listed', failure, { reference, kind: failure.kind });
    return 'unknown';
  }
}

/**
 * Reads anew what is new in the account's newest disputes: one that opened or ended although no webhook told of it. Answers
 * how many were.
 */
export async function readLatestDisputes(gatewayId: string): Promise<number> {
  const gateway = gatewayById(gatewayId);
  if (!gateway) throw new Error(`no gateway ${gatewayId}`);
  const listed = await gateway.listLatestDisputes();
  const { data, error } = await serviceClient()
    .from('disputes')
    .select('gateway_dispute_id, state')
    .eq('gateway', gatewayId)
    .in(
      'gateway_dispute_id',
      listed.map(({ disputeId }) => disputeId),
    );
  if (error) throw new Error(`disputes: ${error.code} ${error.message}`);
  const known = new Map(data.map((dispute) => [dispute.gateway_dispute_id, dispute.state]));
  const references = new Set(
    listed.flatMap(({ disputeId, state, reference }) =>
      reference && known.get(disputeId) !== state ? [reference] : [],
    ),
  );
  for (const reference of references) await readDisputes(gatewayId, reference);
  return references.size;
}
