import { z } from 'zod';
import { orderSchema } from '@/lib/orders/order';

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
  hold_reason: orderSchema.shape.hold_reason,
  hold_note: z.string().nullable(),
  claimed_by_name: z.string().nullable(),
  claimed_until: z.string().nullable(),
  is_mine: z.boolean(),
  warnings: z.array(warningKind),
});

export type ListedVerification = z.infer<typeof listedVerification>;

/** A colleague looks for its money right now. */
export const isTaken = ({ claimed_until, is_mine }: ListedVerification) => claimed_until !== null && !is_mine;

/**
 * Its money was noted and does not fit, so that it waits for finance's answer; there is nothing to look for until another
 * proof comes.
 */
export const isAsked = ({ proofs }: ListedVerification) => proofs === 0;

/** The first that this person may decide on: there is something to look for, no colleague does, and it is not their own order. */
export const firstFree = (rows: ListedVerification[], but: string) =>
  rows.find(
    (row) => row.number !== but && !isAsked(row) && !isTaken(row) && !row.warnings.includes('own_order'),
  );
