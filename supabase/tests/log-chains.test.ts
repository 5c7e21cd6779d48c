import type { ReservedSql } from 'postgres';
import { expect, test } from 'vitest';
import { call, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';

/**
 * The log of an entity is a chain that several commands may write to. Each has to wait for the one before: otherwise two would take the
 * same position in the chain, and one would fail.
 */
const { sql } = await testDatabase();
const shop = await openShop(sql);
const { serum } = shop.variants;
const catalog = person(shop.staff.catalog);

type Write = (tx: Pick<ReservedSql, 'unsafe'>) => Promise<unknown>;
const run =
  (text: string): Write =>
  (tx) =>
    tx.unsafe(text);
const inShop = `where shop_id = '${shop.id}'`;

const price = run(`update variants set price_minor = price_minor + 1 where id = '${serum}'`);
const name = run(`update products set name = name || '.' where id = '${shop.product}'`);
const tag = run(
  `insert into product_tags (shop_id, product_id, tag) values ('${shop.id}', '${shop.product}', gen_random_uuid()::text)`,
);
const settings = run(`update shop_settings set low_stock_at = low_stock_at + 1 ${inShop}`);
const addAuditor = run(
  `insert into staff (shop_id, user_id, role) select id, '${shop.staff.auditor}', 'auditor' from shops
  where not exists (select from staff where staff.shop_id = shops.id and user_id = '${shop.staff.auditor}') limit 1`,
);

const stock = (): Promise<unknown> =>
  call(sql, catalog, 'add_stock', { variant_id: serum, quantity: 1, reason: 'Delivery' });

const pairs: [string, Write, () => Promise<unknown>][] = [
  ['a price and added stock', price, stock],
  [
    'a price and a count',
    price,
    () => call(sql, server, 'adjust_stock', { variant_id: serum, on_hand: 77, reason: 'Count' }),
  ],
  [
    'a price and a low-stock level',
    price,
    () => call(sql, catalog, 'set_low_stock_level', { variant_id: serum, level: 9 }),
  ],
  ['a name and a tag', name, () => tag(sql)],
  ['two tags', tag, () => tag(sql)],
  [
    'a tag and an option',
    tag,
    () => sql`update product_options set name = name || '.' where product_id = ${shop.product}`,
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

test.each(pairs)('%s at the same time are both logged', async (_, first, second) => {
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
  // handles a failure while the loop below waits
  running.catch(() => {});
  while (!hasEnded && !(await isWaiting()));
  await one.unsafe('commit');
  one.release();
  await running;
  expect(await count()).toBeGreaterThanOrEqual(before + 2);
});

test('two simultaneous changes of one person’s roles in two shops are both logged', async () => {
  await openShop(sql);
  const one = await sql.reserve();
  await one.unsafe('begin');
  await addAuditor(one);
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
