import 'server-only';
import type { Batch } from '@/lib/batch';
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
 * Removes files that are older than thirty days; their imports stay. Counts the files. Stops when `performance.now()`
 * is beyond `until`.
 */
export async function removeOldFiles(until: number): Promise<Batch> {
  let done = 0;
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600_000;
  for (const { name: shop } of await list('')) {
    if (performance.now() > until) break;
    const old = (await list(shop)).filter(({ created_at }) => created_at && Date.parse(created_at) < oldest);
    for (let at = 0; at < old.length; at += PAGE) {
      const { error } = await files().remove(old.slice(at, at + PAGE).map(({ name }) => `${shop}/${name}`));
      if (error) throw new Error(`catalogue-imports: ${error.message}`);
    }
    done += old.length;
  }
  return { done, failed: 0 };
}

async function list(folder: string) {
  const entries: { name: string; created_at: string | null }[] = [];
  for (;;) {
    const { data, error } = await files().list(folder, { limit: PAGE, offset: entries.length });
    if (error) throw new Error(`catalogue-imports: ${error.message}`);
    entries.push(...data);
    if (data.length < PAGE) return entries;
  }
}
