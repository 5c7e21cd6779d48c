import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { logError } from '@/lib/log';
import { readDisputes } from '@/lib/payments/dispute';
import { GatewayError } from '@/lib/payments/gateway';
import { readRefundsOf } from '@/lib/payments/refund';
import { gatewayById } from '@/lib/payments/registry';
import { settle } from '@/lib/payments/settle';
import type { Database } from '@/lib/supabase/database.types';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';

/**
 * Processes stored webhooks that are due, or the given one. An event is only a hint: the gateway itself is asked
 * about its reference. Concurrent workers take different events.
 */
export async function processWebhookEvents(max: number, eventId?: string): Promise<Batch> {
  const service = serviceClient();
  const events = await rpc(service, 'claim_webhook_events', { max_rows: max, event_id: eventId });
  return eachRow(events, {
    event: 'webhook_not_finished',
    fields: ({ id, event_type }) => ({ event_id: id, type: event_type }),
    work: async (event) => {
      const { outcome, problem } = await processOne(event).catch((bug: unknown) => {
        logError('webhook_failed', bug, { event_id: event.id, type: event.event_type });
        return { outcome: 'failed', problem: bug instanceof Error ? bug.message : String(bug) };
      });
      await execute(service, 'finish_webhook_event', { id: event.id, outcome, error: problem });
      return !problem;
    },
    atOnce: true,
  });
}

type Outcome = { outcome: string; problem?: string };

const notRecorded = {
  outcome: 'unknown',
  problem: 'the gateway could not be asked, or its answer could not be recorded',
};

/**
 * Asks the gateway about the event's payment, or its list of refunds or disputes. Events about unknown payments are
 * kept and marked as processed.
 */
async function processOne(event: Database['public']['Tables']['webhook_events']['Row']): Promise<Outcome> {
  const gateway = gatewayById(event.gateway);
  if (!gateway) return { outcome: 'ignored' };
  const subject = gateway.describeEvent(event.event_type, event.payload);
  if (subject.kind === 'unreadable') return { outcome: 'unreadable' };
  let { reference } = event;
  if (!reference && subject.transactionId) {
    try {
      reference = await gateway.findReference(subject.transactionId);
    } catch (failure) {
      if (!(failure instanceof GatewayError)) throw failure;
      return { outcome: 'unknown', problem: `the gateway could not be asked (${failure.kind})` };
    }
  }
  if (!reference || subject.kind === 'other') return { outcome: 'ignored' };
  const read = { payment: null, refund: readRefundsOf, dispute: readDisputes }[subject.kind];
  if (read) {
    const outcome = await read(event.gateway, reference);
    if (outcome === 'unknown') return notRecorded;
    // an event about a refund or dispute may arrive before that of its payment
    if (outcome !== 'unmatched') return { outcome };
  }
  const { state, number, outcome } = await settle(event.gateway, reference);
  if (read && state === 'paid') {
    if ((await read(event.gateway, reference)) === 'unknown') return notRecorded;
  }
  if (number === null) return { outcome: 'unmatched' };
  if (state === 'unknown') return { outcome: 'unknown', problem: 'the gateway could not be asked' };
  return { outcome: outcome ?? state };
}
