import 'server-only';
import { type Batch, eachRow } from '@/lib/batch';
import { serviceClient } from '@/lib/supabase/service';

/*
 * Uploaded files of imports, at shop_id/import_id. Service client: no user has access to the bucket. Callers have
 * checked that the import belongs to their shop.
 */
const files = () => serviceClient().storage.from('catalogue-imports');

const KEPT_DAYS = 30;
/** Maximum number of files that storage lists, or removes, per call. */
const PAGE = 1000;

/** A URL where a browser can upload the file within two hours, without further authorization. */
export async function makeUploadUrl(path: string): Promise<string> {
  const { data, error } = await files().createSignedUploadUrl(path, { upsert: true });
  if (error) throw new Error(`catalogue-imports: ${error.message}`);
  return data.signedUrl;
}

/** The uploaded file; null if nothing has arrived, or it was removed. */
export async function fetchFile(path: string): Promise<Uint8Array | null> {
  const { data, error } = await files().download(path);
  if (error && (error.status ?? 500) >= 500) throw new Error(`catalogue-imports: ${error.message}`);
  return data && new Uint8Array(await data.arrayBuffer());
}

/**
 * Removes files that are older than thirty days; their imports stay. Lists no more folders once `performance.now()` is
 * beyond `until`. Counts the files, and the shops that could not be checked.
 */
export async function removeOldFiles(until: number): Promise<Batch> {
  let done = 0;
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600_000;
  const { failed } = await eachRow(await list('', until), {
    event: 'old_imports_not_removed',
    fields: (shop) => ({ folder: shop.name }),
    work: async ({ name: shop }) => {
      const entries = await list(shop, until);
      const old = entries.filter(({ created_at }) => created_at && Date.parse(created_at) < oldest);
      for (let at = 0; at < old.length; at += PAGE) {
        const { error } = await files().remove(old.slice(at, at + PAGE).map(({ name }) => `${shop}/${name}`));
        if (error) throw new Error(`catalogue-imports: ${error.message}`);
      }
      done += old.length;
      return true;
    },
  });
  return { done, failed };
}

/** The entries of a folder, as far as the time allows. */
async function list(folder: string, until: number) {
  const entries: { name: string; created_at: string | null }[] = [];
  while (performance.now() < until) {
    const { data, error } = await files().list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`catalogue-imports: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) break;
  }
  return entries;
}
