import 'server-only';
import { logError } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service';

/*
 * Uploads to the media library. A browser writes one to a signed URL; only our servers read and remove it,
 * with the service client. Callers have checked that the user may edit the shop's catalogue.
 */
const uploads = () => serviceClient().storage.from('media-uploads');

/** A URL where a browser can upload one file within two hours. */
export async function makeUploadUrl(path: string): Promise<string> {
  const { data, error } = await uploads().createSignedUploadUrl(path);
  if (error) throw new Error(`media-uploads: ${error.message}`);
  return data.signedUrl;
}

/** The uploaded file; null if nothing arrived, or it was already removed. */
export async function fetchUpload(path: string): Promise<Uint8Array | null> {
  const { data, error } = await uploads().download(path);
  if (error && (error.status ?? 500) >= 500) logError('media_upload_not_fetched', error, { path });
  return data && new Uint8Array(await data.arrayBuffer());
}

/** Removes an upload. A failure is only logged, because cron removes what is left behind. */
export async function removeUpload(path: string) {
  const { error } = await uploads().remove([path]);
  if (error) logError('media_upload_not_removed', error, { path });
}
