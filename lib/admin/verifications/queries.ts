import 'server-only';
import { z } from 'zod';
import { PAGE_SIZE, type Place, pageOf } from '@/lib/admin/staff/keyset';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { firstFree, type ListedVerification, listedVerification } from './queue';

/**
 * A page of the transfers that wait for verification, earliest deadline first, from the top or after a place; `after`
 * is where the next page starts. Empty for users who may not read payments in that shop.
 */
export async function listVerifications(shop: string, place: Place | null) {
  const args = { shop, from_expires_at: place?.at, from_id: place?.id, max_rows: PAGE_SIZE + 1 };
  const rows = await rpc(
    await sessionClient(),
    'list_verifications',
    args,
    z.array(listedVerification),
  ).catch((error: unknown) => expectRefusal(error, 'forbidden'));
  return pageOf(rows ?? [], place && { ...place, direction: 'after' }, placeOf);
}

const placeOf = ({ expires_at, order_id }: ListedVerification): Place => ({ at: expires_at, id: order_id });

/** The next order for this user to decide: the first one due after `place`, else the first one of the queue. */
export async function findNext(shop: string, number: string, place: Place | null) {
  if (place) {
    const next = firstFree((await listVerifications(shop, place)).rows, number);
    if (next) return next;
  }
  return firstFree((await listVerifications(shop, null)).rows, number);
}
