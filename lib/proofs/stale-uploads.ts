import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { serviceClient } from '@/lib/supabase/service';

const DAY_MS = 24 * 3600_000;
/** Maximum number of files that storage lists, or removes, per call. */
const PAGE = 1000;

/** Uploads of shoppers by shop and order, and those of staff by shop and person. */
const buckets = ['proof-uploads', 'media-uploads'] as const;
type Bucket = (typeof buckets)[number];

/**
 * Removes uploads older than a day that were never submitted. Stops when `performance.now()` is beyond `until`.
 * Counts the removed files, and the shops that could not be checked completely.
 */
export async function removeStaleUploads(until: number): Promise<Batch> {
  const total: Batch = { done: 0, failed: 0 };
  for (const bucket of buckets) {
    const { done, failed } = await removeStaleFrom(bucket, until);
    total.done += done;
    total.failed += failed;
  }
  return total;
}

async function removeStaleFrom(bucket: Bucket, until: number): Promise<Batch> {
  let done = 0;
  const event = 'stale_uploads_not_removed';
  const { failed } = await eachRow(await list(bucket, ''), {
    event,
    fields: (shop) => ({ bucket, folder: shop.name }),
    work: async (shop) => {
      const folders = await eachRow(await list(bucket, shop.name), {
        event,
        fields: ({ name }) => ({ bucket, folder: `${shop.name}/${name}` }),
        work: async ({ name }) => {
          if (performance.now() < until) done += await removeStaleIn(bucket, `${shop.name}/${name}`);
          return true;
        },
      });
      return folders.failed === 0;
    },
  });
  return { done, failed };
}

async function removeStaleIn(bucket: Bucket, folder: string): Promise<number> {
  const stale = (await list(bucket, folder))
    .filter(({ created_at }) => created_at && Date.parse(created_at) < Date.now() - DAY_MS)
    .slice(0, PAGE);
  if (stale.length === 0) return 0;
  const { data, error } = await uploads(bucket).remove(stale.map(({ name }) => `${folder}/${name}`));
  if (error) throw new Error(`${bucket}: ${error.message}`);
  return data.length;
}

/** Service client: no user has access to these buckets. */
const uploads = (bucket: Bucket) => serviceClient().storage.from(bucket);

/** All entries of a folder. Concurrent changes may be missed, and are found next time. */
async function list(bucket: Bucket, folder: string) {
  const entries: { name: string; created_at: string | null }[] = [];
  for (;;) {
    const { data, error } = await uploads(bucket).list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`${bucket}: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) return entries;
  }
}
