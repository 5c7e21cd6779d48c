import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import postgres from 'postgres';
import { root } from '../scripts/part.ts';
import { step } from '../scripts/progress.mjs';
import { takeLock } from '../scripts/shop/lock.ts';
import { openShop } from '../scripts/shop/open.ts';
import { choosePorts, clearShop, readSecrets } from '../scripts/shop/settings.ts';

/**
 * Opens a shop for this run: its own state, ports and build, so that an open `npm run shop` is not touched. The journeys
 * find it through the same variables as a person finds theirs in .local/env, and the staff's password in DEMO_PASSWORD.
 */
export default async function setup() {
  if (process.env.AGAINST) return enterOpenShop(path.resolve(root, process.env.AGAINST));
  const dir = path.join(root, '.local', 'test', 'shop');
  const lock = takeLock(dir);
  clearShop(dir);
  const stopping = new AbortController();
  const shop = await openShop({
    dir,
    distDir: '.local/test/next',
    ports: await choosePorts({ dir, first: 4050, isAfterCrash: lock.isAfterCrash, say: () => {} }),
    isDev: false,
    isDurable: false,
    step,
    signal: stopping.signal,
  });
  Object.assign(process.env, shop.env, { DEMO_PASSWORD: shop.secrets.demoPassword });
  await letEverybodyBuy(shop.env.DATABASE_URL);
  return async () => {
    await shop.close();
    lock.release();
  };
}

/**
 * All journeys come from one network address, and most are of customers whom the shop does not know. What one buyer may do and hold is
 * for the journeys of that; here the shops leave it open.
 */
async function letEverybodyBuy(databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`update shop_settings set reserve_share = 1, reserve_units = 1000000, max_unpaid_orders = null, cash_link_above_minor = null`;
  await sql`update usage_limits set max_count = 100000, max_direct = case when max_direct is not null then 100000 end`;
  await sql.end();
}

function enterOpenShop(file: string) {
  const { demoPassword } = readSecrets(path.dirname(file));
  Object.assign(process.env, parseEnv(fs.readFileSync(file, 'utf8')), { DEMO_PASSWORD: demoPassword });
}
