import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import { decrypt, encrypt } from '@/lib/payout-details/encryption';
import type { PayoutDetails } from '@/lib/payout-details/schema';
import { isReason, refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { orderPath } from '@/lib/shops/paths';

/** Why bank details were not taken, with what was typed, so that the form can come back filled in. */
export type PayoutRefusal = Refused & { typed: PayoutDetails };

// cut, so that the cookie stays below the 4 KB that browsers take
const text = z.string().transform((typed) => typed.slice(0, 120));
const keptSchema = z.object({
  reason: z.string().refine(isReason),
  fields: z.record(z.string(), z.string()).optional(),
  typed: z.object({ bank: text, account_number: text, account_name: text }),
});

const COOKIE = 'payout';
const contextOf = (number: string) => `payout_refusal:${number}`;

/** Carries a refusal over the redirect that answers a form without a script. Encrypted: a browser may be used by several people. */
export async function keepPayoutRefusal(number: string, refusal: PayoutRefusal) {
  const kept = encrypt(
    JSON.stringify(keptSchema.parse(refusal)),
    contextOf(number),
    env().PAYOUT_ENCRYPTION_KEY,
  );
  (await cookies()).set(COOKIE, kept, {
    path: orderPath(number),
    maxAge: 60,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  });
}

export async function dropPayoutRefusal(number: string) {
  (await cookies()).set(COOKIE, '', { path: orderPath(number), maxAge: 0 });
}

/** The refusal that has just been kept, if the visitor comes from there. */
export async function readPayoutRefusal(number: string): Promise<PayoutRefusal | null> {
  const kept = (await cookies()).get(COOKIE)?.value;
  const plain = kept ? decrypt(kept, contextOf(number), env().PAYOUT_ENCRYPTION_KEY) : null;
  if (plain === null) return null;
  const read = keptSchema.safeParse(JSON.parse(plain));
  // a version of us before the last deployment may have kept it
  return read.success
    ? { ...refuse(read.data.reason, { fields: read.data.fields }), typed: read.data.typed }
    : null;
}
