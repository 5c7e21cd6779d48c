import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { openShop, placeOrder } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
for (const payment_method of ['bank_transfer', 'paystack', 'cod'])
  await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method });
await sql`analyze`;

/**
 * Indexes, each with a query that needs it in a large table. They are partial or on expressions: Postgres uses them only for a query
 * that repeats their condition or expression.
 */
const queries: Record<string, string> = {
  orders_expiring_idx:
    'select id from orders where awaits_confirmation and expires_at <= now() order by expires_at limit 500',
  orders_owing_idx: `select id from orders where shop_id = '${shop.id}' and payment_method = 'bank_transfer' and awaits_money
    and total_minor - paid_minor + refunded_minor = 100`,
  orders_unconfirmed_money_idx: `select id from orders where shop_id = '${shop.id}' and paid_minor > refunded_minor
    and (awaits_confirmation or state = 'cancelled')`,
  orders_phone_idx: `select id from orders where shop_id = '${shop.id}' and phone_key = private.phone_key('0803 555 0001')`,
  refunds_due_idx: `select id from refunds where is_in_flight and state <> 'requested' and next_attempt_at <= now()
    order by next_attempt_at limit 10`,
};

test.each(Object.entries(queries))('%s is used by its query', async (index, query) => {
  const plan = await sql.begin(async (sql) => {
    await sql`set local enable_seqscan = off`;
    return sql.unsafe(`explain ${query}`);
  });
  expect(JSON.stringify(plan)).toContain(index);
});
