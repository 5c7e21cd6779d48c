import 'server-only';
import { revalidateTag } from 'next/cache';
import { type Batch, eachRow } from '@/lib/batch';
import { shopTag } from '@/lib/shops/tags';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { fetchPicture } from './fetch-picture';
import { storePicture } from './store-picture';

/** At once: each is fetched from another shop's servers, and redrawn by one of our processors. */
const BATCH = 4;

/** Fetches pictures of imported products until none is due or `performance.now()` is beyond `until`. Counts those that are settled. */
export async function fetchDuePictures(until: number): Promise<Batch> {
  const total: Batch = { done: 0, failed: 0 };
  while (performance.now() < until) {
    const due = await rpc(serviceClient(), 'claim_import_pictures', { max_rows: BATCH });
    const { done, failed } = await eachRow(due, {
      event: 'picture_not_fetched',
      fields: ({ picture_id }) => ({ picture_id }),
      work: settle,
      atOnce: true,
    });
    total.done += done;
    total.failed += failed;
    for (const shop of new Set(due.map((row) => row.shop))) revalidateTag(shopTag(shop), { expire: 0 });
    if (due.length < BATCH) break;
  }
  return total;
}

type Claimed = { picture_id: string; shop_id: string; url: string };

/** A picture that is not there is settled too: the import's page says so. */
async function settle({ picture_id, shop_id, url }: Claimed): Promise<boolean> {
  const fetched = await fetchPicture(url);
  if (typeof fetched === 'string')
    return rpc(serviceClient(), 'finish_import_picture', { picture_id, reason: fetched });
  const picture = await storePicture(shop_id, fetched);
  const answer = picture ? { picture } : { reason: 'picture_unreadable' };
  return rpc(serviceClient(), 'finish_import_picture', { picture_id, ...answer });
}
