import 'server-only';
import { randomUUID } from 'node:crypto';
import { logError } from '@/lib/log';
import { storedFiles } from '@/lib/picture-sizes';
import { serviceClient } from '@/lib/supabase/service';
import type { LibraryPicture } from './picture';

/*
 * The bucket of the media library, which anyone can read. Only the server writes to it, with the service client.
 * Callers have checked that the picture belongs to the shop.
 */
const pictures = () => serviceClient().storage.from('media');

/** Cached for a year without revalidation: the files at a URL never change. */
const FOREVER = '31536000, immutable';

/** Stores all sizes in a new folder whose name cannot be guessed, and returns the address of the widest. */
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

/** What the database records about a stored picture. */
export const recordOf = (src: string, { width, height, placeholder, sha256, files }: LibraryPicture) => ({
  ...{ src, width, height, placeholder, sha256 },
  bytes: files.reduce((sum, each) => sum + each.bytes.length, 0),
});

/** Removes all stored sizes of a picture. A picture that is a file of this site has none. */
export async function removePicture(src: string) {
  const paths = storedFiles(src);
  if (paths.length === 0) return;
  const { error } = await pictures().remove(paths);
  if (error) logError('media_not_removed', error, { src });
}
