import 'server-only';
import { randomUUID } from 'node:crypto';
import { logError } from '@/lib/log';
import type { LibraryPicture } from '@/lib/media/picture';
import { storedFiles } from '@/lib/picture-sizes';
import { serviceClient } from '@/lib/supabase/service';

/*
 * The two buckets of the media library: uploads, which only our servers read, and pictures, which anyone reads. Only the server writes to
 * them, so this uses the service client: callers have checked that the user may edit the shop's catalogue.
 */
const uploads = () => serviceClient().storage.from('media-uploads');
const pictures = () => serviceClient().storage.from('media');

/** A year, and no question in between: the files under an address never change. */
const FOREVER = '31536000, immutable';

/** A URL where a browser can upload one file, once, within two hours. */
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

/** Cron removes uploads left behind. */
export async function removeUpload(path: string) {
  const { error } = await uploads().remove([path]);
  if (error) logError('media_upload_not_removed', error, { path });
}

/** Stores all sizes in a folder of their own that nobody can guess, and returns the address of the widest. */
export async function storePicture(shopId: string, { width, files }: LibraryPicture): Promise<string> {
  const folder = `${shopId}/${randomUUID()}`;
  const { publicUrl } = pictures().getPublicUrl(`${folder}/${width}.webp`).data;
  const stored = await Promise.all(
    files.map(({ name, type, bytes }) =>
      pictures().upload(`${folder}/${name}`, bytes, { contentType: type, cacheControl: FOREVER }),
    ),
  );
  const failed = stored.find(({ error }) => error);
  if (failed) {
    await removePicture(publicUrl);
    throw new Error(`media: ${failed.error?.message}`);
  }
  return publicUrl;
}

/** Removes all sizes of a picture. One that came with this site has none. */
export async function removePicture(src: string) {
  const paths = storedFiles(src);
  if (paths.length === 0) return;
  const { error } = await pictures().remove(paths);
  if (error) logError('media_not_removed', error, { src });
}
