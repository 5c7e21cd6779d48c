'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid } from '@/lib/refusals';
import { done } from '@/lib/result';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { type RefundInput, refundCommandSchema } from './schema';

const answer = z.object({ refund_id: z.uuid(), state: z.string() });

/**
 * Runs a command on a refund as the signed-in user, and sends an approved refund to the gateway. Refuses with the
 * reasons of `decide_refund`, `retry_refund` and `pay_out_refund`.
 */
export async function commandRefund(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  await requireUser();
  const parsed = refundCommandSchema.safeParse(formValues(form));
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const value = formValue(form, 'reason') || formValue(form, 'reference');
  const row = { id, command, messageKey: command, value };
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };

  const result = await resultOf(call(parsed.data));
  // Also after a refusal: the list may show older data than the database has.
  refresh();
  if (!result.ok) return { ...result, ...row };
  const { refund_id, state } = result.data;
  if (state === 'approved') afterCommit({ refunds: [refund_id] });
  return {
    ...done(null),
    ...row,
    messageKey: state === 'requested' ? 'refund_requested' : command,
    value: '',
  };
}

async function call(input: RefundInput) {
  const client = await sessionClient();
  const refund_id = input.id;
  switch (input.command) {
    case 'approve_refund':
      return rpc(client, 'decide_refund', { refund_id, approve: true }, answer);
    case 'decline_refund':
      return rpc(client, 'decide_refund', { refund_id, approve: false, reason: input.reason }, answer);
    case 'retry_refund':
      return rpc(client, 'retry_refund', { refund_id }, answer);
    case 'pay_out_refund':
      return rpc(client, 'pay_out_refund', { refund_id, reference: input.reference }, answer);
  }
}
