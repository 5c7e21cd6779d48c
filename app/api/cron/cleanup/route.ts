import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { settle } from '@/lib/payments/settle';
import { serviceClient } from '@/lib/supabase/service';
import { workWebhooks } from '@/lib/webhooks/work';

/** Seconds that the platform grants; each step is bounded, and what is left over is done next time. */
export const maxDuration = 60;

/**
 * The clock of the shop: works off the webhook inbox, looks at overdue payments once more, expires what was not paid,
 * tidies, and sends mail. Every step may be skipped, repeated, run twice at once or die half-way without harm, so one
 * that fails does not stop the others; it is reported with 500.
 */
export async function GET(request: Request) {
  if (!isCron(request.headers.get('authorization') ?? '')) {
    return Response.json({ error: 'unauthorized' }, { status: 401 });
  }
  const done: Record<string, number | 'failed'> = {};
  for (const [name, step] of Object.entries(steps)) {
    done[name] = await step().catch((error: unknown) => {
      logError('cron_step_failed', error, { step: name });
      return 'failed' as const;
    });
  }
  return Response.json(done, { status: Object.values(done).includes('failed') ? 500 : 200 });
}

const steps: Record<string, () => Promise<number>> = {
  webhooks: () => workWebhooks(50),
  looked_up: lookUpOverdue,
  expired_orders: () => count('cancel_expired_orders'),
  expired_locks: () => count('cleanup_expired_inventory_locks'),
  stale_rows: () => count('cleanup_stale_rows'),
  mails: () => sendNotifications(50),
};

/** Before an order is expired its gateway is asked once more: the shopper may have paid a moment ago. */
async function lookUpOverdue(): Promise<number> {
  const { data, error } = await serviceClient().rpc('list_intents_to_check', { max_rows: 30 });
  if (error) throw new Error(`list_intents_to_check: ${error.message}`);
  for (const { gateway, reference } of data) await settle(gateway, reference);
  return data.length;
}

async function count(
  name: 'cancel_expired_orders' | 'cleanup_expired_inventory_locks' | 'cleanup_stale_rows',
) {
  const { data, error } = await serviceClient().rpc(name);
  if (error) throw new Error(`${name}: ${error.message}`);
  return data;
}

/** Compared as hashes, in constant time: neither the length nor a matching beginning shows. */
function isCron(authorization: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization), hash(`Bearer ${env().CRON_SECRET}`));
}
