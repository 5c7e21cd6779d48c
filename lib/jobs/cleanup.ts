import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { removeOldFiles } from '@/lib/imports/files';
import { fetchDuePictures } from '@/lib/imports/pictures';
import { runDueImports } from '@/lib/imports/run';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { readLatestDisputes } from '@/lib/payments/dispute';
import { processRefunds, readLatestRefunds } from '@/lib/payments/refund';
import { settle } from '@/lib/payments/settle';
import { revalidateStock } from '@/lib/products/revalidate-stock';
import { removeStaleUploads } from '@/lib/proofs/stale-uploads';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { processWebhookEvents } from '@/lib/webhooks/process';

/** No batch of gateway calls starts after this time, because the platform will soon end the request. */
const BUDGET_MS = 40_000;

/** Per step: how many rows succeeded, or `failed` for the whole step; and how many rows failed, if any. */
export type Cleanup = {
  done: Record<string, number | 'failed'>;
  failed: Record<string, number>;
  isOk: boolean;
};

/**
 * The scheduled job: processes the webhook inbox, checks open and overdue payments with the gateway, expires unpaid orders, sends
 * refunds, completes delivered orders, cleans up, and sends emails. Every step can be skipped, repeated, run concurrently or interrupted
 * without harm. So a failed step does not stop the others, and a failed row does not stop its step. Failures are logged and retried by a
 * later run.
 */
export async function cleanUp(): Promise<Cleanup> {
  const until = performance.now() + BUDGET_MS;
  const done: Cleanup['done'] = {};
  const failed: Cleanup['failed'] = {};
  for (const [name, step] of Object.entries(steps)) {
    try {
      const batch = await step(until);
      done[name] = batch.done;
      if (batch.failed > 0) failed[name] = batch.failed;
    } catch (error) {
      logError('cron_step_failed', error, { step: name });
      done[name] = 'failed';
    }
  }
  const isOk = Object.keys(failed).length === 0 && !Object.values(done).includes('failed');
  return { done, failed, isOk };
}

type Step = (until: number) => Promise<Batch>;

/** In this order: payments are recorded before anything expires, and refunds are sent after that. */
const steps: Record<string, Step> = {
  webhooks: (until) => inBatches(10, until, () => processWebhookEvents(10)),
  looked_up: (until) => inBatches(5, until, () => checkPayments(5)),
  expired_orders: () => count('cancel_expired_orders'),
  undecided_orders: () => count('refund_undecided_orders'),
  found_disputes: (until) => inTime(until, readLatestDisputes),
  found_refunds: (until) => inTime(until, readLatestRefunds),
  refunds: (until) => inBatches(5, until, () => processRefunds(5)),
  completed_orders: () => count('complete_delivered_orders'),
  expired_locks: () => count('cleanup_expired_inventory_locks'),
  timed_collections: () => count('refresh_timed_collections'),
  renewed_stock: revalidateStock,
  stale_rows: () => count('cleanup_stale_rows'),
  emails: (until) => inBatches(10, until, () => sendNotifications(10)),
  stale_uploads: removeStaleUploads,
  // after the other work, since they may take all the time that is left
  old_imports: removeOldFiles,
  imports: (until) => inTime(until, () => runDueImports(until)),
  import_pictures: fetchDuePictures,
  heartbeat: beat,
};

/** The last step: records that the run completed. */
async function beat(): Promise<Batch> {
  await execute(serviceClient(), 'note_heartbeat', { name: 'cron' });
  return { done: 1, failed: 0 };
}

/**
 * Claims and processes small batches until one is not full or time is up: a claimed row that is not processed has to
 * wait for its lease to end.
 */
async function inBatches(size: number, until: number, work: () => Promise<Batch>): Promise<Batch> {
  const total: Batch = { done: 0, failed: 0 };
  while (performance.now() < until) {
    const { done, failed } = await work();
    total.done += done;
    total.failed += failed;
    // failed rows were claimed too: the next batch gets others
    if (done + failed < size) break;
  }
  return total;
}

const inTime = async (until: number, work: () => Promise<Batch>): Promise<Batch> =>
  performance.now() < until ? work() : { done: 0, failed: 0 };

/** Asks the gateways about open and overdue payments: the shopper may have paid without a webhook reaching us. */
async function checkPayments(max: number): Promise<Batch> {
  return eachRow(await rpc(serviceClient(), 'claim_intents_to_check', { max_rows: max }), {
    event: 'payment_not_checked',
    fields: ({ reference }) => ({ reference }),
    work: async ({ gateway, reference }) => (await settle(gateway, reference)).state !== 'unknown',
    atOnce: true,
  });
}

async function count(
  name:
    | 'cancel_expired_orders'
    | 'refund_undecided_orders'
    | 'complete_delivered_orders'
    | 'cleanup_expired_inventory_locks'
    | 'cleanup_stale_rows'
    | 'refresh_timed_collections',
): Promise<Batch> {
  return { done: await rpc(serviceClient(), name, {}), failed: 0 };
}
