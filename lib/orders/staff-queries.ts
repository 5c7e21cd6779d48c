import 'server-only';
import { cache } from 'react';
import { requireUser } from '@/lib/auth';
import { refusalOf } from '@/lib/refusals';
import { sessionClient } from '@/lib/supabase/session';
import { type Order, orderSchema } from './order';
import { type Cursor, compareNewestFirst, cursorCondition, PAGE_SIZE, pageOf } from './staff-paging';
import { searchCondition } from './staff-search';
import { type OrderView, orderViews } from './staff-views';

export type ListedOrder = Awaited<ReturnType<typeof readOrders>>[number];

const columns = 'id, number, name, placed_at, pieces, total_minor, currency, status, payment_status';

/**
 * A page of the shop's orders in one round trip, newest first; `newer` and `older` are the cursors of the pages around it.
 * Row level security leaves out what the signed-in person may not read. Money in minor units of the order's currency.
 */
export async function listOrders(
  shop: string,
  { view, search, cursor }: { view: OrderView; search: string; cursor: Cursor | null },
) {
  await requireUser();
  const conditions = [searchCondition(search), cursor && cursorCondition(cursor)].filter(
    (one) => one !== null,
  );
  const bounds = {
    shop,
    ascending: cursor?.direction === 'newer',
    condition: conditions.length > 0 ? `and(${conditions.join(',')})` : null,
  };
  const rows = view === 'attention' ? await readAttention(bounds) : await readOrders(view, bounds);
  return pageOf(rows, cursor);
}

type Bounds = { shop: string; ascending: boolean; condition: string | null };

/** Orders are asked for below their shop: its slug then finds them by the index of the list, without asking for its id first. */
async function readOrders(view: OrderView, { shop, ascending, condition }: Bounds) {
  const orders = { referencedTable: 'orders' };
  const { statuses } = orderViews[view];
  let query = (await sessionClient())
    .from('shops')
    .select(`orders(${columns}, money_exceptions(kind))`)
    .eq('slug', shop)
    .is('orders.money_exceptions.resolved_at', null)
    .order('placed_at', { ...orders, ascending })
    .order('id', { ...orders, ascending })
    .limit(PAGE_SIZE + 1, orders);
  if (statuses) query = query.in('orders.status', statuses);
  if (condition) query = query.or(condition, orders);
  const { data, error } = await query.maybeSingle();
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return data?.orders ?? [];
}

/** Orders that are held, and orders whose money is an open question. One order may be both. */
async function readAttention({ shop, ascending, condition }: Bounds) {
  let query = (await sessionClient())
    .from('shops')
    .select(
      `held:orders(${columns}, money_exceptions(kind)), questioned:orders(${columns}, money_exceptions!inner(kind))`,
    )
    .eq('slug', shop)
    .in('held.status', orderViews.attention.statuses)
    .is('held.money_exceptions.resolved_at', null)
    .is('questioned.money_exceptions.resolved_at', null);
  for (const referencedTable of ['held', 'questioned']) {
    query = query
      .order('placed_at', { referencedTable, ascending })
      .order('id', { referencedTable, ascending })
      .limit(PAGE_SIZE + 1, { referencedTable });
    if (condition) query = query.or(condition, { referencedTable });
  }
  const { data, error } = await query.maybeSingle();
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  const byId = new Map(
    [...(data?.held ?? []), ...(data?.questioned ?? [])].map((order) => [order.id, order]),
  );
  const rows = [...byId.values()].sort(compareNewestFirst);
  return (ascending ? rows.reverse() : rows).slice(0, PAGE_SIZE + 1);
}

/** An order with everything that its page shows, in one round trip; null when there is none that this person may see. */
export const getStaffOrder = cache(async (number: string): Promise<Order | null> => {
  await requireUser();
  const { data, error } = await (await sessionClient()).rpc('get_order', { number });
  if (!error) return orderSchema.parse(data);
  refusalOf(error); // throws what is no refusal; the only refusal is `order_not_found`
  return null;
});
