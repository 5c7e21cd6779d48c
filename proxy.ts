import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { readOrderNumber } from '@/lib/orders/number';
import type { Database } from '@/lib/supabase/database.types';

/**
 * Finds the shop from the host name and rewrites the visitor's path to that shop's pages; refreshes the session of staff;
 * gives every request an id. It decides nothing else: what a visitor may see is decided where it is read.
 */
export async function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  // An id from outside is not believed: it would end up in the activity log.
  headers.set('x-request-id', crypto.randomUUID());
  const { pathname } = request.nextUrl;
  const target = request.nextUrl.clone();
  // Next would answer 500 where it decodes the segments of a path
  if (!isUtf8(pathname)) {
    target.pathname = NOWHERE;
    return withId(NextResponse.rewrite(target, { request: { headers } }), headers);
  }
  if (isFile(pathname) || pathname.startsWith('/api/'))
    return withId(NextResponse.next({ request: { headers } }), headers);
  if (/^\/(admin|sign-in)(\/|$)/.test(pathname)) {
    // lib/auth.ts sends whoever has to sign in first back to where they wanted to go
    headers.set('x-path', pathname + request.nextUrl.search);
    return withId(await admitStaff(request, headers), headers);
  }

  // Where an action redirects to, Next asks itself for, under a name of its own; the visitor's is then the forwarded one.
  const shop = await findShop(request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? '');
  // app/global-not-found.tsx says it in the words and colours of the shop
  headers.set('x-shop', shop ?? '');
  headers.set('x-path', pathname);
  target.pathname =
    shop && hasKey(request, pathname) && (await isThere(shop, pathname))
      ? `/${shop}${pathname === '/' ? '' : pathname}`
      : NOWHERE;
  return withId(NextResponse.rewrite(target, { request: { headers } }), headers);
}

export const config = {
  // everything but files; these two belong to a shop; and whatever may not be UTF-8
  matcher: ['/((?!_next/|.*\\.[a-z0-9]{2,5}$).*)', '/sitemap.xml', '/robots.txt', '/((?!_next/).*%.*)'],
};

const isFile = (pathname: string) =>
  /\.[a-z0-9]{2,5}$/.test(pathname) && !['/sitemap.xml', '/robots.txt'].includes(pathname);

function isUtf8(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== '';
  } catch {
    return false;
  }
}

/** No route has this path, so Next answers it with 404 and the not-found page. */
const NOWHERE = '/_missing/_missing';

function withId(response: NextResponse, headers: Headers) {
  response.headers.set('x-request-id', headers.get('x-request-id') ?? '');
  return response;
}

async function admitStaff(request: NextRequest, headers: Headers) {
  let response = NextResponse.next({ request: { headers } });
  const { SUPABASE_URL = '', SUPABASE_PUBLISHABLE_KEY = '' } = process.env;
  const supabase = createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (list, cacheHeaders) => {
        for (const { name, value } of list) request.cookies.set(name, value);
        headers.set('cookie', request.cookies.toString());
        response = NextResponse.next({ request: { headers } });
        for (const { name, value, options } of list) response.cookies.set(name, value, options);
        for (const [key, value] of Object.entries(cacheHeaders ?? {})) response.headers.set(key, value);
      },
    },
  });
  const { data } = await supabase.auth.getClaims();
  const elsewhere = await redirectStaff(request, headers, supabase, data?.claims.sub);
  for (const cookie of response.cookies.getAll()) elsewhere?.cookies.set(cookie);
  return elsewhere ?? response;
}

/**
 * 307 for who has to sign in, or has one shop to go to (its queues have short addresses, too: /admin/fulfilment); 404 for who does not work in the shop. Pages of the admin find out
 * for themselves, and row level security lets nobody in; but they stream, and are answered 200 before they can know better.
 */
