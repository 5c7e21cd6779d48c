import 'server-only';
import { z } from 'zod';
import { type Cursor, PAGE_SIZE, pageOf } from '@/lib/admin/staff/keyset';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { type ListedVerification, listedVerification } from './queue';

/**
 * A page of the transfers that wait for verification, earliest deadline first, from the top or after a cursor; `after` is the cursor of the
 * next page. Empty for users who may not read payments in that shop.
 */
export async function listVerifications(shop: string, cursor: Cursor | null) {
  const args = { shop, from_expires_at: cursor?.at, from_id: cursor?.id, max_rows: PAGE_SIZE + 1 };
  const rows = await rpc(
    await sessionClient(),
    'list_verifications',
    args,
    z.array(listedVerification),
  ).catch((error: unknown) => expectRefusal(error, 'forbidden'));
  return pageOf(rows ?? [], cursor && { ...cursor, direction: 'after' }, cursorOf);
}

const cursorOf = ({ expires_at, order_id }: ListedVerification): Cursor => ({ at: expires_at, id: order_id });

/**
 * The number of the next order for this user to decide: the first one due after this one, else the first one of the
 * queue. Null if there is none among the next thousand, also for users who may not read payments in that shop.
 */
export async function findNext(shop: string, order_id: string, expires_at: string | null) {
  const args = { shop, order_id, from_expires_at: expires_at ?? undefined };
  return rpc(await sessionClient(), 'find_next_verification', args, z.string().nullable()).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
}
