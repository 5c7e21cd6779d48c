'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { decryptDetails } from '@/lib/payout-details/details';
import { logUnreadable } from '@/lib/payout-details/queries';
import type { PayoutDetails } from '@/lib/payout-details/schema';
import { refusalOf, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { sessionClient } from '@/lib/supabase/session';

export type ShownDetails = PayoutDetails & { given_at: string; changed_at: string | null };

const answer = z
  .object({
    order_id: z.uuid(),
    ciphertext: z.string(),
    given_at: z.string(),
    changed_at: z.string().nullable(),
  })
  .nullable();

/**
 * The bank account to which a refund is to be paid now, for whoever pays refunds out; null while the customer has not given one.
 * That this person looked is on the order's log. Refuses what `read_payout_details` refuses, and `payout_details_unreadable`.
 */
export async function readPayoutDetails(refundId: unknown): Promise<Result<ShownDetails | null>> {
  await requireUser();
  const refund_id = z.uuid().safeParse(refundId);
  if (!refund_id.success) return refuse('refund_not_found');
  const client = await sessionClient();
  const { data, error } = await client.rpc('read_payout_details', { refund_id: refund_id.data });
  if (error) return refusalOf(error);
  const stored = answer.parse(data);
  if (!stored) return done(null);
  const { order_id, ciphertext, ...times } = stored;
  const details = decryptDetails(ciphertext, order_id);
  if (details) return done({ ...details, ...times });
  logUnreadable(order_id);
  return refuse('payout_details_unreadable');
}
