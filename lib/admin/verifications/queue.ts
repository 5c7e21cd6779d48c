import { z } from 'zod';
import { orderSchema } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';

/** Warnings about a transfer, worst first. */
export const warningKind = z.enum([
  'same_picture',
  'same_reference',
  'amount_differs',
  'promise_gone',
  'own_order',
]);

/** A row of `list_verifications`: a transfer that waits for verification. Amounts in minor units of `currency`. */
export const listedVerification = z.object({
  order_id: z.uuid(),
  number: z.string(),
  name: z.string(),
  owed_minor: z.int(),
  currency: z.string(),
  expires_at: z.string(),
  /** when its first undecided proof was submitted */
  submitted_at: z.string().nullable(),
  /** number of undecided proofs */
  proofs: z.int(),
  /** whether a proof waits for verification, or the order waits for finance */
  standing: z.enum(Constants.public.Enums.verification_status),
  /** why this user may not decide it; null if they may */
  blocked_by: z.enum(['forbidden', 'separation_of_duties', 'claimed']).nullable(),
  hold_reason: orderSchema.shape.hold_reason,
  hold_note: z.string().nullable(),
  claimed_by_name: z.string().nullable(),
  claimed_until: z.string().nullable(),
  is_mine: z.boolean(),
  warnings: z.array(warningKind),
});

export type ListedVerification = z.infer<typeof listedVerification>;
