import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { audit } from './chaos/audit.ts';
import { startClock } from './chaos/clock.ts';
import { request } from './chaos/http.ts';
import { live } from './chaos/shopper.ts';
import { refundSome } from './chaos/staff.ts';
import { root } from './part.ts';
import { claimPort } from './ports.ts';
import { step } from './progress.mjs';
import { takeLock } from './shop/lock.ts';
import { openShop } from './shop/open.ts';
import { choosePorts, clearShop } from './shop/settings.ts';

/**
 * The worst day of a shop, over HTTP and with nothing of ours simulated: two app processes before one database, and a gateway
 * that loses, repeats, delays and reorders its webhooks and cuts one call in five off after it has done what was asked.
 *
 *   npm run chaos                    500 orders
 *   npm run chaos -- --orders 50
 *
 * Shoppers pay, pay again, never come back or change their mind; staff give money back here and at the gateway. A minute of
 * the shop passes in a second. When all is quiet the gateway's books and ours have to agree to the last unit, and the doctor
 * has to find nothing. Exits with 1 when they do not.
 */
const SPEED = 60;

const FAULTS = {
  webhooks: {
    drop: { share: 30 },
    duplicate: { share: 30 },
    reorder: true,
    // up to ten minutes of the shop's time
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
    doors: [shop.env.SITE_URL, `http://localhost:${twinPort}`] as const,
  };
  try {
    await request(world, `${shop.env.PAYSTACK_BASE_URL}/control`, FAULTS);
    const clock = startClock(world, SPEED);
    const lives = await step(`${orders} shoppers order, pay and go`, () => live(world, orders));
    const refunds = await step('Staff give money back, here and at the gateway', () => refundSome(world));
    await step('Wait until all is quiet', clock.untilQuiet);
    await clock.stop();
    return await audit(world, { orders, lives, refunds, crons: clock.runs() });
  } finally {
    await sql.end();
    await shop.close();
  }
}

const { orders } = parseArgs({ options: { orders: { type: 'string', default: '500' } } }).values;
process.exit((await main(Number(orders))) ? 0 : 1);
