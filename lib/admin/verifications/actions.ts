'use server';

import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { afterCommit } from '@/lib/jobs/after-commit';
import { updateStock } from '@/lib/products/revalidate-stock';
import { invalid } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { defaultLocale } from '@/lib/shops/locales';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { findNext } from './queries';
import { type Decision, decisionSchema, readDecisionForm } from './schema';
import { refusedAtField } from './seen';

/** A refused decision: why, which one, and the values that refill its form. */
export type DecisionRefused = Refused & { decision: string; values: Record<string, string> };

const answer = z.object({ outcome: z.string().optional() });

/**
 * Records a verifier's decision as the signed-in user, then opens the next order of the queue with a success message.
 * Refuses with the reasons of `verify_payment`.
 */
export async function decideVerification(
  _last: DecisionRefused | null,
  form: FormData,
): Promise<DecisionRefused> {
  await requireUser();
  const parsed = decisionSchema.safeParse(readDecisionForm(form));
  const values = formValues(form);
  const submitted = { decision: values.decision ?? '', values };
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...submitted };

  const result = await resultOf(call(parsed.data));
  // Also after a refusal: the page may show older data than the database has.
  refresh();
  if (!result.ok) {
    const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.verifications' });
    return { ...refusedAtField(t, result), ...submitted };
  }

  const { order_id, number, expires_at, decision } = parsed.data;
  await updateStock();
  // most decisions email the customer
  afterCommit({ refunds: decision === 'confirm' ? 'due' : [], email: true });
  const { shop } = await currentPlace();
  const next = await findNext(shop, order_id, expires_at);
  const message = decision === 'reject' ? 'rejected' : (result.data.outcome ?? '');
  redirect(shopVerificationsPath(shop, { order: next, done: message, of: number }), RedirectType.replace);
}

async function call(input: Decision) {
  const client = await sessionClient();
  const { order_id, decision } = input;
  if (decision === 'reject') {
    const seen = { code: input.chosen, reason: input.words, proofs: input.proofs };
    return rpc(client, 'verify_payment', { order_id, decision, seen }, answer);
  }
  const { amount_minor, currency, bank_reference, received_at } = input;
  const seen = {
    ...{ amount_minor, currency, bank_reference, received_at },
    even_if_short: input.even_if_short === 'on',
    another: input.another === 'on',
  };
  return rpc(client, 'verify_payment', { order_id, decision, seen }, answer);
}
