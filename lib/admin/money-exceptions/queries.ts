import 'server-only';
import { cache } from 'react';
import { type Keyset, pageOf, readPage } from '@/lib/admin/staff/keyset';
import { type Membership, requireMembership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { answersOf, type ExceptionKind, type QuestionView } from './exception';

/** More than this are not counted, only said to be more. */
export const COUNTED = 9;

/**
 * How many open questions about a shop's money this person may answer, and has not; COUNTED + 1 stands for all that are more.
 * Asked once a request: the header shows it on each page.
 */
export const countQuestions = cache(async (shop: string): Promise<number> => {
  const membership = await requireMembership(shop);
  const answers = answersOf(membership);
  if (answers === 'none') return 0;
  let query = (await sessionClient())
    .from('money_exceptions')
    .select('id')
    .eq('shop_id', membership.shop.id)
    .is('resolved_at', null)
    .or(undecided());
  if (answers === 'verifier') query = query.eq('owner_role', 'verifier');
  const { data, error } = await query.limit(COUNTED + 1);
  if (error) throw new Error(`money_exceptions: ${error.code} ${error.message}`);
  return data.length;
});

/** What nobody has decided, and what a customer who was asked for it has not paid in time. See `isCustomersTurn`. */
const undecided = () =>
  `decision.is.null,and(decision.eq.ask_rest,deadline.lte."${new Date().toISOString()}")`;

/** A page of a shop's open questions, the most urgent first, for staff with `payments.read`; empty for all others. */
export async function listQuestions(
  membership: Membership,
  { view, kind, keyset }: { view: QuestionView; kind: ExceptionKind | null; keyset: Keyset | null },
) {
  let query = (await sessionClient())
    .from('money_exceptions')
    .select(
      `id, kind, owner_role, deadline, decision, owed_minor,
      orders(number, name, currency, paid_minor, refunded_minor),
      payments(amount_minor, currency), refunds(amount_minor, currency), disputes(amount_minor, currency)`,
    )
    .eq('shop_id', membership.shop.id)
    .is('resolved_at', null);
  if (view === 'mine') query = query.or(undecided());
  if (view === 'mine' && answersOf(membership) === 'verifier') query = query.eq('owner_role', 'verifier');
  if (kind) query = query.eq('kind', kind);
  const { data, error } = await readPage(query, keyset, { column: 'deadline', newestFirst: false });
  if (error) throw new Error(`money_exceptions: ${error.code} ${error.message}`);
  return pageOf(data, keyset, ({ deadline, id }) => ({ at: deadline, id }));
}

export type ListedQuestion = Awaited<ReturnType<typeof listQuestions>>['rows'][number];
