import dns from 'node:dns';
import path from 'node:path';
import { test } from '@playwright/test';
import type { Sql } from 'postgres';
import { DEMO_STAFF } from '../scripts/shop/staff.ts';

/**
 * Each file of journeys works in a shop of its own, a copy of the first demo shop, so that none meets the orders, the stock or
 * the settings of another: carts.spec.ts in `carts-shop` at carts-shop.localhost, whose staff are <role>@carts-shop.example.
 */
const slugOf = (file: string) => path.basename(file).replace('.spec.ts', '-shop');

/** The shop of the file whose journey calls this. */
export const ownShop = () => slugOf(test.info().file);

/** Its host, without the port. */
export const ownHost = () => `${ownShop()}.localhost`;

// Every name below `localhost` is this machine (RFC 6761): browsers know that, the resolver that Node and Playwright ask does not.
const asLocal = <Lookup extends object>(lookup: Lookup): Lookup =>
  new Proxy(lookup, {
    apply: (target, _, [name, ...rest]) =>
      Reflect.apply(target as () => unknown, dns, [
        name.endsWith('.localhost') ? 'localhost' : name,
        ...rest,
      ]),
  });
dns.lookup = asLocal(dns.lookup);
dns.promises.lookup = asLocal(dns.promises.lookup);

/** Opens the shops that are not there yet. `sql` is the superuser's. */
export async function openShops(sql: Sql, files: string[]): Promise<void> {
  for (const slug of files.map(slugOf)) {
    const [known] = await sql`select from shops where slug = ${slug}`;
    if (!known) await copyDemoShop(sql, slug);
  }
}

/** What a shop begins with. */
const TABLES = [
  ...['shops', 'shop_settings', 'usage_limits', 'payment_methods', 'bank_accounts', 'shipping_rates'],
  ...['categories', 'products', 'variants', 'product_images'],
];

/** The rows of the first demo shop under other ids: each of those begins with eight digits of its shop's (supabase/seed.sql). */
async function copyDemoShop(sql: Sql, slug: string) {
  await sql.begin(async (tx) => {
    // The rows fit each other already, in whatever order they come.
    await tx`set local session_replication_role = replica`;
    for (const table of TABLES) {
      await tx.unsafe(
        `insert into public.${table}
        select (jsonb_populate_record(null::public.${table}, copy
          || case when copy -> 'id' = to_jsonb(demo) -> 'id' then jsonb_build_object('id', gen_random_uuid()) else '{}' end
          ${table === 'shops' ? `|| jsonb_build_object('slug', $1::text)` : ''})).*
        from public.${table} as demo
          join public.shops as its on its.id = demo.${table === 'shops' ? 'id' : 'shop_id'} and its.slug = 'itanna',
          lateral (select replace(to_jsonb(demo)::text, left(its.id::text, 8), left(md5($1), 8))::jsonb as copy) as copied`,
        [slug],
      );
    }
    await tx`set local session_replication_role = origin`;
    await tx`insert into shop_domains (host, shop_id, is_primary)
      select ${`${slug}.localhost`}, id, true from shops where slug = ${slug}`;
    await tx`
      select count(adjust_stock(copies.id, on_hand, 'Opening count'))
      from variants as copies join shops on shops.id = copies.shop_id and shops.slug = ${slug}
      join variants as demo using (sku) join shops as its on its.id = demo.shop_id and its.slug = 'itanna'
      join inventory on inventory.variant_id = demo.id
      where copies.is_tracked`;
  });
}

/** Who works there: one of each role, and the owner in the second demo shop, too. */
export const staffOf = (files: string[]) =>
  files.map(slugOf).flatMap((slug) =>
    DEMO_STAFF.map(({ name, email, roles: { itanna = '', ...roles } }) => ({
      ...{ name, email: email.replace('@kedai.', `@${slug}.`) },
      roles: { [slug]: itanna, ...roles },
    })),
  );
