import { expect, test } from 'vitest';
import { seedBig } from '../../scripts/seed/seed.ts';
import { call, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { type Check, failedChecks } from './doctor.ts';
import { openGuardedShop } from './fixtures.ts';
import { brokenChains, brokenInvariants } from './invariants.ts';

const { sql } = await testDatabase();
const size = { orders: 400, products: 20, customers: 60, batch: 100 };

const TABLES = [
  'orders',
  'order_items',
  'payments',
  'refunds',
  'activity_logs',
  'stock_movements',
  'products',
  'customers',
];

async function openSeeded(stopAfter = Number.POSITIVE_INFINITY) {
  const shop = await openGuardedShop(sql);
  let batches = 0;
  const run = (after: number) =>
    seedBig(sql, {
      ...{ slug: shop.slug, ...size },
      report: (what) => {
        batches += what === 'orders' ? 1 : 0;
        if (batches >= after) throw new Error('stop');
      },
    });
  if (stopAfter < 10) await expect(run(stopAfter)).rejects.toThrow('stop');
  batches = 0;
  await run(Number.POSITIVE_INFINITY);
  return shop;
}

async function countsOf(shopId: string) {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await sql`select count(*)::int from ${sql(table)} where shop_id = ${shopId}`;
    counts[table] = row?.count;
  }
  const states = await sql`select state, count(*)::int from orders where shop_id = ${shopId} group by state`;
  return { ...counts, ...Object.fromEntries(states.map(({ state, count }) => [state, count])) };
}

const shop = await openSeeded();

test('a seeded shop has orders in all states, of two years, and breaks no invariant', async () => {
  const counts = await countsOf(shop.id);
  const states = await sql`select unnest(enum_range(null::order_state)) as state`;
  expect(states.filter(({ state }) => !(state in counts))).toEqual([]);
  const [span] =
    await sql`select count(distinct date_trunc('month', placed_at))::int as months from orders where shop_id = ${shop.id}`;
  expect(span?.months).toBeGreaterThan(22);
  expect(await brokenInvariants(sql, shop.id)).toEqual([]);
  expect(await brokenChains(sql, shop.id)).toEqual([]);
});

test('the doctor finds no problem in a seeded shop', async () => {
  await call(sql, server, 'note_heartbeat', { name: 'cron' });
  const checks = await sql<Check[]>`select * from doctor()`;
  expect(failedChecks([...checks])).toEqual({});
});

test('a second run adds nothing', async () => {
  const before = await countsOf(shop.id);
  await seedBig(sql, { slug: shop.slug, ...size });
  expect(await countsOf(shop.id)).toEqual(before);
}, 90_000);

test('a run that was interrupted continues to the same numbers', async () => {
  const resumed = await openSeeded(2);
  expect(await countsOf(resumed.id)).toEqual(await countsOf(shop.id));
  expect(await brokenInvariants(sql, resumed.id)).toEqual([]);
}, 90_000);

test('a seeded order is found by its customer and by the reference of its payment', async () => {
  const [order] = await sql`
    select orders.id, orders.email, reference from orders join payment_intents on order_id = orders.id
    where orders.shop_id = ${shop.id} and note is null and email like 'seed-%' limit 1`;
  for (const word of [order?.email, order?.reference]) {
    const [found] =
      await sql`select private.search_orders(${shop.id}, ${word}, true, 'true', null, null, false, 100) as ids`;
    expect(found?.ids).toContain(order?.id);
  }
});
