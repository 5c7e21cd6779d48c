import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { TypedProof } from '@/lib/proofs/schema';
import { isReason, refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { orderPath } from '@/lib/shops/paths';

/** Why a proof was not taken, with what was typed, so that the form can come back filled in. */
export type ProofRefusal = Refused & { typed: TypedProof };

const text = z.string().max(300);
const keptSchema = z.object({
  reason: z.string().refine(isReason),
  fields: z.record(z.string(), z.string()).optional(),
  typed: z.object({ amount_minor: text, bank: text, bank_reference: text, paid_on: text }),
});

/** Carries a refusal over the redirect that answers a form without a script; what was typed is nothing for an address. */
export async function keepProofRefusal(number: string, { reason, fields, typed }: ProofRefusal) {
  (await cookies()).set('proof', JSON.stringify({ reason, fields, typed }), {
    path: orderPath(number),
    maxAge: 60,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  });
}

/** The refusal that has just been kept, if the visitor comes from there. */
export async function readProofRefusal(): Promise<ProofRefusal | null> {
  try {
    const { reason, fields, typed } = keptSchema.parse(
      JSON.parse((await cookies()).get('proof')?.value ?? ''),
    );
    return { ...refuse(reason, { fields }), typed };
  } catch {
    return null; // none, or somebody's own invention
  }
}
