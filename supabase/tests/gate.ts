import type { Sql } from 'postgres';

/**
 * Runs calls that compete for a lock, which they get in the order given: holds the lock until every call waits for it (or has
 * ended without it), then releases it. `lock` is SQL that takes the lock.
 */
export async function behindGate<T>(
  sql: Sql,
  lock: string,
  calls: (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const gate = await sql.reserve();
  const running: Promise<T>[] = [];
  let ended = 0;
  try {
    await gate.unsafe('begin');
    await gate.unsafe(lock);
    for (const start of calls) {
      const call = start();
      running.push(call);
      call.catch(() => {}).finally(() => ended++);
      while (ended + (await countWaiting(sql)) < running.length);
    }
  } finally {
    await gate.unsafe('rollback');
    gate.release();
  }
  return Promise.allSettled(running);
}

async function countWaiting(sql: Sql): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row.count;
}

/** Splits the results of a race into answers and reasons of refusals. Any other error is thrown. */
export function split<T>(results: PromiseSettledResult<T>[]): { answers: T[]; reasons: string[] } {
  const answers: T[] = [];
  const reasons: string[] = [];
  for (const result of results) {
    if (result.status === 'fulfilled') answers.push(result.value);
    else if (/^PT/.test(result.reason.code)) reasons.push(result.reason.message);
    else throw result.reason;
  }
  return { answers, reasons };
}

/** SQL that takes the lock for which calls compete: of an order, of a shop's stock, of a cart. */
export const orderRow = ({ order_id }: { order_id: string }) =>
  `select from orders where id = '${order_id}' for update`;
export const shelfOf = (shop: { id: string }) =>
  `select from inventory where shop_id = '${shop.id}' order by variant_id for update`;
export const cartRow = (token: string) =>
  `select from carts where token_hash = private.sha256('${token}') for update`;

/** Creates `count` items. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
