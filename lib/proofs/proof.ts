import { z } from 'zod';
import { Constants } from '@/lib/supabase/database.types';

const enums = Constants.public.Enums;
const time = z.string();

export const proof = z.object({
  proof_id: z.uuid(),
  amount_minor: z.int(),
  bank: z.string().nullable(),
  bank_reference: z.string().nullable(),
  paid_on: z.string().nullable(),
  state: z.enum(enums.proof_state),
  reject_reason: z.enum(enums.reject_reason).nullable(),
  /** the verifier's note */
  reject_note: z.string().nullable(),
  /** path of its picture in the private bucket */
  file_path: z.string().nullable(),
  submitted_at: time,
  /** what a verifier saw on the account; null before that */
  seen: z
    .object({
      amount_minor: z.int(),
      currency: z.string(),
      received_on: z.iso.date(),
      /** null: the bank shows none */
      reference: z.string().nullable(),
    })
    .nullable(),
});

/** A warning about a proof, for its verifier. */
export const warning = z.discriminatedUnion('kind', [
  /** Similar to the picture of another order; `bits` of 256 differ. */
  z.object({ kind: z.literal('same_picture'), number: z.string(), file_path: z.string(), bits: z.int() }),
  z.object({ kind: z.literal('same_reference'), number: z.string() }),
  z.object({ kind: z.literal('amount_differs'), amount_minor: z.int() }),
  z.object({
    kind: z.literal('promise_gone'),
    lines: z
      .array(z.object({ sku: z.string(), name: z.string(), requested: z.int(), available: z.int() }))
      .nullable(),
  }),
  z.object({ kind: z.literal('own_order') }),
]);

export type Proof = z.infer<typeof proof>;
export type ProofWarning = z.infer<typeof warning>;
