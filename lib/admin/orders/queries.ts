import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import { requireUser } from '@/lib/admin/auth';
import { readOrderNumber } from '@/lib/orders/number';
import { type Order, orderSchema, orderStatus, paymentStatus } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { asciiHost } from '@/lib/text';
import { type Cursor, PAGE_SIZE, pageOf } from './paging';
import { type OrderView, orderViews } from './views';

/** A row of `list_orders`. Amounts in minor units of `currency`. */
const listedOrder = z.object({
  id: z.uuid(),
  number: z.string(),
  name: z.string(),
  placed_at: z.string(),
  pieces: z.int(),
  total_minor: z.int(),
  currency: z.string(),
  status: orderStatus,
  payment_status: paymentStatus,
  /** open exceptions about its money, for staff with `payments.read` */
  exceptions: z.array(z.enum(Constants.public.Enums.exception_kind)),
});

export type ListedOrder = z.infer<typeof listedOrder>;

/**
 * A page of the shop's orders, newest first; `newer` and `older` are the cursors of the neighbouring pages. Empty for
 * users who may not read orders there. A search covers all tabs.
 */
export async function listOrders(shop: string, list: OrderList) {
  const read = await readOrders(shop, list, PAGE_SIZE + 1);
  // paging up to the top shows a full first page, even if only a few newer orders exist
  if (list.cursor?.direction === 'newer' && read.length <= PAGE_SIZE) {
    return pageOf(await readOrders(shop, { ...list, cursor: null }, PAGE_SIZE + 1), null);
  }
  return pageOf(read, list.cursor);
}

/** The numbers of the next newer and the next older order in a list; null at either end. */
export async function neighboursOf(
  shop: string,
  list: Omit<OrderList, 'cursor'>,
  { order_id, placed_at }: Pick<Order, 'order_id' | 'placed_at'>,
) {
  const next = async (direction: Cursor['direction']) => {
    const [order] = await readOrders(shop, { ...list, cursor: { direction, placed_at, id: order_id } }, 1);
    return order?.number ?? null;
  };
  const [newer, older] = await Promise.all([next('newer'), next('older')]);
  return { newer, older };
}

type OrderList = { view: OrderView; search: string; cursor: Cursor | null };

async function readOrders(shop: string, { view, search, cursor }: OrderList, max_rows: number) {
  await requireUser();
  const args = {
    shop,
    statuses: orderViews[view].statuses?.slice(),
    with_exceptions: view === 'attention',
    // email addresses are stored with their host in ASCII
    search: asciiHost(search) || undefined,
    from_placed_at: cursor?.placed_at,
    from_id: cursor?.id,
    upwards: cursor?.direction === 'newer',
    max_rows,
  };
  const rows = await rpc(await sessionClient(), 'list_orders', args, z.array(listedOrder)).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  return rows ?? [];
}

/**
 * Whether a form's hidden currency is that of its order: in another currency `45,000` can be a different number of
 * minor units. True for an order that this user may not see: the command itself refuses it.
 */
export async function isCurrencyOf(order_id: string, currency: string): Promise<boolean> {
  const { data, error } = await (await sessionClient())
    .from('orders')
    .select('currency')
    .eq('id', order_id)
    .maybeSingle();
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return data === null || data.currency === currency;
}

/** An order with everything its page shows, in one round trip; null if there is none that this user may see. */
export const getStaffOrder = cache(async (input: string): Promise<Order | null> => {
  await requireUser();
  const number = readOrderNumber(input);
  if (!number) return null;
  return rpc(await sessionClient(), 'get_order', { number }, orderSchema).catch((error: unknown) =>
    expectRefusal(error, 'order_not_found'),
  );
});
