import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { serviceClient } from '@/lib/supabase/service';

const DAY_MS = 24 * 3600_000;
/** Storage lists, and removes, so many at once. */
const PAGE = 1000;

/**
 * Removes what was uploaded more than a day ago and never taken: whoever sent it went away, or the network did. Stops looking
 * when `performance.now()` is beyond `until`. Answers how many files went, and in how many shops not all could be looked at.
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

/** Service client: no person has a right to this bucket. */
const uploads = () => serviceClient().storage.from('proof-uploads');

/** All entries of a folder. What comes or goes meanwhile may be missed, and is found next time. */
async function list(folder: string) {
  const entries: { name: string; created_at: string | null }[] = [];
  for (;;) {
    const { data, error } = await uploads().list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`proof-uploads: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) return entries;
  }
}
