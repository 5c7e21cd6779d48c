import 'server-only';
import { logError } from '@/lib/log';
import { settle } from '@/lib/payments/settle';
import { serviceClient } from '@/lib/supabase/service';

/**
 * Works off stored webhooks that are due, or the one named. An event is a hint, never an authority: whatever it claims,
 * the gateway itself is asked about its reference. Several workers at once take different events. Answers how many were done.
 */
export async function workWebhooks(max: number, eventId?: string): Promise<number> {
  const service = serviceClient();
  const { data: events, error } = await service.rpc('claim_webhook_events', {
    max_rows: max,
    event_id: eventId,
  });
  if (error) throw new Error(`claim_webhook_events: ${error.code} ${error.message}`);

  let done = 0;
  for (const event of events) {
    const { outcome, problem } = await workOne(event.gateway, event.reference).catch((bug: unknown) => {
      logError('webhook_failed', bug, { event_id: event.id, type: event.event_type });
      return { outcome: 'failed', problem: bug instanceof Error ? bug.message : String(bug) };
    });
    const { error } = await service.rpc('finish_webhook_event', { id: event.id, outcome, error: problem });
    if (error) throw new Error(`finish_webhook_event: ${error.code} ${error.message}`);
    if (!problem) done++;
  }
  return done;
}

async function workOne(
  gateway: string,
  reference: string | null,
): Promise<{ outcome: string; problem?: string }> {
  if (!reference) return { outcome: 'ignored' };
  const { state, number, outcome } = await settle(gateway, reference);
  if (number === null) return { outcome: 'unmatched' };
  if (state === 'unknown') return { outcome: 'unknown', problem: 'the gateway could not be asked' };
  return { outcome: outcome ?? state };
}
