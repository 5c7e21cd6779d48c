import 'server-only';
import { revalidateTag } from 'next/cache';
import { type Batch, eachRow } from '@/lib/batch';
import { shopTag } from '@/lib/shops/tags';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { type ImportClient, type ImportState, runBatch } from './queries';

/** Whether an import has work left. */
export const isUnderWay = (state: ImportState) => ['checking', 'running', 'undoing'].includes(state);

/**
 * Works on an import batch by batch until its step is done, `performance.now()` is beyond `until`, or somebody else is at it. Each batch is
 * a transaction of its own, so it may be ended at any moment.
 */
export async function runBatches(client: ImportClient, import_id: string, until: number) {
  for (;;) {
    const done = await runBatch(client, import_id);
    if (done.is_busy || !isUnderWay(done.state) || performance.now() > until) return done;
  }
}

/** For cron: continues imports whose page is not open. Counts those that it has run. */
export async function runDueImports(until: number): Promise<Batch> {
  return eachRow(await rpc(serviceClient(), 'list_due_imports', { max_rows: 20 }), {
    event: 'import_not_run',
    fields: ({ import_id }) => ({ import_id }),
    work: async ({ import_id }) => {
      const { shop } = await runBatches(serviceClient(), import_id, until);
      revalidateTag(shopTag(shop), { expire: 0 });
      return true;
    },
  });
}
