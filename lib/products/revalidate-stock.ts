import 'server-only';
import { revalidateTag, updateTag } from 'next/cache';
import type { Batch } from '@/lib/batch';
import { logError } from '@/lib/log';
import { stockTag } from '@/lib/shops/tags';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';

/*
 * The database notes when a variant sells out or comes back, and whoever renews takes the notes of all. Most orders do neither, and
 * leave every page in its cache. Nobody is shown an old page afterwards: the next visitor waits for the new one.
 */

/** For what follows an answer (lib/jobs/after-commit.ts), and for cron. Answers how many products are shown anew. */
export const revalidateStock = (): Promise<Batch> => renew((tag) => revalidateTag(tag, { expire: 0 }));

/** For an action of staff, before its answer: what they look at next is as they left it. What was done is done, if this fails. */
export async function updateStock(): Promise<void> {
  await renew(updateTag).catch((error: unknown) => logError('stock_not_renewed', error));
}

async function renew(expire: (tag: string) => void): Promise<Batch> {
  // Service client: what has sold out is nobody's in particular.
  const changed = await rpc(serviceClient(), 'claim_stock_changes', { max_rows: MOST });
  for (const { shop, product } of changed) expire(stockTag(shop, product));
  return { done: changed.length, failed: 0 };
}

/** So many notes at once. What is left is taken with the next order, or by cron. */
const MOST = 500;
