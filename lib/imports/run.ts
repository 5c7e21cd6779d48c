import 'server-only';
import { revalidateTag } from 'next/cache';
import { type Batch, eachRow } from '@/lib/batch';
import { forgetPages } from '@/lib/proxy/known-pages';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { type Changes, tagsOfChanges } from './changed-pages';
import { type ImportClient, type ImportState, runBatch } from './queries';

/** Whether an import has work left. */
export const isUnderWay = (state: ImportState) => ['checking', 'running', 'undoing'].includes(state);

/**
 * Runs an import in batches until its step is done, `performance.now()` is beyond `until`, or another worker is running
 * it. Each batch is a transaction of its own, so a run can be stopped at any time. `expire` gets the cache tags of the
 * pages that show what changed.
 */
export async function runBatches(
  client: ImportClient,
  import_id: string,
  { until, expire }: { until: number; expire: (tag: string) => void },
) {
  const changes: Changes = { changed: [], has_new_category: false };
  let shop = '';
  try {
    for (;;) {
      const done = await runBatch(client, import_id);
      shop = done.shop;
      changes.changed.push(...done.changed);
      changes.has_new_category ||= done.has_new_category;
      if (done.is_busy || !isUnderWay(done.state) || performance.now() > until) return done;
    }
  } finally {
    // also after a batch that failed: the batches before it are committed
    for (const tag of tagsOfChanges(shop, changes)) expire(tag);
    if (changes.changed.length > 0) forgetPages();
  }
}

/** For cron: continues imports whose page is not open. Counts the imports. */
export async function runDueImports(until: number): Promise<Batch> {
  return eachRow(await rpc(serviceClient(), 'list_due_imports', { max_rows: 20 }), {
    event: 'import_not_run',
    fields: ({ import_id }) => ({ import_id }),
    work: async ({ import_id }) => {
      const expire = (tag: string) => revalidateTag(tag, { expire: 0 });
      await runBatches(serviceClient(), import_id, { until, expire });
      return true;
    },
  });
}
