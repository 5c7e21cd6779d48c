'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { type Membership, requireMembership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { afterCommit } from '@/lib/jobs/after-commit';
import type { Translator } from '@/lib/messages/messages';
import { updateStock } from '@/lib/products/revalidate-stock';
import { invalid, isReason, type Reason, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { defaultLocale } from '@/lib/shops/locales';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formList, formValue, formValues } from '@/lib/text';
import { confirmSchema, type LineCommand, lineCommandSchema, orderSearchSchema } from './line-schema';
import { type Candidate, candidate } from './lines';
import { answerableFields, type Confirmed, unconfirmedText, whyNotApproved } from './words';

/**
 * Confirms the orders of the selected credits as the signed-in user. Each one succeeds or is refused on its own, with
 * the reasons of `verify_payment`.
 */
export async function confirmLines(form: FormData): Promise<Confirmed> {
  await requireUser();
  const parsed = confirmSchema.safeParse({ picks: formList(form, 'picks') });
  if (!parsed.success) return { settled: [], unconfirmed: [], refused: await invalid(parsed.error) };
  const { picks } = parsed.data;
  if (picks.length === 0) return { settled: [], unconfirmed: [] };
  const answers = await confirm(picks.map(({ line_id, order_id }) => ({ line_id, order_id })));
  await moneyMoved();
  const confirmed: Confirmed = { settled: [], unconfirmed: [] };
  for (const { line_id, order_id, ...answer } of answers) {
    const pick = picks.find((candidate) => candidate.line_id === line_id && candidate.order_id === order_id);
    const number = pick?.number ?? '';
    if (answer.ok) confirmed.settled.push({ number, outcome: answer.outcome });
    else confirmed.unconfirmed.push({ number, ...(await refuse(answer.reason, answer)) });
  }
  return confirmed;
}

/**
 * Runs a command on one credit: confirms an order with it, dismisses it with a reason, reopens it, moves it to
 * another order, or decides such a move. Refuses with the reasons of `confirm_statement_lines`,
 * `dismiss_statement_line`, `reassign_statement_line` and `decide_statement_move`. A refusal that the form can answer
 * is shown at its field. `value` is the order's id, or the reason if there is no order.
 */
export async function commandLine(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  await requireUser();
  const parsed = lineCommandSchema.safeParse(formValues(form));
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const value = formValue(form, 'order_id') || formValue(form, 'reason');
  const row = { id, command, messageKey: command, value };
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const t = await getTranslations({ locale: defaultLocale, namespace: 'admin' });
  const result = await call(t, parsed.data);
  // Also after a refusal: the list may show older data than the database has.
  refresh();
  return result.ok ? { ...done(null), ...row, messageKey: result.data, value: '' } : { ...result, ...row };
}

/**
 * The orders that a credit may pay, most likely first: those that wait for payment, or the results of a search.
 * Refuses `line_not_found`, `invalid_input`.
 */
export async function findLineOrders(line_id: unknown, search: unknown): Promise<Result<Candidate[]>> {
  await requireUser();
  const input = orderSearchSchema.safeParse({ line_id, search });
  if (!input.success) return invalid(input.error);
  return resultOf(rpc(await sessionClient(), 'list_line_candidates', input.data, z.array(candidate)));
}

/** Returns the key of the success message. */
async function call(t: Translator<'admin'>, input: LineCommand): Promise<Result<string>> {
  switch (input.command) {
    case 'assign':
      return assign(t, input);
    case 'move':
      return move(t, input);
    case 'approve_move':
      return approve(t, input);
    case 'decline_move':
      return decline(input.id, input.reason, input.command);
    case 'withdraw_move':
      return decline(input.id, t('statements.move.withdrawnReason'), input.command);
    case 'dismiss':
      return dismiss(input.id, input.reason, input.command);
    case 'restore':
      // an empty reason reopens it
      return dismiss(input.id, '', input.command);
  }
}

async function assign(
  t: Translator<'admin'>,
  input: LineCommand & { command: 'assign' },
): Promise<Result<string>> {
  const { id, number, order_id, another, even_if_short, names_compared } = input;
  const [answer] = await confirm([{ line_id: id, order_id, another, even_if_short, names_compared }]);
  await moneyMoved();
  if (answer?.ok) return done(answer.outcome);
  const refused = await refuse(answer?.reason ?? 'line_not_found', answer);
  return {
    ...refused,
    message: `${number}: ${unconfirmedText(t, refused, timeIn(await currentStaff()))}`,
    // only the form that compares names can show fields; a button in a row has no place for them
    fields: names_compared ? answerableFields(t, refused) : undefined,
  };
}

async function move(
  t: Translator<'admin'>,
  input: LineCommand & { command: 'move' },
): Promise<Result<string>> {
  const { id, number, order_id, another, even_if_short, reason } = input;
  const args = { line_id: id, order_id, reason, answers: { another, even_if_short } };
  const result = await resultOf(rpc(await sessionClient(), 'reassign_statement_line', args, moved));
  if (!result.ok) {
    return {
      ...result,
      message: `${number}: ${unconfirmedText(t, result, timeIn(await currentStaff()))}`,
      fields:
        answerableFields(t, result) ?? (result.reason === 'reason_required' ? result.fields : undefined),
    };
  }
  const { state, outcome } = result.data;
  await moneyMoved();
  return done(state === 'requested' ? 'move_requested' : `moved_${outcome}`);
}

async function approve(
  t: Translator<'admin'>,
  { id }: LineCommand & { command: 'approve_move' },
): Promise<Result<string>> {
  const args = { move_id: id, approve: true };
  const result = await resultOf(rpc(await sessionClient(), 'decide_statement_move', args, moved));
  if (!result.ok) {
    return { ...result, message: whyNotApproved(t, result, timeIn(await currentStaff())) };
  }
  await moneyMoved();
  return done(`moved_${result.data.outcome}`);
}

async function decline(move_id: string, reason: string, messageKey: string): Promise<Result<string>> {
  const args = { move_id, approve: false, reason };
  const result = await resultOf(execute(await sessionClient(), 'decide_statement_move', args));
  return result.ok ? done(messageKey) : result;
}

async function dismiss(line_id: string, reason: string, messageKey: string): Promise<Result<string>> {
  const args = { line_id, reason };
  const result = await resultOf(execute(await sessionClient(), 'dismiss_statement_line', args));
  return result.ok ? done(messageKey) : result;
}

const moved = z.object({ state: z.enum(['requested', 'done', 'declined']), outcome: z.string().nullable() });

const reason = z.custom<Reason>((text) => typeof text === 'string' && isReason(text));
const ids = { line_id: z.uuid(), order_id: z.uuid() };
const answers = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), ...ids, outcome: z.string() }),
    z.object({ ok: z.literal(false), ...ids, reason, details: z.unknown() }),
  ]),
);

async function confirm(
  picks: {
    line_id: string;
    order_id: string;
    another?: boolean;
    even_if_short?: boolean;
    names_compared?: boolean;
  }[],
) {
  return rpc(await sessionClient(), 'confirm_statement_lines', { picks }, answers);
}

const currentStaff = async () => requireMembership((await currentPlace()).shop);

/** Formats times for a shop. */
const timeIn = ({ shop }: Membership) => {
  const format = new Intl.DateTimeFormat(shop.locale, { timeZone: shop.time_zone, timeStyle: 'short' });
  return (at: string) => format.format(new Date(at));
};

/** Follow-up after credits were assigned or moved: refunds may be due, and reserved stock may be sold or free again. */
async function moneyMoved() {
  refresh();
  await updateStock();
  afterCommit({ refunds: 'due', email: true });
}
