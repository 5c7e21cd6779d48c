'use server';

import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { decryptDetails } from '@/lib/payout-details/details';
import { logUnreadable } from '@/lib/payout-details/queries';
import type { PayoutDetails } from '@/lib/payout-details/schema';
import { refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { resultOf, rpc } from '@/lib/supabase/rpc';
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
 * The customer's bank account for a refund, for staff who pay out refunds; null if the customer has not given one.
 * Each read is logged on the order. Refuses with the reasons of `read_payout_details`, and with
 * `payout_details_unreadable`.
 */
export async function readPayoutDetails(refundId: unknown): Promise<Result<ShownDetails | null>> {
  await requireUser();
  const refund_id = z.uuid().safeParse(refundId);
  if (!refund_id.success) return refuse('refund_not_found');
  const args = { refund_id: refund_id.data };
  const stored = await resultOf(rpc(await sessionClient(), 'read_payout_details', args, answer));
  if (!stored.ok) return stored;
  if (!stored.data) return done(null);
  const { order_id, ciphertext, ...times } = stored.data;
  const details = decryptDetails(ciphertext, order_id);
  if (details) return done({ ...details, ...times });
  logUnreadable(order_id);
  return refuse('payout_details_unreadable');
}