async function redirectStaff(
  request: NextRequest,
  headers: Headers,
  supabase: SupabaseClient<Database>,
  userId: string | undefined,
) {
  const target = request.nextUrl.clone();
  const [, area, shop] = target.pathname.split('/');
  if (request.method !== 'GET' || area !== 'admin') return null;
  if (!userId) {
    target.search = `?${new URLSearchParams({ next: target.pathname + target.search })}`;
    target.pathname = '/sign-in';
    return NextResponse.redirect(target);
  }
  // only of a document is there a status that anybody sees
  if (request.headers.get('sec-fetch-dest') === 'empty') return null;
  const place = shop === 'verifications' || shop === 'fulfilment' ? `/${shop}` : '';
  const isNamed = shop && !place;
  let query = supabase.from('staff').select('shops!inner(slug)').eq('user_id', userId);
  if (isNamed) query = query.eq('shops.slug', shop);
  // two are enough to know that there is more than one
  const { data } = await query.limit(2);
  const slugs = data?.map(({ shops: { slug } }) => slug);
  if (!slugs || (shop && slugs.includes(shop))) return null; // an outage must not turn into 404s
  if (!isNamed && slugs.length !== 1) return null;
  target.pathname = isNamed ? NOWHERE : `/admin/${slugs[0]}${place}`;
  return isNamed ? NextResponse.rewrite(target, { request: { headers } }) : NextResponse.redirect(target);
}

/** Whether an order may be this visitor's: by a key to it, or by an account. What they may see of it is decided where it is read. */
function hasKey({ cookies }: NextRequest, pathname: string): boolean {
  const number = /^\/orders\/([^/]+)$/.exec(pathname)?.[1];
  return (
    !number ||
    cookies.has(`order_${readOrderNumber(number)}`) ||
    cookies.getAll().some(({ name }) => name.startsWith('sb-'))
  );
}

type Known<Value> = { at: number; value: Value };
const shopsByHost = new Map<string, Known<string | null>>();
const pages = new Map<string, Known<boolean>>();

/** The slug of the shop that has claimed the host name, empty while nobody may know of that shop; else DEFAULT_SHOP. */
async function findShop(host: string): Promise<string | null> {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  let known = shopsByHost.get(name);
  if (!known || Date.now() - known.at > 60_000) {
    const rows = await read<{ slug: string | null }[]>(`rpc/find_shop?host=${encodeURIComponent(name)}`);
    // Nobody can fill the memory with made-up host names, and an outage does not make shops disappear.
    if (shopsByHost.size > 10_000) shopsByHost.clear();
    if (rows) shopsByHost.set(name, { at: Date.now(), value: rows[0] ? (rows[0].slug ?? '') : null });
    known = shopsByHost.get(name);
  }
  return known?.value ?? process.env.DEFAULT_SHOP ?? null;
}

/**
 * Whether a product or category page exists. A prerendered route answers an unknown slug with 200 before it can know
 * better, so the 404 has to be said here. Asked for that one slug, since a shop may have more of them than one answer holds.
 */
async function isThere(shop: string, pathname: string): Promise<boolean> {
  const [, kind, slug] = /^\/(products|categories)\/([^/]+)$/.exec(pathname) ?? [];
  if (!kind || !slug) return true;
  if (!SLUG.test(slug)) return false;
  const key = `${shop}/${kind}/${slug}`;
  const known = pages.get(key);
  // What is gone is a 404 within 30 seconds, what is new a page within 2.
  if (known && Date.now() - known.at < (known.value ? 30_000 : 2_000)) return known.value;
  const rows = await read<Record<string, unknown[]>[]>(
    `shops?select=${kind}(slug)&slug=eq.${encodeURIComponent(shop)}&${kind}.slug=eq.${slug}`,
  );
  if (!rows) return true; // an outage must not turn into 404s
  const value = rows.some((found) => found[kind]?.length);
  // as above: made-up slugs must not fill the memory
  if (pages.size > 10_000) pages.clear();
  pages.set(key, { at: Date.now(), value });
  return value;
}

/** As the database has them: nothing else needs to be asked for. */
const SLUG = /^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** One anonymous read of the catalogue; null when it cannot be had in time. */
async function read<Rows>(query: string): Promise<Rows | null> {
  const response = await fetch(`${process.env.SUPABASE_URL}/rest/v1/${query}`, {
    headers: { apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? '' },
    signal: AbortSignal.timeout(2_000),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as Rows) : null;
}
