'use server';

import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { after } from 'next/server';
import { z } from 'zod';
import { requireUser } from '@/lib/auth';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { workRefunds } from '@/lib/payments/refund';
import { renewStock } from '@/lib/products/renew-stock';
import { invalid, isReason, type Reason, refusalOf, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { requireMembership } from '@/lib/staff/queries';
import { pathAfter, type RowOutcome } from '@/lib/staff/row-outcome';
import { sessionClient } from '@/lib/supabase/session';
import { formList, formValue, formValues } from '@/lib/text';
import { confirmSchema, type LineCommand, lineCommandSchema } from './line-schema';
import { pathAfterConfirming } from './plainly';
import { type Confirmed, whyLeft } from './words';

/**
 * Confirms the orders whose credits are ticked, as the person who is signed in, each for itself: one that is refused, with the
 * reasons of `verify_payment`, keeps none of the others back.
 */
export async function confirmLines(_last: Confirmed | null, form: FormData): Promise<Confirmed> {
  await requireUser();
  const fields = { shop: formValue(form, 'shop'), picks: formList(form, 'picks') };
  const parsed = confirmSchema.safeParse(fields);
  if (!parsed.success) return { settled: [], left: [], refused: invalid(parsed.error).reason };
  const { shop, picks } = parsed.data;
  if (picks.length === 0) return { settled: [], left: [] };
  const answers = await confirm(picks.map(({ line_id, order_id }) => ({ line_id, order_id })));
  await followUp(shop);
  const confirmed: Confirmed = { settled: [], left: [] };
  for (const { line_id, order_id, ...answer } of answers) {
    const pick = picks.find((one) => one.line_id === line_id && one.order_id === order_id);
    const number = pick?.number ?? '';
    if (answer.ok) confirmed.settled.push({ number, outcome: answer.outcome });
    else confirmed.left.push({ number, reason: answer.reason, details: answer.details });
  }
  return confirmed;
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function confirmLinesPlainly(form: FormData): Promise<void> {
  redirect(
    pathAfterConfirming(formValue(form, 'shop'), await confirmLines(null, form)),
    RedirectType.replace,
  );
}

/**
 * Does to one credit what its row asks for: confirms an order whose number was given, puts it aside with a reason, or opens
 * it again. Refuses with the reasons of `confirm_statement_lines` and `dismiss_statement_line`, in words.
 */
export async function commandLine(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  await requireUser();
  const parsed = lineCommandSchema.safeParse(formValues(form));
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const typed = formValue(form, 'number') || formValue(form, 'reason');
  const row = { id, command, said: command, typed };
  if (!parsed.success) return { ...invalid(parsed.error), ...row };
  const result = await call(parsed.data);
  // Whatever was answered, the list may be older than the credit.
  refresh();
  return result.ok ? { ...done(null), ...row, said: result.data, typed: '' } : { ...result, ...row };
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function commandLinePlainly(form: FormData): Promise<void> {
  redirect(pathAfter(await commandLine(null, form), formValue(form, 'back')), RedirectType.replace);
}

/** Answers under which words it is told. */
async function call(input: LineCommand): Promise<Result<string>> {
  if (input.command === 'assign') return assign(input);
  const supabase = await sessionClient();
  const { error } = await supabase.rpc('dismiss_statement_line', {
    line_id: input.id,
    // without one, it is open again
    reason: input.command === 'dismiss' ? input.reason : '',
  });
  return error ? refusalOf(error) : done(input.command);
}

const found = z.object({ order_id: z.uuid(), shop: z.string() });

async function assign(input: LineCommand & { command: 'assign' }): Promise<Result<string>> {
  const { id, shop, number, another, even_if_short } = input;
  const { data, error } = await (await sessionClient()).rpc('get_order', { number });
  const order = error ? null : found.parse(data);
  if (error) refusalOf(error); // throws what is none; the only one is `order_not_found`
  if (order?.shop !== shop) {
    return refuse('order_not_found', { fields: { number: `There is no order ${number} here.` } });
  }
  const [answer] = await confirm([{ line_id: id, order_id: order.order_id, another, even_if_short }]);
  const membership = await followUp(shop);
  if (!answer?.ok) {
    const { reason = 'line_not_found' as const, details } = answer ?? {};
    const timeOf = (at: string) =>
      new Intl.DateTimeFormat(membership.shop.locale, {
        timeZone: membership.shop.time_zone,
        timeStyle: 'short',
      }).format(new Date(at));
    return { ...refuse(reason, { details }), message: `${number}: ${whyLeft({ reason, details }, timeOf)}` };
  }
  return done(answer.outcome);
}

const reason = z.custom<Reason>((text) => typeof text === 'string' && isReason(text));
const ids = { line_id: z.uuid(), order_id: z.uuid() };
const answers = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), ...ids, outcome: z.string() }),
    z.object({ ok: z.literal(false), ...ids, reason, details: z.unknown() }),
  ]),
);

async function confirm(
  picks: { line_id: string; order_id: string; another?: boolean; even_if_short?: boolean }[],
) {
  const { data, error } = await (await sessionClient()).rpc('confirm_statement_lines', { picks });
  if (error) throw new Error(`confirm_statement_lines: ${error.code} ${error.message}`);
  return answers.parse(data);
}

/** What goes on once money is confirmed. */
async function followUp(slug: string) {
  refresh();
  const membership = await requireMembership(slug);
  after(() => workRefunds(5));
  after(() => renewStock(membership.shop));
  after(() => sendNotifications(20).catch((error: unknown) => logError('mail_failed', error)));
  return membership;
}
