import postgres, { type Sql } from 'postgres';
import { as, type Caller, person, visitor } from '../../supabase/tests/caller.ts';
import { clientSecret } from '../../supabase/tests/client-secret.ts';
import { brokenInvariants } from '../../supabase/tests/invariants.ts';
import { migrate, prepareDatabase, storeClientSecret } from '../database.ts';
import { progressLine } from '../seed/progress.ts';
import { seedBig } from '../seed/seed.ts';
import { createDemoStaff } from '../shop/staff.ts';
import { openThrowaway } from '../throwaway.ts';
import { type Figure, median } from './figures.ts';
import { type Facts, factsOf, readsOf } from './reads.ts';

/** The demo with as many orders and products as ten pages of each list need. */
const SMALL = { orders: 1_000, products: 400, customers: 200 };
const BIG = { orders: 20_000, products: 2_000, customers: 4_000 };
const FULL = { orders: 1_000_000, products: 10_000, customers: 200_000 };

type Cost = { buffers: number; ms: number };

/** What an order and each list cost in a big shop, and how many times as much as in a small one, in one run. */
export async function benchGrowth(isFull: boolean): Promise<Figure[]> {
  const { cluster, close } = await openThrowaway();
  const sql = postgres(cluster.url(), { max: 2, onnotice: () => {} });
  try {
    await prepareDatabase(cluster.url());
    await migrate(cluster.url('postgres', 'postgres'), { seed: true });
    await storeClientSecret(cluster.url(), clientSecret);
    await createDemoStaff(cluster.url(), 'demo-password');
    const small = await measureAt(sql, SMALL);
    const big = await measureAt(sql, isFull ? FULL : BIG);
    return [...big].flatMap(([name, cost]): Figure[] => [
      { name: `${name}: buffers`, unit: 'blocks', value: cost.buffers, target: { most: 2_000 } },
      {
        ...{ name: `${name}: buffers, times the small shop’s`, unit: '×', target: { most: 1.2 } },
        value: cost.buffers / (small.get(name)?.buffers ?? Number.NaN),
      },
      { name: `${name}: time`, unit: 'ms', value: cost.ms, target: { most: 100 } },
      {
        ...{ name: `${name}: time, times the small shop’s`, unit: '×' },
        value: cost.ms / (small.get(name)?.ms ?? Number.NaN),
      },
    ]);
  } finally {
    await sql.end({ timeout: 1 });
    await close();
  }
}

async function measureAt(sql: Sql, size: typeof SMALL): Promise<Map<string, Cost>> {
  await seedBig(sql, { slug: 'itanna', ...size, report: progressLine((text) => process.stderr.write(text)) });
  const facts = await factsOf(sql);
  const broken = await brokenInvariants(sql, facts.shop);
  if (broken.length > 0) throw new Error(`The seeded shop is broken: ${broken.slice(0, 5).join('\n')}`);
  const costs = new Map<string, Cost>();
  for (const [name, query] of readsOf(facts, 'staff'))
    costs.set(name, await costOf(sql, person(facts.owner), query));
  for (const [name, query] of readsOf(facts, 'visitor')) costs.set(name, await costOf(sql, visitor, query));
  costs.set('an order: cart and create_order', await costOfOrder(sql, facts));
  return costs;
}

/** The median cost of a query from its third run on, when its plans and its blocks are in memory. */
async function costOf(sql: Sql, caller: Caller, query: string, times = 5): Promise<Cost> {
  return as(sql, caller, async (tx) => {
    const costs: Cost[] = [];
    for (let run = 0; run < times + 2; run++) {
      const explained = await tx.unsafe(
        `explain (analyze, buffers, timing off, format json) select ${query}`,
      );
      const [{ 'QUERY PLAN': plans }] = explained as unknown as [{ 'QUERY PLAN': [Explained] }];
      const { Plan, 'Execution Time': ms } = plans[0];
      costs.push({ buffers: (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0), ms });
    }
    const measured = costs.slice(2);
    return {
      buffers: median(measured.map((cost) => cost.buffers)),
      ms: median(measured.map((cost) => cost.ms)),
    };
  });
}
type Explained = { Plan: Record<string, number>; 'Execution Time': number };

/** The cost of an order. Each is by a new buyer, and all are undone afterwards. */
async function costOfOrder(sql: Sql, { variant, rate }: Facts): Promise<Cost> {
  const checkout = JSON.stringify({
    ...{ phone: '+2348031234567', name: 'Ada Obi', payment_method: 'bank_transfer', shipping_rate_id: rate },
    shipping_address: { line1: '1 Road', city: 'Yaba', region: 'Lagos', country: 'NG' },
  });
  const order = `create_order((set_cart_item(null, '${variant}', 1) ->> 'token')::uuid, gen_random_uuid(),
    '${checkout}'::jsonb || jsonb_build_object('email', gen_random_uuid() || '@example.com'))`;
  let cost: Cost | undefined;
  class Undo extends Error {}
  await sql
    .begin(async (tx) => {
      // `as` opens a transaction of its own, which becomes a part of this one
      const within = Object.assign(tx, { begin: tx.savepoint }) as unknown as Sql;
      cost = await costOf(within, { ...visitor, address: '203.0.113.9' }, order, 40);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return cost as Cost;
}
