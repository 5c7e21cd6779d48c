import { createServerClient } from '@supabase/ssr';
import { NextRequest } from 'next/server';
import { describe, expect, test } from 'vitest';
import { readCategories, readProductSlugs, readStock } from '@/lib/products/catalogue';
import { removeStaleUploads } from '@/lib/proofs/stale-uploads';
import { MAX_ROWS } from '@/lib/supabase/read-all';
import { proxy } from '@/proxy';
import { rest, rpc } from './api.ts';
import { startApi, testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';

/** Shops with more rows than one response of the API holds, read over the API. */
const { sql, url } = await testDatabase();
const api = await startApi(url);
Object.assign(process.env, {
  SITE_URL: 'http://localhost',
  SUPABASE_URL: api.url,
  SUPABASE_PUBLISHABLE_KEY: api.publishableKey,
  SUPABASE_SECRET_KEY: api.secretKey,
  PAYSTACK_SECRET_KEY: 'sk_test_0',
  CRON_SECRET: 'nobody calls cron',
  PAYOUT_ENCRYPTION_KEY: '0'.repeat(64),
  CLIENT_ADDRESS_SECRET: '0'.repeat(32),
  RESEND_API_KEY: 're_0',
  MAIL_FROM: 'shop@example.com',
});

const goods = { candle: { price_minor: 1000, on_hand: 5 } };
const wide = await openShop(sql, goods);
const deep = await openShop(sql, goods);

/** Adds products with variants, five units of each in stock. */
async function stockUp(shopId: string, products: number, variants: number) {
  await sql`insert into products (shop_id, slug, name, published_at)
    select ${shopId}, 'p-' || i, 'Product ' || i, now() from generate_series(1, ${products}::int) i`;
  await sql`insert into product_options (shop_id, product_id, position, name, choices)
    select shop_id, id, 1, 'Size', array(select j::text from generate_series(1, ${variants}::int) j) from products
    where shop_id = ${shopId} and slug like 'p-%'`;
  await sql`insert into variants (shop_id, product_id, sku, options, price_minor)
    select shop_id, id, slug || '-' || j, array[j::text], 1000 from products, generate_series(1, ${variants}::int) j
    where shop_id = ${shopId} and slug like 'p-%'`;
  await sql`select private.move_stock(shop_id, variant_id, 5, 0, 'count', null, 'counted')
    from inventory where shop_id = ${shopId} and on_hand = 0`;
}

await stockUp(wide.id, 1100, 1);
await stockUp(deep.id, 400, 3);
await sql`analyze`;

const productsOf = async (shopId: string) =>
  (await sql<{ id: string }[]>`select id from products where shop_id = ${shopId}`).map(({ id }) => id);

const slugsOf = async (shopId: string) =>
  (await sql<{ slug: string }[]>`select slug from products where shop_id = ${shopId}`).map(
    ({ slug }) => slug,
  );

test('the API returns at most a thousand rows for any kind of request', async () => {
  expect((await rest<unknown[]>(api, 'products?select=slug&limit=5000')).body).toHaveLength(MAX_ROWS);
  const { body } = await rest<{ products: unknown[] }[]>(
    api,
    `shops?select=products(slug)&slug=eq.${wide.slug}`,
  );
  expect(body[0]?.products).toHaveLength(MAX_ROWS);
  const all = { product_ids: await productsOf(wide.id) };
  expect((await rpc<unknown[]>(api, 'list_available_stock', all)).body).toHaveLength(MAX_ROWS);
});

describe.each([
  ['1,100 products', wide, 1101],
  ['400 products of three variants', deep, 401],
])('in a shop with %s', (_, shop, products) => {
  test('the sitemap and the build get all products', async () => {
    const read = (await readProductSlugs(shop.id)).map(({ slug }) => slug);
    expect(read).toHaveLength(products);
    expect(new Set(read)).toEqual(new Set(await slugsOf(shop.id)));
  });

  test('all stock is read', async () => {
    const stock = await readStock(await productsOf(shop.id));
    const variants = await sql<{ id: string }[]>`select id from variants where shop_id = ${shop.id}`;
    expect(Object.keys(stock)).toHaveLength(variants.length);
    expect(variants.length).toBeGreaterThan(MAX_ROWS);
    expect(variants.filter(({ id }) => stock[id] !== 5)).toEqual([]);
  });
});

test('a page of the stock continues after a variant without a gap', async () => {
  const product_ids = await productsOf(deep.id);
  const page = async (args: object) =>
    (await rpc<{ variant_id: string }[]>(api, 'list_available_stock', { product_ids, ...args })).body;
  const first = await page({ max_rows: 7 });
  const second = await page({ max_rows: 7, from_id: first.at(-1)?.variant_id });
  const ids = await sql<
    { id: string }[]
  >`select id from variants where shop_id = ${deep.id} order by id limit 14`;
  expect([...first, ...second].map(({ variant_id }) => variant_id)).toEqual(ids.map(({ id }) => id));
});

test('a shop with 1,000 or 1,001 categories shows all of them, in the shop’s order', async () => {
  const shop = await openShop(sql, goods);
  await sql`insert into categories (shop_id, slug, name, position)
    select ${shop.id}, 'c-' || i, 'Category ' || i, 1001 - i from generate_series(1, 1000) i`;
  expect(await readCategories(shop.id)).toHaveLength(1000);
  await sql`insert into categories (shop_id, slug, name, position) values (${shop.id}, 'first', 'First', 0)`;
  const read = await readCategories(shop.id);
  expect(read).toHaveLength(1001);
  expect([read[0]?.slug, read[1]?.slug, read.at(-1)?.slug]).toEqual(['first', 'c-1000', 'c-1']);
});

describe('the proxy', () => {
  /** The path to which the proxy rewrites a request; null: the shop's 404. */
  async function visit(shop: { slug: string }, path: string) {
    process.env.DEFAULT_SHOP = shop.slug;
    const response = await proxy(new NextRequest(new URL(path, 'http://localhost')));
    const { pathname } = new URL(response.headers.get('x-middleware-rewrite') ?? '');
    return pathname === '/_missing' ? null : pathname;
  }

  test('finds the page of every product', async () => {
    const slugs = await slugsOf(wide.id);
    expect(slugs).toHaveLength(1101);
    const missing: string[] = [];
    const next = slugs.values();
    const walk = async () => {
      for (const slug of next) {
        if ((await visit(wide, `/products/${slug}`)) !== `/${wide.slug}/en/products/${slug}`)
          missing.push(slug);
      }
    };
    await Promise.all(Array.from({ length: 10 }, walk));
    expect(missing).toEqual([]);
  }, 90_000);

  test('finds every category, and answers 404 for anything unknown', async () => {
    await sql`insert into categories (shop_id, slug, name) values (${deep.id}, 'wax', 'Wax')`;
    expect(await visit(deep, '/categories/wax')).toBe(`/${deep.slug}/en/categories/wax`);
    for (const path of [
      '/products/nothing',
      '/products/P-1',
      '/products/p-1%20',
      `/products/${'p'.repeat(81)}`,
      '/categories/p-1',
      '/products/wax',
    ]) {
      expect(await visit(deep, path), path).toBeNull();
    }
    expect(await visit(deep, '/products/p-401'), 'the other shop has this one').toBeNull();
  });

  test('answers 404 for an unpublished product, and finds it seconds after its publication', async () => {
    await sql`insert into products (shop_id, slug, name) values (${wide.id}, 'soon', 'Soon')`;
    expect(await visit(wide, '/products/soon')).toBeNull();
    await sql`update products set published_at = now() where slug = 'soon'`;
    await expect.poll(() => visit(wide, '/products/soon'), { timeout: 5000 }).not.toBeNull();
  });

  test('lets staff of more shops than fit into one response open each of them', async () => {
    const { owner } = wide.staff;
    const cookie = await signIn(owner);
    await sql`insert into shops (slug, name, currency, country)
      select 's-' || i, 'Shop ' || i, 'NGN', 'NG' from generate_series(1, 1100) i`;
    await sql`insert into staff (shop_id, user_id, role)
      select id, ${owner}, 'admin' from shops where slug like 's-%'`;
    const enter = async (path: string) => {
      const request = new NextRequest(new URL(path, 'http://localhost'), { headers: { cookie } });
      const response = await proxy(request);
      return response.headers.get('x-middleware-rewrite') ?? response.headers.get('location');
    };
    expect(await enter('/admin')).toBeNull();
    const refused: string[] = [];
    for (let i = 1; i <= 1100; i += 50) if (await enter(`/admin/s-${i}/orders`)) refused.push(`s-${i}`);
    expect(refused).toEqual([]);
    expect(await enter(`/admin/${deep.slug}/orders`)).toContain('/_missing');
  });
});

test.each(['proof-uploads', 'media-uploads'])(
  'a stale upload in %s is removed even behind 1,000 others',
  async (bucket) => {
    await sql`insert into storage.objects (bucket_id, name, created_at)
    select ${bucket}, 'shop/order/' || lpad(i::text, 4, '0'), now() from generate_series(1, 1000) i
    union all select ${bucket}, 'shop/order/left-behind', now() - interval '2 days'`;
    expect(await removeStaleUploads(performance.now() + 20_000)).toEqual({ done: 1, failed: 0 });
    expect(await sql`select from storage.objects where name = 'shop/order/left-behind'`).toHaveLength(0);
  },
);

/** The cookies of a user's session. */
async function signIn(userId: string): Promise<string> {
  const password = 'correct-horse-1';
  const [user] = await sql<[{ email: string }]>`
    update auth.users set encrypted_password = extensions.crypt(${password}, extensions.gen_salt('bf')),
      email_confirmed_at = now(), aud = 'authenticated', role = 'authenticated' where id = ${userId} returning email`;
  const jar = new Map<string, string>();
  const client = createServerClient(api.url, api.publishableKey, {
    cookies: {
      getAll: () => [],
      setAll: (list) => {
        for (const { name, value } of list) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email: user.email, password });
  if (error) throw error;
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}
