import './alias.ts';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import postgres from 'postgres';
import { root } from './part.ts';

/**
 * Fills the local shop, which has to run (npm run shop), with many orders, products and customers:
 *
 *   npm run seed:big                                    1,000,000 orders, 10,000 products, 200,000 customers
 *   npm run seed:big -- --orders 20000 --products 500 --customers 5000
 *
 * An interrupted run continues where it stopped when it is started again.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    products: { type: 'string', default: '10000' },
    customers: { type: 'string', default: '200000' },
    shop: { type: 'string' },
  },
});
const file = path.join(root, process.env.LOCAL_DIR ?? '.local', 'env');
if (!fs.existsSync(file)) {
  console.error('Start the shop first: npm run shop');
  process.exit(1);
}
const env = parseEnv(fs.readFileSync(file, 'utf8'));
const sql = postgres(env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
const { progressLine } = await import('./seed/progress.ts');
const { seedBig } = await import('./seed/seed.ts');
await seedBig(sql, {
  slug: values.shop ?? env.DEFAULT_SHOP ?? '',
  orders: Number(values.orders),
  products: Number(values.products),
  customers: Number(values.customers),
  report: progressLine(),
});
await sql.end();
