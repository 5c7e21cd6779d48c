import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import { isReason, refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { checkoutPath } from '@/lib/shops/paths';

/** Why an order was not placed, with what was typed, so that a form can come back filled in. */
export type CheckoutRefusal = Refused & { values: Record<string, string> };

const texts = z.record(z.string(), z.string());
const keptSchema = z.object({
  reason: z.string().refine(isReason),
  fields: texts.optional(),
  details: z.unknown().optional(),
  values: texts,
});

/**
 * Carries a refusal over the redirect that answers a form without a script. React could hand it to the page itself, but not
 * on pages that Next resumes from a prerendered part, as it does with this one.
 */
export async function keepRefusal(refusal: CheckoutRefusal) {
  (await cookies()).set(refusalCookie(refusal));
}

export function refusalCookie({ reason, fields, details, values }: CheckoutRefusal) {
  return {
    name: 'checkout',
    value: JSON.stringify({ reason, fields, details, values: withoutHidden(values) }),
    path: checkoutPath,
    maxAge: 60,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  } as const;
}

/** A cookie holds 4 KB: what the page knows by itself stays out of it. */
function withoutHidden(values: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => !/^(shop|idempotency_key|no_delivery|total_minor\..*|line\..*|\$.*)$/.test(name),
    ),
  );
}

/** The refusal that has just been kept, if the visitor comes from there. */
export async function readRefusal(): Promise<CheckoutRefusal | null> {
  try {
    const kept = keptSchema.parse(JSON.parse((await cookies()).get('checkout')?.value ?? ''));
    return { ...refuse(kept.reason, { fields: kept.fields, details: kept.details }), values: kept.values };
  } catch {
    return null; // none, or somebody's own invention
  }
}
