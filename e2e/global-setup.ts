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
import { createDemoStaff } from '../scripts/shop/staff.ts';
import { openShops, staffOf } from './shop.ts';

/**
 * Starts a stack for this run with its own data, ports and build, so that a running `npm run shop` is not affected. The tests
 * read its settings from the same variables as in .local/env, and the staff's password from DEMO_PASSWORD.
 */
export default async function setup() {
  if (process.env.AGAINST) return connectToRunningShop(path.resolve(root, process.env.AGAINST));
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
  await prepareTests(shop.env, shop.secrets.demoPassword);
  return async () => {
    await shop.close();
    lock.release();
  };
}

/** Sets the environment for the tests and creates a shop and its staff for each spec file. */
async function prepareTests(env: NodeJS.Dict<string>, password: string) {
  Object.assign(process.env, env, { DEMO_PASSWORD: password });
  const superuser = new URL(z.string().parse(env.DATABASE_URL));
  superuser.username = 'supabase_admin';
  const files = fs.globSync('*.spec.ts', { cwd: import.meta.dirname });
  const sql = postgres(superuser.href, { max: 1 });
  await openShops(sql, files);
  await liftBuyerLimits(sql);
  await sql.end();
  await createDemoStaff(superuser.href, password, staffOf(files));
}

/**
 * All tests have the same IP address, and most customers are new to the shop, so the limits for one buyer would stop them. The
 * tests of those limits set their own.
 */
async function liftBuyerLimits(sql: postgres.Sql) {
  await sql`update shop_settings set reserve_share = 1, reserve_units = 1000000, max_unpaid_orders = null, cash_link_above_minor = null`;
  await sql`update usage_limits set max_count = 100000, max_direct = case when max_direct is not null then 100000 end`;
}

async function connectToRunningShop(file: string) {
  const { demoPassword } = readSecrets(path.dirname(file));
  await prepareTests(parseEnv(fs.readFileSync(file, 'utf8')), demoPassword);
}
