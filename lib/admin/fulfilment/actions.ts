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
 * Runs a command on each selected order as the signed-in user. Each order succeeds or is refused on its own, with the
 * reasons of `update_order_status`.
 */
export async function moveOrders(form: FormData): Promise<BulkOutcome> {
  await requireUser();
  const parsed = bulkSchema.safeParse({ ...formValues(form), orders: formList(form, 'orders') });
  if (!parsed.success)
    return { command: 'process', moved: 0, skipped: [], refused: await invalid(parsed.error) };
  const { command, orders } = parsed.data;
  const skipped: Skipped[] = [];
  for (let from = 0; from < orders.length; from += CONCURRENCY) {
    const results = await Promise.all(
      orders.slice(from, from + CONCURRENCY).map((order) => move(order, command)),
    );
    skipped.push(...results.filter((result) => result !== null));
  }
  // Also after a refusal: the page may show older data than the database has.
  refresh();
  return { command, moved: orders.length - skipped.length, skipped };
}

/** How many calls of one bulk command run at once: few, so that other requests still get database connections. */
const CONCURRENCY = 5;

/**
 * Null if the command succeeded. An unexpected error is logged and reported for this order only, so that the results of
 * the others still show.
 */
async function move({ number, ...order }: Ticked, command: BulkCommand): Promise<Skipped | null> {
  try {
    const args = { ...order, to_state: command };
    const moved = await resultOf(execute(await sessionClient(), 'update_order_status', args));
    return moved.ok ? null : { number, refused: moved };
  } catch (error) {
    logError('bulk_failed', error, { command, order_id: order.order_id });
    return { number, refused: null };
  }
}
