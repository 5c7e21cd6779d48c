import 'server-only';
import { type Keyset, pageOf, readPage } from '@/lib/staff/keyset';
import type { Membership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { type RefundView, refundViews } from './refund';

/** A page of a shop's refunds, newest first, for staff with `payments.read`; empty for all others. */
export async function listRefunds(
  { shop }: Membership,
  { view, keyset }: { view: RefundView; keyset: Keyset | null },
) {
  const supabase = await sessionClient();
  let query = supabase
    .from('refunds')
    .select(
      `id, state, amount_minor, currency, reason, gateway, sent_at, requested_by, requested_by_role, last_error,
      paid_out_reference, created_at, settled_at,
      orders!refunds_shop_id_order_id_fkey(number, name), requester:profiles!refunds_requested_by_fkey(name)`,
    )
    .eq('shop_id', shop.id)
    // what was another order's money was never sent back
    .eq('kind', 'refund');
  const { states } = refundViews[view];
  if (states) query = query.in('state', states);
  const { data, error } = await readPage(query, keyset, { column: 'created_at', newestFirst: true });
  if (error) throw new Error(`refunds: ${error.code} ${error.message}`);

  const page = pageOf(data, keyset, ({ created_at, id }) => ({ at: created_at, id }));
  const failed = page.rows.filter(({ state }) => state === 'failed').map(({ id }) => id);
  const retried = await listRetried(failed);
  return { ...page, rows: page.rows.map((refund) => ({ ...refund, is_retried: retried.has(refund.id) })) };
}

export type ListedRefund = Awaited<ReturnType<typeof listRefunds>>['rows'][number];

/** Which of these failed refunds another one has taken up already. */
async function listRetried(ids: string[]): Promise<Set<string | null>> {
  if (ids.length === 0) return new Set();
  const { data, error } = await (await sessionClient())
    .from('refunds')
    .select('retries_refund_id')
    .neq('state', 'declined')
    .in('retries_refund_id', ids);
  if (error) throw new Error(`refunds: ${error.code} ${error.message}`);
  return new Set(data.map(({ retries_refund_id }) => retries_refund_id));
}
