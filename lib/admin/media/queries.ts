import 'server-only';
import { z } from 'zod';
import { type IdKeyset, PAGE_SIZE, pageById } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { type MediaDetails, type MediaView, mediaDetails, mediaRow, openUpload } from './media';

type Asked = { view: MediaView; search: string; keyset: IdKeyset | null };

/** A page of a shop's pictures, newest first, for staff with `catalog.write`. */
export async function listMedia({ shop }: Membership, { view, search, keyset }: Asked) {
  const args = {
    ...{ shop: shop.slug, view, search: search || undefined, from_id: keyset?.id },
    ...{ upwards: keyset?.direction === 'before', max_rows: PAGE_SIZE + 1 },
  };
  const rows = await rpc(await sessionClient(), 'list_media', args, z.array(mediaRow));
  return pageById(rows, keyset, ({ media_id }) => media_id);
}

/** The uploads of this user that are not in the library yet, newest first. */
export const listUploads = async ({ shop }: Membership) =>
  rpc(await sessionClient(), 'list_media_uploads', { shop: shop.slug }, z.array(openUpload));

/** A picture of this shop and where it is used; null if the shop does not have it. */
export async function getMedia({ shop }: Membership, media_id: string): Promise<MediaDetails | null> {
  const found = await rpc(await sessionClient(), 'get_media', { media_id }, mediaDetails).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  return found?.shop === shop.slug ? found : null;
}
