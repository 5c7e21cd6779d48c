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
    if (disputes.some(({ state }) => state === 'lost')) await readRefunds(gateway, transactionId);
    return disputes.length > 0 ? 'noted' : 'none';
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('disputes_not_listed', failure, { reference, kind: failure.kind });
    return 'unknown';
  }
}
