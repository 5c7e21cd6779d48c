'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { requireUser } from '@/lib/admin/auth';
import { commandOrder } from '@/lib/admin/orders/actions';
import { logError } from '@/lib/log';
import { invalid, refusalOf } from '@/lib/refusals';
import { shopPickListPath, shopSlipsPath } from '@/lib/staff/paths';
import { sessionClient } from '@/lib/supabase/session';
import { formList, formValue, formValues } from '@/lib/text';
import { type BulkCommand, type BulkOutcome, bulkQuery, type Left } from './bulk';
import { numbersOf } from './numbers';
import { backTo } from './plainly';
import { bulkSchema } from './schema';

type Ticked = { order_id: string; expected_version: number; number: string };

/**
 * Does to each of the orders that are ticked what its own page could do, as the person who is signed in: one that is refused,
 * with the reasons of `update_order_status`, keeps none of the others. `slips` and `pick_list` lead to what is to be printed.
 */
export async function moveOrders(_last: BulkOutcome | null, form: FormData): Promise<BulkOutcome> {
  await requireUser();
  const parsed = bulkSchema.safeParse({ ...formValues(form), orders: formList(form, 'orders') });
  if (!parsed.success)
    return { command: 'process', moved: 0, left: [], refused: invalid(parsed.error).reason };
  const { command, shop, orders, listed } = parsed.data;
  if (command === 'slips' || command === 'pick_list') {
    const numbers = orders.length > 0 ? orders.map(({ number }) => number) : numbersOf(listed);
    redirect((command === 'slips' ? shopSlipsPath : shopPickListPath)(shop, numbers));
  }
  const left: Left[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const some = await Promise.all(orders.slice(from, from + AT_ONCE).map((order) => move(order, command)));
    left.push(...some.filter((one) => one !== null));
  }
  // Whatever was answered, the page may be older than the orders.
  refresh();
  return { command, moved: orders.length - left.length, left };
}

/** So many at once, so that one person's bulk leaves connections to the others. */
const AT_ONCE = 5;

const targets: Record<BulkCommand, string> = { process: 'processing', mark_ready: 'ready_for_shipment' };

/** Null: it has moved. A bug is told of one order, and in the log; it must not hide what became of the others. */
async function move({ number, ...order }: Ticked, command: BulkCommand): Promise<Left | null> {
  try {
    const { error } = await (await sessionClient()).rpc('update_order_status', {
      ...order,
      to_state: targets[command],
    });
    if (!error) return null;
    const { reason, details } = refusalOf(error);
    return { number, reason, details };
  } catch (error) {
    logError('bulk_failed', error, { command, order_id: order.order_id });
    return { number, reason: 'failed' };
  }
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function moveOrdersPlainly(form: FormData): Promise<void> {
  redirect(backTo(formValue(form, 'back'), bulkQuery(await moveOrders(null, form))), RedirectType.replace);
}

/** What a form in the row of an order does without scripts: as on the order's own page, but it leads back to the queue. */
export async function commandQueuedPlainly(form: FormData): Promise<void> {
  const outcome = await commandOrder(null, form);
  const said: Record<string, string> = outcome.ok ? { done: outcome.said } : { refused: outcome.reason };
  const path: Route = backTo(formValue(form, 'back'), { ...said, of: formValue(form, 'number') });
  redirect(path, RedirectType.replace);
}
