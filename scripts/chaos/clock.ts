import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './http.ts';

/**
 * Lets a shop's time pass `speed` times as fast as ours, by bringing nearer whatever waits for a time, and calls cron twice
 * at once, once a minute of that time, one call before each app process.
 */
export function startClock(world: World, speed: number) {
  let stopped = false;
  let runs = 0;
  const ticking = tick();

  async function tick() {
    while (!stopped) {
      const began = performance.now();
      await Promise.all(world.doors.map(runCron));
      runs += world.doors.length;
      await sleep(500);
      await letPass(world, ((performance.now() - began) / 1000) * speed);
    }
  }

  async function runCron(door: string) {
    const answer = await fetch(`${door}/api/cron/cleanup`, {
      headers: { authorization: `Bearer ${world.env.CRON_SECRET}` },
    });
    // a step that fails while the gateway is unwell is tried again; what it left undone is what this is about
    await answer.body?.cancel();
  }

  /** Until nothing waits to be done but what waits for people. Gives up after ten minutes, which the audit will show. */
  async function untilQuiet() {
    for (let calm = 0, second = 0; calm < 5 && second < 600; second++) {
      calm = (await countWaiting(world)) === 0 ? calm + 1 : 0;
      await sleep(1_000);
    }
  }

  async function stop() {
    stopped = true;
    await ticking;
  }
  return { untilQuiet, stop, runs: () => runs };
}

/** Rows that somebody works on at this moment are left for the next time, so that the clock stands in nobody's way. */
async function letPass({ sql }: World, seconds: number) {
  const time = `${seconds} seconds`;
  const tables: Record<string, string[]> = {
    payment_intents: ['created_at', 'checked_at', 'next_check_at', 'claimed_until'],
    refunds: ['sent_at', 'next_attempt_at'],
    webhook_events: ['next_attempt_at'],
    notification_queue: ['next_attempt_at'],
    orders: ['expires_at'],
    money_exceptions: ['deadline'],
  };
  for (const [table, columns] of Object.entries(tables)) {
    const sets = columns.map((column) => `${column} = ${column} - '${time}'::interval`).join(', ');
    await sql.unsafe(
      `update ${table} set ${sets} where id in (select id from ${table} for no key update skip locked)`,
    );
  }
}

async function countWaiting({ sql, env }: World): Promise<number> {
  const [ours] = await sql<[{ count: number }]>`
    select (select count(*) from webhook_events where processed_at is null and dead_at is null)
      + (select count(*) from refunds where state in ('approved', 'submitted', 'processing'))
      + (select count(*) from orders where state = 'pending_payment')
      + (select count(*) from notification_queue where sent_at is null and dead_at is null) as count`;
  const deliveries: { state: string }[] = await (
    await fetch(`${env.PAYSTACK_BASE_URL}/control/deliveries?limit=10000`)
  ).json();
  const refunds: { status: string }[] = await (
    await fetch(`${env.PAYSTACK_BASE_URL}/control/refunds?limit=10000`)
  ).json();
  const [known] = await sql<[{ count: number }]>`
    select count(*) from refunds where gateway_refund_id is not null and state = 'succeeded'`;
  return (
    Number(ours.count) +
    deliveries.filter(({ state }) => state === 'waiting' || state === 'sending').length +
    refunds.filter(({ status }) => status !== 'processed').length +
    Math.abs(refunds.length - Number(known.count))
  );
}
