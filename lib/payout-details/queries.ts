import 'server-only';
import { z } from 'zod';
import { logError } from '@/lib/log';
import { readOrderKey } from '@/lib/orders/keys';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { decryptDetails } from './details';
import type { PayoutDetails } from './schema';

const ownSchema = z
  .object({
    ciphertext: z.string(),
    given_at: z.string(),
    changed_at: z.string().nullable(),
    changes_left: z.int(),
  })
  .nullable();

export type OwnPayoutDetails = {
  /** null: they cannot be decrypted and have to be given again */
  details: PayoutDetails | null;
  given_at: string;
  changed_at: string | null;
  changes_left: number;
};

/** The shopper's own details while a refund waits; null if there are none that this visitor may see. */
export async function getOwnPayoutDetails(order: {
  order_id: string;
  number: string;
}): Promise<OwnPayoutDetails | null> {
  const { order_id, number } = order;
  const [client, access_token] = await Promise.all([sessionClient(), readOrderKey(number)]);
  const args = { order_id, access_token: access_token ?? undefined };
  const own = await rpc(client, 'get_own_payout_details', args, ownSchema).catch((error: unknown) =>
    // both mean that this visitor has no access
    expectRefusal(error, 'order_not_found', 'forbidden'),
  );
  if (!own) return null;
  const { ciphertext, ...facts } = own;
  const details = decryptDetails(ciphertext, order_id);
  if (!details) logUnreadable(order_id);
  return { details, ...facts };
}

/** For a missing key or forged data, which neither a shopper nor staff can fix. */
export const logUnreadable = (order_id: string) =>
  logError('payout_details_unreadable', new Error('bank details cannot be decrypted'), { order_id });
