import 'server-only';
import { randomUUID } from 'node:crypto';
import { logError } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service';

/*
 * The two buckets of proofs. Nobody but our servers writes to either, so this is the service client's: whoever calls has
 * found out by `get_order` that the order is the visitor's.
 */
const uploads = () => serviceClient().storage.from('proof-uploads');
const pictures = () => serviceClient().storage.from('payment-proofs');

/** Where a browser may put one file, within two hours. The address holds the right to do so. */
export type UploadPlace = { url: string; path: string };

export async function makeUploadPlace(folder: string): Promise<UploadPlace> {
  const path = `${folder}/${randomUUID()}`;
  const { data, error } = await uploads().createSignedUploadUrl(path);
  if (error) throw new Error(`proof-uploads: ${error.message}`);
  return { url: data.signedUrl, path };
}

/** What was uploaded; null: nothing arrived there, or it was taken already. */
export async function fetchUpload(path: string): Promise<Uint8Array | null> {
  const { data, error } = await uploads().download(path);
  // what is not there is refused as the caller's fault; anything else is a fault of ours, though it is sent once more all the same
  if (error && (error.status ?? 500) >= 500) logError('proof_upload_not_fetched', error, { path });
  return data && new Uint8Array(await data.arrayBuffer());
}

/** Cron removes what stays behind here. */
export const removeUpload = (path: string) => remove(uploads(), path);

/** Answers the path of the picture. */
export async function keepPicture(folder: string, bytes: Uint8Array): Promise<string> {
  const path = `${folder}/${randomUUID()}.webp`;
  const { error } = await pictures().upload(path, bytes, { contentType: 'image/webp' });
  if (error) throw new Error(`payment-proofs: ${error.message}`);
  return path;
}

export const removePicture = (path: string) => remove(pictures(), path);

/** A link to a picture, good for a minute. */
export async function linkPicture(path: string): Promise<string> {
  const { data, error } = await pictures().createSignedUrl(path, 60);
  if (error) throw new Error(`payment-proofs: ${error.message}`);
  return data.signedUrl;
}

async function remove(bucket: ReturnType<typeof uploads>, path: string) {
  const { error } = await bucket.remove([path]);
  if (error) logError('proof_file_not_removed', error, { path });
}
