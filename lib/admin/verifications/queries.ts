import 'server-only';
import { z } from 'zod';
import { PAGE_SIZE, type Place, pageOf } from '@/lib/admin/staff/keyset';
import { refusalOf } from '@/lib/refusals';
import { sessionClient } from '@/lib/supabase/session';
import { firstFree, type ListedVerification, listedVerification } from './queue';

/**
 * A page of the transfers that wait for a verifier, oldest promise first, from the top or behind a place; `after` is where the
 * next one begins. Empty for whoever may not read payments in that shop.
 */
export async function listVerifications(shop: string, place: Place | null) {
  const { data, error } = await (await sessionClient()).rpc('list_verifications', {
    shop,
    from_expires_at: place?.at,
    from_id: place?.id,
    max_rows: PAGE_SIZE + 1,
  });
  if (error) refusalOf(error); // throws what is none; the only one is `forbidden`
  const rows = error ? [] : z.array(listedVerification).parse(data);
  return pageOf(rows, place && { ...place, direction: 'after' }, placeOf);
}

const placeOf = ({ expires_at, order_id }: ListedVerification): Place => ({ at: expires_at, id: order_id });

/** What this person decides on after the order at `place`: what is due after it, and then what was passed over. */
export async function findNext(shop: string, number: string, place: Place | null) {
  if (place) {
    const next = firstFree((await listVerifications(shop, place)).rows, number);
    if (next) return next;
  }
  return firstFree((await listVerifications(shop, null)).rows, number);
}
