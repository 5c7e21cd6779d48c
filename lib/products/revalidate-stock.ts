import 'server-only';
import { revalidateTag, updateTag } from 'next/cache';
import type { Batch } from '@/lib/batch';
import { logError } from '@/lib/log';
import { collectionTag, stockTag } from '@/lib/shops/tags';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';

/*
 * The database records when a variant sells out or comes back, and each refresh takes the recorded changes, with the collections whose
 * rules they touch. Most orders cause none and leave every cached page alone. After a refresh no one sees an old page: the next visitor
 * waits for the new one.
 */

/** For work after a response (lib/jobs/after-commit.ts), and for cron. Counts the products and collections that expire. */
export async function revalidateStock(): Promise<Batch> {
  const all: Batch = { done: 0, failed: 0 };
  for (let batch = 0; batch < BATCHES; batch++) {
    const { done } = await renew((tag) => revalidateTag(tag, { expire: 0 }));
    // a call that returns fewer than BATCH may not be the last: several changes may be of one product
    if (done === 0) break;
    all.done += done;
  }
  return all;
}

/** For staff actions, before their response, so that the next page is current. The action stands even if this fails. */
export async function updateStock(): Promise<void> {
  await renew(updateTag).catch((error: unknown) => logError('stock_not_renewed', error));
}

async function renew(expire: (tag: string) => void): Promise<Batch> {
  // Service client: stock changes belong to no user.
  const changed = await rpc(serviceClient(), 'claim_catalogue_changes', { max_rows: BATCH });
  for (const { shop, product, collection } of changed) {
    if (product) expire(stockTag(shop, product));
    if (collection) expire(collectionTag(shop, collection));
  }
  return { done: changed.length, failed: 0 };
}

/** Changes per call, and calls per refresh: an import or a restored backup may change thousands. The next refresh takes the rest. */
const BATCH = 500;
const BATCHES = 20;
