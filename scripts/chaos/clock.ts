import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './http.ts';

/**
 * Lets the shop's time pass `speed` times as fast as real time, by moving stored deadlines closer. Calls cron about once a minute
 * of the shop's time, on both app processes at once.
 */
export function startClock(world: World, speed: number) {
  let stopped = false;
  let runs = 0;
  const ticking = tick();

  async function tick() {
    while (!stopped) {
      const began = performance.now();
      await Promise.all(world.origins.map(runCron));
      runs += world.origins.length;
      await sleep(500);
      await advance(world, ((performance.now() - began) / 1000) * speed);
    }
  }

  async function runCron(origin: string) {
    const answer = await fetch(`${origin}/api/cron/cleanup`, {
      headers: { authorization: `Bearer ${world.env.CRON_SECRET}` },
    });
    // A step that fails because of the gateway's faults is retried; the audit checks that nothing stays undone.
    await answer.body?.cancel();
  }

  /** Waits until nothing has been pending for five seconds. Gives up after ten minutes; the audit then fails. */
  async function untilIdle() {
    for (let idle = 0, second = 0; idle < 5 && second < 600; second++) {
      idle = (await countWaiting(world)) === 0 ? idle + 1 : 0;
      await sleep(1_000);
    }
  }

  async function stop() {
    stopped = true;
    await ticking;
  }
  return { untilIdle, stop, runs: () => runs };
}

/** Moves deadlines closer, except in rows that are locked at this moment, so that the clock blocks no transaction. */
async function advance({ sql }: World, seconds: number) {
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
  const [pending] = await sql<[{ count: number }]>`
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
    Number(pending.count) +
    deliveries.filter(({ state }) => state === 'waiting' || state === 'sending').length +
    refunds.filter(({ status }) => status !== 'processed').length +
    Math.abs(refunds.length - Number(known.count))
  );
}
