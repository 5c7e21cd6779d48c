import type { ReservedSql } from 'postgres';
import { expect, test } from 'vitest';
import { call, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';

/**
 * The log of an entity is a chain, and several commands may write to it. Each has to wait for the one before: a second writer that does
 * not would take the same place in the chain and fail.
 */
const { sql } = await testDatabase();
const shop = await openShop(sql);
const { serum } = shop.variants;

type Write = (tx: Pick<ReservedSql, 'unsafe'>) => Promise<unknown>;
const run =
  (text: string): Write =>
  (tx) =>
    tx.unsafe(text);
const inShop = `where shop_id = '${shop.id}'`;

const price = run(`update variants set price_minor = price_minor + 1 where id = '${serum}'`);
const settings = run(`update shop_settings set reserve_units = reserve_units - 1 ${inShop}`);
const auditor = run(
  `insert into staff (shop_id, user_id, role) select id, '${shop.staff.auditor}', 'auditor' from shops
  where not exists (select from staff where staff.shop_id = shops.id and user_id = '${shop.staff.auditor}') limit 1`,
);

const pairs: [string, Write, () => Promise<unknown>][] = [
  [
    'a price and a count',
    price,
    () => call(sql, server, 'adjust_stock', { variant_id: serum, on_hand: 77, reason: 'Count' }),
  ],
  [
    'a setting and a payment method',
    settings,
    () => sql`update payment_methods set label = label || '.' where shop_id = ${shop.id}`,
  ],
  [
    'a setting and a domain',
    settings,
    () => sql`update shop_domains set is_primary = not is_primary where shop_id = ${shop.id}`,
  ],
];

test.each(pairs)('%s at once are both logged', async (_, first, second) => {
  const count = async () =>
    (await sql<[{ count: number }]>`select count(*)::int from activity_logs where shop_id = ${shop.id}`)[0]
      .count;
  const before = await count();
  const one = await sql.reserve();
  await one.unsafe('begin');
  await first(one);
  let hasEnded = false;
  const running = second().finally(() => {
    hasEnded = true;
  });
  // so that a failure is not unhandled while this one waits
  running.catch(() => {});
  while (!hasEnded && !(await isWaiting()));
  await one.unsafe('commit');
  one.release();
  await running;
  expect(await count()).toBeGreaterThanOrEqual(before + 2);
});

test('two shops of one person log to that person’s chain', async () => {
  await openShop(sql);
  const one = await sql.reserve();
  await one.unsafe('begin');
  await auditor(one);
  const running =
    sql`update staff set role = 'verifier' where user_id = ${shop.staff.auditor} and shop_id = ${shop.id}`.execute();
  while (!(await isWaiting()));
  await one.unsafe('commit');
  one.release();
  await running;
  const [{ count }] = await sql<[{ count: number }]>`
    select count(*)::int from activity_logs where entity_type = 'staff' and entity_id = ${shop.staff.auditor}`;
  expect(count).toBeGreaterThanOrEqual(3);
});

async function isWaiting() {
  const rows =
    await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length > 0;
}
