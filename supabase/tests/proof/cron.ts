import { call, server } from '../caller.ts';
import { compare, type World } from './world.ts';

/** Runs the scheduled jobs, except the one at index `leavesOut`. */
export async function cron(world: World, leavesOut: number): Promise<string | null> {
  const steps = [
    'cancel_expired_orders',
    'refund_undecided_orders',
    'complete_delivered_orders',
    'cleanup_expired_inventory_locks',
    'cleanup_stale_rows',
  ] as const;
  const done: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (index === leavesOut) continue;
    const expected = world.isAlone && index === 0 ? await countExpired(world) : null;
    const count = await call<number>(world.sql, server, step);
    compare(world, step, expected, String(count));
    if (count > 0) done.push(step);
  }
  return done.join(' + ') || null;
}

/**
 * How many orders may expire: overdue, not on hold, holding no money, without an open exception, and with every payment attempt checked
 * since the deadline. An order that waits for its balance may hold the first part, and keeps its exception.
 */
async function countExpired({ sql, shop }: World): Promise<string> {
  const [row] = await sql<[{ count: string }]>`
    select count(*)::text from orders
    where shop_id = ${shop.id} and state in ('requested', 'pending_payment', 'awaiting_verification')
      and expires_at <= now() and hold_reason is null
      and (paid_minor = refunded_minor or exists (
        select from money_exceptions where order_id = orders.id and resolved_at is null and decision = 'ask_rest'))
      and not exists (select from money_exceptions where order_id = orders.id and resolved_at is null
        and coalesce(decision, '') <> 'ask_rest')
      and not exists (select from payment_intents as intents
        where order_id = orders.id and gateway = 'paystack' and intents.state <> 'succeeded'
          and (is_processing or coalesce(checked_at, '-infinity') < orders.expires_at))`;
  return row.count;
}
