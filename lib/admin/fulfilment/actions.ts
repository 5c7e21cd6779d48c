'use server';

import { refresh } from 'next/cache';
import { requireUser } from '@/lib/admin/auth';
import { logError } from '@/lib/log';
import { invalid } from '@/lib/refusals';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formList, formValues } from '@/lib/text';
import type { BulkCommand, BulkOutcome, Skipped } from './bulk';
import { bulkSchema } from './schema';

type Ticked = { order_id: string; expected_version: number; number: string };

/**
 * Does to each of the orders that are ticked what its own page could do, as the person who is signed in: one that is refused,
 * with the reasons of `update_order_status`, keeps none of the others.
 */
export async function moveOrders(form: FormData): Promise<BulkOutcome> {
  await requireUser();
  const parsed = bulkSchema.safeParse({ ...formValues(form), orders: formList(form, 'orders') });
  if (!parsed.success)
    return { command: 'process', moved: 0, skipped: [], refused: invalid(parsed.error).reason };
  const { command, orders } = parsed.data;
  const skipped: Skipped[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const some = await Promise.all(orders.slice(from, from + AT_ONCE).map((order) => move(order, command)));
    skipped.push(...some.filter((one) => one !== null));
  }
  // Whatever was answered, the page may be older than the orders.
  refresh();
  return { command, moved: orders.length - skipped.length, skipped };
}

/** So many at once, so that one person's bulk leaves connections to the others. */
const AT_ONCE = 5;

/** Null: it has moved. A bug is told of one order, and in the log; it must not hide what became of the others. */
async function move({ number, ...order }: Ticked, command: BulkCommand): Promise<Skipped | null> {
  try {
    const args = { ...order, to_state: command };
    const moved = await resultOf(execute(await sessionClient(), 'update_order_status', args));
    return moved.ok ? null : { number, reason: moved.reason, details: moved.details };
  } catch (error) {
    logError('bulk_failed', error, { command, order_id: order.order_id });
    return { number, reason: 'failed' };
  }
}
