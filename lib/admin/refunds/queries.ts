import 'server-only';
import { type Keyset, pageOf, readPage } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { listPayouts } from '@/lib/payout-details/queries';
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
      `id, order_id, state, amount_minor, currency, reason, gateway, sent_at, requested_by, requested_by_role, last_error,
      paid_out_reference, created_at, settled_at, requester:profiles!refunds_requested_by_fkey(name)`,
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
  const [orders, retried, payouts] = await Promise.all([
    listOrdersOf(page.rows.map(({ order_id }) => order_id)),
    listRetried(failed),
    listPayouts(
      shop.slug,
      page.rows.map(({ id }) => id),
    ),
  ]);
  return {
    ...page,
    rows: page.rows.map(({ order_id, ...refund }) => {
      const order = orders.get(order_id);
      if (!order) throw new Error(`refund ${refund.id} has no order that its reader may see`);
      return {
        ...refund,
        order,
        is_retried: retried.has(refund.id),
        /** null: not paid by hand, or not any more */
        payout: payouts.get(refund.id) ?? null,
      };
    }),
  };
}

export type ListedRefund = Awaited<ReturnType<typeof listRefunds>>['rows'][number];

/** Read apart: several tables link refunds and orders, so an embedded order would be ambiguous. */
async function listOrdersOf(ids: string[]): Promise<Map<string, { number: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const { data, error } = await (await sessionClient())
    .from('orders')
    .select('id, number, name')
    .in('id', [...new Set(ids)]);
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return new Map(data.map(({ id, ...order }) => [id, order]));
}

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
