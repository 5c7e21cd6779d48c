import type { Sql } from 'postgres';
import type { Shop, StaffRole } from '../../supabase/tests/fixtures.ts';
import { addCustomers, addProducts } from './catalogue.ts';
import { addOrders, TABLES } from './orders.ts';
import { playStories } from './stories.ts';

export type Size = { orders: number; products: number; customers: number };

type Options = Size & {
  slug: string;
  /** How many orders one transaction adds. */
  batch?: number;
  /** Called after each batch. */
  report?: (what: keyof Size, done: number, total: number) => void;
};

/**
 * Fills a shop that has the demo's delivery rates and payment methods. Keeps what an earlier run has added and adds the rest: a run that
 * was interrupted continues, and a second one adds nothing.
 */
export async function seedBig(sql: Sql, options: Options): Promise<void> {
  const { slug, orders, products, customers, batch = 2_000, report = () => {} } = options;
  const shop = await readShop(sql, slug);
  const upTo = async (
    what: keyof Size,
    total: number,
    step: number,
    add: (from: number, to: number) => Promise<void>,
    done = 0,
  ) => {
    for (let from = done; from < total; from = Math.min(from + step, total)) {
      await add(from + 1, Math.min(from + step, total));
      report(what, Math.min(from + step, total), total);
    }
  };
  const [before] = await sql<[{ products: number; customers: number }]>`
    select (select count(*)::int from products where shop_id = ${shop.id} and slug ~ '^seed-\\d+$') as products,
      (select count(*)::int from customers where shop_id = ${shop.id} and email ~ '^seed-\\d+@') as customers`;
  await upTo('products', products, 500, (from, to) => addProducts(sql, shop.id, from, to), before.products);
  await upTo(
    'customers',
    customers,
    20_000,
    (from, to) => addCustomers(sql, shop.id, from, to),
    before.customers,
  );
  await sql`analyze products, variants, inventory, customers`;

  const variants = await sql<{ id: string }[]>`
    select id from variants where shop_id = ${shop.id} and sku like 'SEED-%' order by sku limit 3`;
  const stories = await playStories(
    sql,
    shop,
    variants.map(({ id }) => id),
  );
  await upTo('orders', orders, batch, async (from, to) => {
    const added = await addOrders(sql, stories, { shopId: shop.id, from, to, total: orders, customers });
    // so that the plans of the next batches know how large the tables have become
    if (added > 0 && Math.log2(to / batch) % 1 === 0)
      await sql.unsafe(`analyze ${[...TABLES, 'activity_logs', 'stock_movements'].join(', ')}`);
  });
  await sql`vacuum analyze`;
}

async function readShop(sql: Sql, slug: string): Promise<Shop> {
  const [shop] = await sql<Pick<Shop, 'id' | 'currency' | 'rate'>[]>`
    select id, currency, (select rates.id from shipping_rates as rates where rates.shop_id = shops.id and is_active
      and (regions is null or 'Lagos' = any (regions)) order by position limit 1) as rate
    from shops where slug = ${slug}`;
  if (!shop) throw new Error(`There is no shop ${slug}.`);
  const staff = await sql<{ role: StaffRole; user_id: string }[]>`
    select role, user_id from staff where shop_id = ${shop.id}`;
  const byRole = Object.fromEntries(staff.map(({ role, user_id }) => [role, user_id]));
  return { ...shop, slug, product: '', variants: {}, staff: byRole as Shop['staff'] };
}
