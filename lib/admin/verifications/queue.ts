import { z } from 'zod';
import { orderSchema } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';

/** What may be odd about a transfer, the worst first. */
export const warningKind = z.enum([
  'same_picture',
  'same_reference',
  'amount_differs',
  'promise_gone',
  'own_order',
]);

/** A transfer that waits for a verifier, as `list_verifications` answers it. Money in minor units of `currency`. */
export const listedVerification = z.object({
  order_id: z.uuid(),
  number: z.string(),
  name: z.string(),
  owed_minor: z.int(),
  currency: z.string(),
  expires_at: z.string(),
  /** when the first of its proofs came that nobody has decided on */
  submitted_at: z.string().nullable(),
  /** how many of those there are */
  proofs: z.int(),
  /** whether a proof waits for a verifier's word, or finance's answer is waited for */
  standing: z.enum(Constants.public.Enums.verification_status),
  /** why this person cannot decide on it; null: they can */
  blocked_by: z.enum(['forbidden', 'separation_of_duties', 'claimed']).nullable(),
  hold_reason: orderSchema.shape.hold_reason,
  hold_note: z.string().nullable(),
  claimed_by_name: z.string().nullable(),
  claimed_until: z.string().nullable(),
  is_mine: z.boolean(),
  warnings: z.array(warningKind),
});

export type ListedVerification = z.infer<typeof listedVerification>;

/** The first but one that waits for a verifier's word, and for whose this person's will do. */
export const firstFree = (rows: ListedVerification[], but: string) =>
  rows.find(
    ({ number, standing, blocked_by }) => number !== but && standing === 'to_verify' && blocked_by === null,
  );
