import dns from 'node:dns';
import path from 'node:path';
import { test } from '@playwright/test';
import type { Sql } from 'postgres';
import { DEMO_STAFF } from '../scripts/shop/staff.ts';

/**
 * Each spec file has its own shop, a copy of the first demo shop, so that files do not share orders, stock or settings.
 * carts.spec.ts uses `carts-shop` at carts-shop.localhost, whose staff are <role>@carts-shop.example.
 */
const slugOf = (file: string) => path.basename(file).replace('.spec.ts', '-shop');

/** The slug of the current spec file's shop. */
export const ownShop = () => slugOf(test.info().file);

/** Its host, without the port. */
export const ownHost = () => `${ownShop()}.localhost`;

// Subdomains of `localhost` are this machine (RFC 6761). Browsers know that; the resolver of Node and Playwright does not.
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

/** Creates the missing shops. `sql` must be the superuser's connection. */
export async function openShops(sql: Sql, files: string[]): Promise<void> {
  for (const slug of files.map(slugOf)) {
    const [existing] = await sql`select from shops where slug = ${slug}`;
    if (!existing) await copyDemoShop(sql, slug);
  }
}

/** The tables that are copied for a new shop. */
const TABLES = [
  ...['shops', 'shop_settings', 'usage_limits', 'payment_methods', 'bank_accounts', 'shipping_rates'],
  ...['media', 'categories', 'products', 'product_options', 'variants', 'product_images'],
];

/** Copies the rows of the first demo shop. Their ids begin with the first eight digits of the shop's id (seed.sql), which are replaced. */
async function copyDemoShop(sql: Sql, slug: string) {
  await sql.begin(async (tx) => {
    // The copied rows are consistent, so foreign keys need no check while the tables are filled.
    await tx`set local session_replication_role = replica`;
    for (const table of TABLES) {
      // from here on triggers run, which create rows that depend on the catalogue, such as stock
      if (table === 'categories') await tx`set local session_replication_role = origin`;
      const [{ columns, values }] = await tx<[{ columns: string; values: string }]>`
        select string_agg(quote_ident(column_name), ', ') as columns,
          string_agg('row.' || quote_ident(column_name), ', ') as values from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'`;
      await tx.unsafe(
        `insert into public.${table} (${columns})
        select ${values}
        from public.${table} as demo
          join public.shops as source on source.id = demo.${table === 'shops' ? 'id' : 'shop_id'} and source.slug = 'itanna',
          lateral (select replace(to_jsonb(demo)::text, left(source.id::text, 8), left(md5($1), 8))::jsonb as copy) as copied,
          lateral jsonb_populate_record(null::public.${table}, copy
            || case when copy -> 'id' = to_jsonb(demo) -> 'id' then jsonb_build_object('id', gen_random_uuid()) else '{}' end
            ${table === 'shops' ? `|| jsonb_build_object('slug', $1::text)` : ''}) as row`,
        [slug],
      );
    }
    await tx`insert into shop_domains (host, shop_id, is_primary)
      select ${`${slug}.localhost`}, id, true from shops where slug = ${slug}`;
    await tx`
      select count(adjust_stock(copies.id, on_hand, 'Opening count'))
      from variants as copies join shops on shops.id = copies.shop_id and shops.slug = ${slug}
      join variants as demo using (sku) join shops as source on source.id = demo.shop_id and source.slug = 'itanna'
      join inventory on inventory.variant_id = demo.id
      where copies.is_tracked`;
  });
}

/** The staff of these shops: one login per role. The owner also owns the second demo shop. */
export const staffOf = (files: string[]) =>
  files.map(slugOf).flatMap((slug) =>
    DEMO_STAFF.map(({ name, email, roles: { itanna = '', ...roles } }) => ({
      ...{ name, email: email.replace('@kedai.', `@${slug}.`) },
      roles: { [slug]: itanna, ...roles },
    })),
  );
