'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { requireUser } from '@/lib/admin/auth';
import { afterCommit } from '@/lib/jobs/after-commit';
import { updateStock } from '@/lib/products/renew-stock';
import { invalid } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { staffOrderPath } from '@/lib/staff/paths';
import { formValues } from '@/lib/text';
import { callCommand } from './calls';
import { readCommandForm } from './form';
import { orderCommandSchema } from './schema';

/**
 * What became of a form of the order page, of which one (`subject`: the refund, question, … it was about), and which words say
 * so (`messageKey`); `typed` is what it held, so that nobody types it twice.
 */
export type CommandOutcome = Result & {
  command: string;
  subject: string;
  messageKey: string;
  typed: Record<string, string>;
};

/**
 * Does to an order what one of its page's forms asks for: one command of the database, as the person who is signed in.
 * Refuses with the reasons of that command, in words. A refund that it set going is handed to the gateway afterwards.
 */
export async function commandOrder(_last: CommandOutcome | null, form: FormData): Promise<CommandOutcome> {
  await requireUser();
  const parsed = orderCommandSchema.safeParse(readCommandForm(form));
  const typed = formValues(form);
  const sent = { command: typed.command ?? '', subject: typed.subject ?? '', messageKey: '', typed };
  if (!parsed.success) return { ...invalid(parsed.error), ...sent };

  const called = await callCommand(parsed.data);
  // Whatever was answered, the page may be older than the order.
  refresh();
  if ('reason' in called) return { ...called, ...sent };
  // What was sold out may be there again.
  await updateStock();
  // most of them tell the customer something
  afterCommit({ refunds: movesMoney.has(parsed.data.command) ? 'due' : called.refunds, mail: true });
  if (called.number) redirect(staffOrderPath((await currentPlace()).shop, called.number, { done: 'clone' }));
  return { ...done(null), ...sent, messageKey: called.messageKey, typed: {} };
}

/** What may send money back by itself. */
const movesMoney = new Set([
  'cancel',
  'cancel_items',
  'resolve',
  'close_dispute',
  'confirm_proof',
  'check_payment',
]);
