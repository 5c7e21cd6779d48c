import 'server-only';
import { revalidateTag } from 'next/cache';
import { z } from 'zod';
import { type Batch, eachRow } from '@/lib/batch';
import { readPicture } from '@/lib/media/picture';
import { recordOf, removePicture, storePicture } from '@/lib/media/storage';
import type { RefusedFile } from '@/lib/proofs/decode';
import type { Json } from '@/lib/supabase/database.types';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { tagsOfChanges } from './changed-pages';
import { fetchPicture, fileNameOf, type PictureReason } from './fetch-picture';
import { changedProducts } from './queries';

/** Pictures per batch. Each loads a server of somebody else and keeps one of our processors busy. */
const BATCH = 4;

/**
 * Fetches pictures of imported products until none is due or `performance.now()` is beyond `until`. Counts those with a
 * final result.
 */
export async function fetchDuePictures(until: number): Promise<Batch> {
  const total: Batch = { done: 0, failed: 0 };
  while (performance.now() < until) {
    const due = await rpc(serviceClient(), 'claim_import_pictures', { max_rows: BATCH });
    const { done, failed } = await eachRow(due, {
      event: 'picture_not_fetched',
      fields: ({ picture_id }) => ({ picture_id }),
      work: fetchOne,
      atOnce: true,
    });
    total.done += done;
    total.failed += failed;
    if (due.length < BATCH) break;
  }
  return total;
}

type Claimed = { picture_id: string; shop_id: string; shop: string; url: string };
const finished = z.object({ is_settled: z.boolean(), is_stored: z.boolean(), changed: changedProducts });

/** A missing picture is a final result too, which the page of the import shows. */
async function fetchOne({ picture_id, shop_id, shop, url }: Claimed): Promise<boolean> {
  const finish = (answer: { picture: Json } | { reason: PictureReason }) =>
    rpc(serviceClient(), 'finish_import_picture', { picture_id, ...answer }, finished);
  const fetched = await fetchPicture(url);
  if (typeof fetched === 'string') return (await finish({ reason: fetched })).is_settled;
  const drawn = await readPicture(fetched, { order: picture_id, client: null });
  if ('refused' in drawn) return (await finish({ reason: reasonOf(drawn) })).is_settled;
  const src = await storePicture(shop_id, drawn);
  // if `finish` throws, the picture may have been added all the same, so its files must stay
  const picture = { ...recordOf(src, drawn), file_name: fileNameOf(url) };
  const { is_settled, is_stored, changed } = await finish({ picture });
  for (const tag of tagsOfChanges(shop, { changed, has_new_category: false }))
    revalidateTag(tag, { expire: 0 });
  // the library had the same file, or the import was undone meanwhile
  if (!is_stored) await removePicture(src);
  return is_settled;
}

function reasonOf({ refused }: RefusedFile): PictureReason {
  if (refused === 'file_too_large' || refused === 'picture_too_large') return 'picture_too_large';
  // too many pictures are being drawn now: retried, like one whose server does not answer
  return refused === 'too_many_files' ? 'picture_unreachable' : 'picture_unreadable';
}
