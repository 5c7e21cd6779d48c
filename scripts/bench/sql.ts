import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { CLIENT_HEADER, signAddress } from '../../lib/signed-address.ts';
import { clientSecret } from '../../supabase/tests/client-secret.ts';
import { checkoutAt, openGuardedShop, type Shop } from '../../supabase/tests/fixtures.ts';
import { brokenInvariants } from '../../supabase/tests/invariants.ts';
import { migrate, prepareDatabase, storeClientSecret } from '../database.ts';
import { openThrowaway } from '../throwaway.ts';
import { type Figure, median, percentile } from './figures.ts';
import { benchLimit } from './limit.ts';

/** A connection that keeps the role of a visitor, so that an order is one statement, as it is one request over the API. */
const visitors = (url: string, clients: number) =>
  postgres(url, { max: clients, onnotice: () => {}, connection: { role: 'anon' }, idle_timeout: 0 });

const GOODS = 100;
const UNITS = 1_000_000;
/** Orders of one run; a run of 16 clients takes some seconds. */
const ORDERS = 2_000;

type Case = { name: string; clients: number; isHot: boolean; locks: number };
const CASES: Case[] = [
  { name: 'create_order, one client, spread over 100 products', clients: 1, isHot: false, locks: 0 },
  { name: 'create_order, 16 clients, spread over 100 products', clients: 16, isHot: false, locks: 0 },
  { name: 'create_order, 16 clients, one product', clients: 16, isHot: true, locks: 0 },
  {
    name: 'create_order, 16 clients, one product with 10,000 reservations',
    clients: 16,
    isHot: true,
    locks: 10_000,
  },
];

/**
 * Measures create_order by direct calls: the median of `runs` runs for each case. Checks after each run that every order exists, that
 * its stock is reserved and that no invariant is broken.
 */
export async function benchSql(runs: number): Promise<Figure[]> {
  const { cluster, close } = await openThrowaway();
  const admin = postgres(cluster.url(), { max: 4, onnotice: () => {} });
  try {
    await prepareDatabase(cluster.url());
    await migrate(cluster.url('postgres', 'postgres'), { seed: false });
    await storeClientSecret(cluster.url(), clientSecret);
    const figures: Figure[] = [];
    await runCase(admin, cluster.url(), { name: 'warm-up', clients: 4, isHot: false, locks: 0 });
    for (const each of CASES) {
      const results: Run[] = [];
      for (let run = 0; run < runs; run++) results.push(await runCase(admin, cluster.url(), each));
      figures.push(
        {
          ...{ name: each.name, unit: 'orders/s', value: median(results.map((run) => run.perSecond)) },
          ...(each.clients > 1 && { target: { least: each.isHot ? 600 : 1_000 } }),
        },
        {
          ...{ name: `${each.name}: p95`, unit: 'ms', value: median(results.map((run) => run.p95)) },
          ...(each.clients > 1 && { target: { most: 40 } }),
        },
      );
    }
    const [hot, reserved] = CASES.flatMap(({ name, isHot }) =>
      isHot ? figures.filter((figure) => figure.name === name) : [],
    );
    figures.push(
      {
        ...{
          name: 'create_order, one product: rate with 10,000 reservations, as a share of that without',
          unit: '×',
          target: { least: 0.9 },
        },
        value: (reserved?.value ?? Number.NaN) / (hot?.value ?? Number.NaN),
      },
      ...(await benchLimit(admin, cluster.url(), runs)),
    );
    return figures;
  } finally {
    await admin.end({ timeout: 1 });
    await close();
  }
}

type Run = { perSecond: number; p95: number };

async function runCase(admin: Sql, url: string, { clients, isHot, locks }: Case): Promise<Run> {
  const names = Array.from({ length: isHot ? 1 : GOODS }, (_, index) => `sku-${index}`);
  const shop = await openGuardedShop(
    admin,
    Object.fromEntries(names.map((name) => [name, { price_minor: 100_000, on_hand: UNITS }])),
  );
  const variants = Object.values(shop.variants);
  if (locks > 0) await reserve(admin, shop, variants[0] as string, locks);
  const carts = await admin<{ token: string }[]>`
    select set_cart_item(null, variant_id, 1) ->> 'token' as token
    from generate_series(1, ${ORDERS}) as n,
      lateral (select (${variants}::uuid[])[1 + n % ${variants.length}] as variant_id) as goods`;
  await admin`analyze inventory_locks, orders, carts, cart_items`;

  const sql = visitors(url, clients);
  const durations: number[] = [];
  const queue = carts.map(({ token }, index) => ({
    token,
    address: `198.51.${index >> 8}.${index & 255}`,
    checkout: checkoutAt(shop, {
      email: `buyer-${index}@example.com`,
      phone: `+234803${1_000_000 + index}`,
    }),
  }));
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let buyer = queue.pop(); buyer; buyer = queue.pop()) {
        const from = performance.now();
        // a signature is valid for a minute
        const headers = JSON.stringify({ [CLIENT_HEADER]: signAddress(buyer.address, clientSecret) });
        await sql`select set_config('request.headers', ${headers}, false),
          set_config('request.jwt.claims', '{ "role": "anon" }', false),
          create_order(${buyer.token}, ${randomUUID()}, ${sql.json(buyer.checkout as never)})`;
        durations.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await sql.end({ timeout: 1 });
  await checkRun(admin, shop, ORDERS + locks);
  return { perSecond: ORDERS / seconds, p95: percentile(durations, 0.95) };
}

/** Reserves the product for `count` other orders that wait for payment. */
async function reserve(admin: Sql, shop: Shop<string>, variant: string, count: number) {
  await admin`
    with carts as materialized (
      select n, set_cart_item(null, ${variant}, 1) ->> 'token' as token from generate_series(1, ${count}) as n
    )
    select count(create_order(token::uuid, gen_random_uuid(), ${admin.json(checkoutAt(shop) as never)}
      || jsonb_build_object('email', 'waiting-' || n || '@example.com', 'phone', '+234805' || 1000000 + n))) from carts`;
}

async function checkRun(admin: Sql, shop: Shop<string>, expected: number) {
  const [counted] = await admin<{ orders: number; reserved: number }[]>`
    select (select count(*) from orders where shop_id = ${shop.id})::int as orders,
      (select sum(quantity) from inventory_locks where shop_id = ${shop.id})::int as reserved`;
  const broken = await brokenInvariants(admin, shop.id);
  if (counted?.orders !== expected || counted.reserved !== expected || broken.length > 0)
    throw new Error(`Expected ${expected} orders and reserved units: ${JSON.stringify({ counted, broken })}`);
}
