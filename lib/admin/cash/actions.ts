'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import { readCommandForm } from '@/lib/admin/orders/form';
import { isCurrencyOf } from '@/lib/admin/orders/queries';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid, refuse } from '@/lib/refusals';
import { done } from '@/lib/result';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { collectSchema } from './schema';

const collected = z.object({ outcome: z.string() });

/**
 * Records cash that a courier took at the door, as the person who is signed in; `messageKey` is `collect_` and what came of it.
 * Refuses with the reasons of `collect_cash`, in words.
 */
export async function collectCash(_last: CommandOutcome | null, form: FormData): Promise<CommandOutcome> {
  await requireUser();
  const typed = formValues(form);
  const sent = { command: 'collect', subject: typed.order_id ?? '', messageKey: '', typed };
  const parsed = collectSchema.safeParse(readCommandForm(form));
  if (!parsed.success) return { ...invalid(parsed.error), ...sent };

  const { order_id, expected_version, currency, amount_minor, courier, another } = parsed.data;
  if (!(await isCurrencyOf(order_id, currency))) return { ...refuse('invalid_form'), ...sent };
  const args = {
    order_id,
    expected_version,
    collected: { amount_minor, courier, another: another === 'on' },
  };
  const result = await resultOf(rpc(await sessionClient(), 'collect_cash', args, collected));
  // Whatever was answered, the page may be older than the order.
  refresh();
  if (!result.ok) return { ...result, ...sent };
  // the customer is told that it has arrived
  afterCommit({ mail: true });
  return { ...done(null), ...sent, messageKey: `collect_${result.data.outcome}`, typed: {} };
}
