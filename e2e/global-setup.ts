import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import postgres from 'postgres';
import { z } from 'zod';
import { root } from '../scripts/part.ts';
import { step } from '../scripts/progress.mjs';
import { takeLock } from '../scripts/shop/lock.ts';
import { openShop } from '../scripts/shop/open.ts';
import { choosePorts, clearShop, readSecrets } from '../scripts/shop/settings.ts';
import { hireDemoStaff } from '../scripts/shop/staff.ts';
import { openShops, staffOf } from './shop.ts';

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
  await enter(shop.env, shop.secrets.demoPassword);
  return async () => {
    await shop.close();
    lock.release();
  };
}

/** Shows the journeys the way to the shop, and opens one of their own for each file of them. */
async function enter(env: NodeJS.Dict<string>, password: string) {
  Object.assign(process.env, env, { DEMO_PASSWORD: password });
  const superuser = new URL(z.string().parse(env.DATABASE_URL));
  superuser.username = 'supabase_admin';
  const files = fs.globSync('*.spec.ts', { cwd: import.meta.dirname });
  const sql = postgres(superuser.href, { max: 1 });
  await openShops(sql, files);
  await letEverybodyBuy(sql);
  await sql.end();
  await hireDemoStaff(superuser.href, password, staffOf(files));
}

/**
 * All journeys come from one network address, and most are of customers whom the shop does not know. What one buyer may do and hold is
 * for the journeys of that; here the shops leave it open.
 */
async function letEverybodyBuy(sql: postgres.Sql) {
  await sql`update shop_settings set reserve_share = 1, reserve_units = 1000000, max_unpaid_orders = null, cash_link_above_minor = null`;
  await sql`update usage_limits set max_count = 100000, max_direct = case when max_direct is not null then 100000 end`;
}

async function enterOpenShop(file: string) {
  const { demoPassword } = readSecrets(path.dirname(file));
  await enter(parseEnv(fs.readFileSync(file, 'utf8')), demoPassword);
}
