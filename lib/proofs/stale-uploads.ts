import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { serviceClient } from '@/lib/supabase/service';

const DAY_MS = 24 * 3600_000;
/** Maximum number of files that storage lists, or removes, per call. */
const PAGE = 1000;

/**
 * Removes uploads older than a day that were never submitted. Stops when `performance.now()` is beyond `until`.
 * Counts the removed files, and the shops that could not be checked completely.
 */
export async function removeStaleUploads(until: number): Promise<Batch> {
  let done = 0;
  const event = 'stale_uploads_not_removed';
  const { failed } = await eachRow(await list(''), {
    event,
    fields: (shop) => ({ folder: shop.name }),
    work: async (shop) => {
      const orders = await eachRow(await list(shop.name), {
        event,
        fields: (order) => ({ folder: `${shop.name}/${order.name}` }),
        work: async (order) => {
          if (performance.now() < until) done += await removeStaleIn(`${shop.name}/${order.name}`);
          return true;
        },
      });
      return orders.failed === 0;
    },
  });
  return { done, failed };
}

async function removeStaleIn(folder: string): Promise<number> {
  const stale = (await list(folder))
    .filter(({ created_at }) => created_at && Date.parse(created_at) < Date.now() - DAY_MS)
    .slice(0, PAGE);
  if (stale.length === 0) return 0;
  const { data, error } = await uploads().remove(stale.map(({ name }) => `${folder}/${name}`));
  if (error) throw new Error(`proof-uploads: ${error.message}`);
  return data.length;
}

/** Service client: no user has access to this bucket. */
const uploads = () => serviceClient().storage.from('proof-uploads');

/** All entries of a folder. Concurrent changes may be missed, and are found next time. */
async function list(folder: string) {
  const entries: { name: string; created_at: string | null }[] = [];
  for (;;) {
    const { data, error } = await uploads().list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`proof-uploads: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) return entries;
  }
}
