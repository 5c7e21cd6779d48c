'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { requireMembership } from '@/lib/admin/staff/queries';
import { refusedAtField } from '@/lib/admin/verifications/seen';
import { afterCommit } from '@/lib/jobs/after-commit';
import { settle } from '@/lib/payments/settle';
import { updateStock } from '@/lib/products/revalidate-stock';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { defaultLocale } from '@/lib/shops/locales';
import { staffOrderPath } from '@/lib/staff/paths';
import { type Args, type FunctionName, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import type { Answer, Command } from './command';
import { commands, isStaffCommand, type StaffCommand } from './commands';
import { readCommandForm } from './form';
import { isCurrencyOf } from './queries';

/**
 * The outcome of a form of the order page. `subject` is the refund, exception or other record that the form was
 * about; `outcome` is the command's own outcome code; `values` refill the form.
 */
export type CommandOutcome = Result & {
  command: StaffCommand | null;
  subject: string;
  outcome: string | null;
  values: Record<string, string>;
};

const answered = z
  .object({
    outcome: z.string(),
    state: z.string(),
    number: z.string(),
    refund_id: z.uuid(),
    refunds: z.array(z.object({ refund_id: z.uuid() })),
  })
  .partial()
  .nullable()
  .transform((answer) => answer ?? {});

/**
 * Runs one order command as the signed-in user. Refuses with the reasons of that command. Its entry in commands.ts
 * lists the effects that follow.
 */
export async function commandOrder(_last: CommandOutcome | null, form: FormData): Promise<CommandOutcome> {
  await requireUser();
  const values = formValues(form);
  const name = isStaffCommand(values.command) ? values.command : null;
  const submitted = { command: name, subject: values.subject ?? '', outcome: null, values };
  if (!name) return { ...(await refuse('invalid_form')), ...submitted };
  const { runs, read, sends, opens }: Command = commands[name];
  const input = read(readCommandForm(form));
  if (!input.success) return { ...(await invalid(input.error)), ...submitted };
  if (input.currency && input.order_id && !(await isCurrencyOf(input.order_id, input.currency))) {
    return { ...(await refuse('invalid_form')), ...submitted };
  }

  const result = await (name === 'check_payment'
    ? checkPayment(input.args as Checked)
    : resultOf(rpc(await sessionClient(), runs, input.args as Args<FunctionName>, answered)));
  // Also after a refusal: the page may show older data than the database has.
  refresh();
  if (!result.ok) {
    const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.verifications' });
    return { ...(name === 'settle' ? refusedAtField(t, result) : result), ...submitted };
  }
  // The command may have returned sold-out items to stock.
  await updateStock();
  const outcome = input.outcomeOf(result.data);
  // most commands email the customer
  afterCommit({ refunds: sends === 'answered' ? refundsToSend(result.data, outcome) : sends, email: true });
  const { number } = result.data;
  if (opens && number) redirect(staffOrderPath((await currentPlace()).shop, number, { done: name }));
  return { ...done(null), ...submitted, outcome, values: {} };
}

/** The refunds to send to the gateway now: none while a second person has to approve. */
const refundsToSend = ({ refund_id, refunds }: Answer, outcome: string | null): string[] =>
  outcome === 'requested'
    ? []
    : (refunds?.map((refund) => refund.refund_id) ?? (refund_id ? [refund_id] : []));

type Checked = { order_id: string; reference: string };

/**
 * Asks the gateway about a payment attempt. `settle` runs with the service role, so permission is checked here. The
 * attempt must belong to this order and be visible to this user, whose role must include `payments.check`.
 */
async function checkPayment({ order_id, reference }: Checked): Promise<Result<Answer>> {
  const membership = await requireMembership((await currentPlace()).shop);
  const { data: attempt, error } = await (await sessionClient())
    .from('payment_intents')
    .select('gateway')
    .match({ shop_id: membership.shop.id, order_id, reference })
    .maybeSingle();
  if (error) throw new Error(`payment_intents: ${error.code} ${error.message}`);
  if (!attempt) return refuse('unknown_reference');
  if (!membership.permissions.has('payments.check')) return refuse('forbidden');
  const { state } = await settle(attempt.gateway, reference);
  return done({ outcome: state });
}
