import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { serviceClient } from '@/lib/supabase/service';

const DAY_MS = 24 * 3600_000;
/** Maximum number of files that storage lists, or removes, per call. */
const PAGE = 1000;

/** Uploads of shoppers by shop and order, and those of staff by shop and person. */
const buckets = ['proof-uploads', 'media-uploads'] as const;
type Bucket = (typeof buckets)[number];

const event = 'stale_uploads_not_removed';

/**
 * Removes uploads older than a day that were never submitted. Lists no more folders once `performance.now()` is beyond
 * `until`. Counts the removed files, and the buckets and shops that could not be checked completely.
 */
export async function removeStaleUploads(until: number): Promise<Batch> {
  const total: Batch = { done: 0, failed: 0 };
  const { failed } = await eachRow(buckets, {
    event,
    fields: (bucket) => ({ bucket }),
    work: async (bucket) => {
      const shops = await removeStaleFrom(bucket, until);
      total.done += shops.done;
      total.failed += shops.failed;
      return true;
    },
  });
  return { done: total.done, failed: total.failed + failed };
}

async function removeStaleFrom(bucket: Bucket, until: number): Promise<Batch> {
  let done = 0;
  const { failed } = await eachRow(await list(bucket, '', until), {
    event,
    fields: (shop) => ({ bucket, folder: shop.name }),
    work: async (shop) => {
      const folders = await eachRow(await list(bucket, shop.name, until), {
        event,
        fields: ({ name }) => ({ bucket, folder: `${shop.name}/${name}` }),
        work: async ({ name }) => {
          done += await removeStaleIn(bucket, `${shop.name}/${name}`, until);
          return true;
        },
      });
      return folders.failed === 0;
    },
  });
  return { done, failed };
}

async function removeStaleIn(bucket: Bucket, folder: string, until: number): Promise<number> {
  const stale = (await list(bucket, folder, until))
    .filter(({ created_at }) => created_at && Date.parse(created_at) < Date.now() - DAY_MS)
    .slice(0, PAGE);
  if (stale.length === 0) return 0;
  const { data, error } = await uploads(bucket).remove(stale.map(({ name }) => `${folder}/${name}`));
  if (error) throw new Error(`${bucket}: ${error.message}`);
  return data.length;
}

/** Service client: no user has access to these buckets. */
const uploads = (bucket: Bucket) => serviceClient().storage.from(bucket);

/** The entries of a folder, as far as the time allows. Others, and concurrent changes, are found next time. */
async function list(bucket: Bucket, folder: string, until: number) {
  const entries: { name: string; created_at: string | null }[] = [];
  while (performance.now() < until) {
    const { data, error } = await uploads(bucket).list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`${bucket}: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) break;
  }
  return entries;
}
