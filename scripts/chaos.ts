import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { audit } from './chaos/audit.ts';
import { startClock } from './chaos/clock.ts';
import { request } from './chaos/http.ts';
import { simulateShoppers } from './chaos/shopper.ts';
import { refundSome } from './chaos/staff.ts';
import { root } from './part.ts';
import { claimPort } from './ports.ts';
import { step } from './progress.mjs';
import { takeLock } from './shop/lock.ts';
import { openShop } from './shop/open.ts';
import { choosePorts, clearShop } from './shop/settings.ts';

/**
 * Tests a real shop with a faulty gateway, over HTTP: two app processes on one database. The gateway loses, repeats, delays
 * and reorders webhooks, and drops one connection in five after it has done the work.
 *
 *   npm run chaos                    500 orders
 *   npm run chaos -- --orders 50
 *
 * Shoppers pay; some do not return, others open the return page three times. Staff refund in the shop and on the gateway's
 * dashboard. One second is a minute of shop time. Once nothing is pending, the gateway's records and the database must match to
 * the last kobo, and the doctor must find no problem. Exits with 1 otherwise.
 */
const SPEED = 60;

const FAULTS = {
  webhooks: {
    drop: { share: 30 },
    duplicate: { share: 30 },
    reorder: true,
    // up to ten minutes of shop time
    jitter_ms: (10 * 60_000) / SPEED,
    speed: SPEED,
  },
  endpoints: Object.fromEntries(
    [
      'initialize',
      'verify',
      'list',
      'fetch',
      'refund_create',
      'refund_list',
      'refund_fetch',
      'dispute_list',
    ].map((endpoint) => [endpoint, { kind: 'reset_after', share: 20 }]),
  ),
  pace: { refund_ms: 1_000 },
};

async function main(orders: number): Promise<boolean> {
  const dir = path.join(root, '.local', 'chaos');
  const lock = takeLock(dir);
  process.once('exit', lock.release);
  clearShop(dir);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const ports = await choosePorts({ dir, first: 4070, isAfterCrash: lock.isAfterCrash, say: () => {} });
  const twinPort = await claimPort(ports.shop + 1, 0);
  const shop = await openShop({
    ...{ dir, ports, twinPort, step, isDev: false, isDurable: false, signal: stopping.signal },
    distDir: '.local/chaos/next',
  });
  const sql = postgres(shop.env.DATABASE_URL, { max: 8, onnotice: () => {} });
  const world = {
    sql,
    env: shop.env,
    password: shop.secrets.demoPassword,
    origins: [shop.env.SITE_URL, `http://localhost:${twinPort}`] as const,
  };
  try {
    await request(world, `${shop.env.PAYSTACK_BASE_URL}/control`, FAULTS);
    const clock = startClock(world, SPEED);
    const visits = await step(`${orders} shoppers order and pay`, () => simulateShoppers(world, orders));
    const refunds = await step('Refund in the shop and at the gateway', () => refundSome(world));
    await step('Wait until nothing is pending', clock.untilIdle);
    await clock.stop();
    return await audit(world, { orders, visits, refunds, crons: clock.runs() });
  } finally {
    await sql.end();
    await shop.close();
  }
}

const { orders } = parseArgs({ options: { orders: { type: 'string', default: '500' } } }).values;
process.exit((await main(Number(orders))) ? 0 : 1);
