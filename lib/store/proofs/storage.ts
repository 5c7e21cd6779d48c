import 'server-only';
import { randomUUID } from 'node:crypto';
import { logError } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service';

/*
 * The two buckets of proofs. Browsers only upload, to signed URLs; all else needs the service client. Callers have checked with
 * `get_order` that the order is the visitor's.
 */
const uploads = () => serviceClient().storage.from('proof-uploads');
const pictures = () => serviceClient().storage.from('payment-proofs');

/** A URL where a browser can upload one file within two hours, without further authorization. */
export type UploadPlace = { url: string; path: string };

export async function makeUploadPlace(folder: string): Promise<UploadPlace> {
  const path = `${folder}/${randomUUID()}`;
  const { data, error } = await uploads().createSignedUploadUrl(path);
  if (error) throw new Error(`proof-uploads: ${error.message}`);
  return { url: data.signedUrl, path };
}

/** The uploaded file; null if nothing arrived, or it was already removed. */
export async function fetchUpload(path: string): Promise<Uint8Array | null> {
  const { data, error } = await uploads().download(path);
  // a missing file is the caller's error; other errors are the server's and are logged, but the user is asked to
  // send it again either way
  if (error && (error.status ?? 500) >= 500) logError('proof_upload_not_fetched', error, { path });
  return data && new Uint8Array(await data.arrayBuffer());
}

/** Cron removes uploads left behind. */
export const removeUpload = (path: string) => remove(uploads(), path);

/** Stores a picture and returns its path. */
export async function keepPicture(folder: string, bytes: Uint8Array): Promise<string> {
  const path = `${folder}/${randomUUID()}.webp`;
  const { error } = await pictures().upload(path, bytes, { contentType: 'image/webp' });
  if (error) throw new Error(`payment-proofs: ${error.message}`);
  return path;
}

export const removePicture = (path: string) => remove(pictures(), path);

/** A link to a picture, valid for a minute. */
export async function linkPicture(path: string): Promise<string> {
  const { data, error } = await pictures().createSignedUrl(path, 60);
  if (error) throw new Error(`payment-proofs: ${error.message}`);
  return data.signedUrl;
}

async function remove(bucket: ReturnType<typeof uploads>, path: string) {
  const { error } = await bucket.remove([path]);
  if (error) logError('proof_file_not_removed', error, { path });
}
