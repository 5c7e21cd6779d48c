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
 * What became of a form of the order page, of which one (`subject`: the refund, question, … it was about), and which of the
 * command's outcomes it was; `typed` is what it held, so that nobody types it twice.
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
 * Does to an order what one of its page's forms asks for: one command of the database, as the person who is signed in.
 * Refuses with the reasons of that command, in words. What follows it, its entry in commands.ts says.
 */
export async function commandOrder(_last: CommandOutcome | null, form: FormData): Promise<CommandOutcome> {
  await requireUser();
  const values = formValues(form);
  const name = isStaffCommand(values.command) ? values.command : null;
  const submitted = { command: name, subject: values.subject ?? '', outcome: null, values };
  if (!name) return { ...refuse('invalid_form'), ...submitted };
  const { runs, read, sends, opens }: Command = commands[name];
  const input = read(readCommandForm(form));
  if (!input.success) return { ...invalid(input.error), ...submitted };
  if (input.currency && input.order_id && !(await isCurrencyOf(input.order_id, input.currency))) {
    return { ...refuse('invalid_form'), ...submitted };
  }

  const result = await (name === 'check_payment'
    ? checkPayment(input.args as Checked)
    : resultOf(rpc(await sessionClient(), runs, input.args as Args<FunctionName>, answered)));
  // Whatever was answered, the page may be older than the order.
  refresh();
  if (!result.ok) {
    const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.verifications' });
    return { ...(name === 'settle' ? refusedAtField(t, result) : result), ...submitted };
  }
  // What was sold out may be there again.
  await updateStock();
  const outcome = input.outcomeOf(result.data);
  // most of them tell the customer something
  afterCommit({ refunds: sends === 'answered' ? refundsToSend(result.data, outcome) : sends, mail: true });
  const { number } = result.data;
  if (opens && number) redirect(staffOrderPath((await currentPlace()).shop, number, { done: name }));
  return { ...done(null), ...submitted, outcome, values: {} };
}

/** Those that may be handed to the gateway now: none that waits for a second person. */
const refundsToSend = ({ refund_id, refunds }: Answer, outcome: string | null): string[] =>
  outcome === 'requested'
    ? []
    : (refunds?.map((refund) => refund.refund_id) ?? (refund_id ? [refund_id] : []));

type Checked = { order_id: string; reference: string };

/**
 * Asks the gateway about an attempt. Settling is our servers' own, so who may ask is found out first: the attempt has to be
 * one of this order that this person sees, in a shop where the role may check payments.
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
