'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { hiddenId } from '@/lib/hidden-fields';
import { afterCommit, afterWebhook } from '@/lib/jobs/after-commit';
import { invalid } from '@/lib/refusals';
import { done } from '@/lib/result';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';

const inboxCommandSchema = z.object({ command: z.enum(['replay_webhook', 'resend_email']), id: hiddenId });

/**
 * Requeues a webhook or an email as the signed-in user; it is processed or sent right after the response. Refuses with
 * the reasons of `replay_webhook_event` and `resend_notification`.
 */
export async function commandInbox(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  await requireUser();
  const parsed = inboxCommandSchema.safeParse(formValues(form));
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const row = { id, command, messageKey: command, value: '' };
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };

  const client = await sessionClient();
  const isWebhook = parsed.data.command === 'replay_webhook';
  const result = await resultOf(
    isWebhook
      ? execute(client, 'replay_webhook_event', { event_id: parsed.data.id })
      : execute(client, 'resend_notification', { notification_id: parsed.data.id }),
  );
  refresh();
  if (!result.ok) return { ...result, ...row };
  // a webhook is taken by its id, an email with the others that are due, oldest first
  if (isWebhook) afterWebhook(parsed.data.id);
  else afterCommit({ email: true });
  return { ...done(null), ...row };
}
