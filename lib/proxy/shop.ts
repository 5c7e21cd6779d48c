import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { z } from 'zod';
import { orderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { pageNumber } from '@/lib/products/page-number';
import { defaultLocale } from '@/lib/shops/locales';
import type { Database } from '@/lib/supabase/database.types';
import { knownPage, rememberPage } from './known-pages';
import { knownShop, rememberShop } from './known-shops';
import { rewriteToNotFound } from './not-found';
import { setPlace } from './place';
import { sessionOf } from './session';

/** Rewrites a request for `host` to that shop's page, or to the 404 page if there is none. */
export async function openShop(request: NextRequest, headers: Headers, host: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const shop = await findShop(host);
  // app/global-not-found.tsx uses the shop's words and colours
  setPlace(headers, shop ?? '');
  headers.set('x-path', pathname);
  const { supabase, withCookies } = sessionOf(request, headers);
  const isPage = shop && (await pageExists(shop, pathname));
  const isFound = isPage && (await opensOrder(request, supabase, shop, pathname));
  const moved = shop && !isPage && (await redirectOf(request, shop));
  if (moved) return withCookies(moved);
  if (!isFound) return withCookies(rewriteToNotFound(request, headers));
  const target = request.nextUrl.clone();
  // A page has one URL per language. The default language has no prefix: with one it would be a second URL of the
  // same page, so that is a 404.
  target.pathname = `/${shop}/${defaultLocale}${pathname === '/' ? '' : pathname}`;
  return withCookies(NextResponse.rewrite(target, { request: { headers } }));
}

/** The slug of the shop that has claimed the host name, empty while that shop is not public; else DEFAULT_SHOP. */
async function findShop(host: string): Promise<string | null> {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  let known = knownShop(name);
  if (!known || Date.now() - known.at > 60_000) {
    const rows = await read<{ slug: string | null }[]>(`rpc/find_shop?host=${encodeURIComponent(name)}`);
    // an outage must not make shops disappear
    if (rows) known = rememberShop(name, rows[0] ? (rows[0].slug ?? '') : null);
  }
  return known?.slug ?? process.env.DEFAULT_SHOP ?? null;
}

/**
 * A permanent redirect from an address without a page to the one that the shop has set for it, with the query; null if
 * there is none. Accepts the prefix of the default language, which no page's address has. `/page/1` of a list redirects to
 * the list; any other page of a list that has moved redirects to the first page at the new address.
 */
async function redirectOf(request: NextRequest, shop: string): Promise<NextResponse | null> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const target = request.nextUrl.clone();
  const path = decodeURIComponent(target.pathname).normalize('NFC').replace(PREFIX, '').replace(/\/$/, '');
  if (path.length < 2 || path.length > 500) return null;
  const find = (path: string) =>
    read<string | null>(`rpc/find_redirect?${new URLSearchParams({ shop, path })}`);
  const { list = null, kind, page = '' } = PAGE.exec(path)?.groups ?? {};
  const isMoved = list && kind && pageNumber(page) !== null;
  const to = page === '1' ? list : ((await find(path)) ?? (isMoved ? await find(list) : null));
  if (!to) return null;
  target.pathname = to;
  return NextResponse.redirect(target, 308);
}

const PREFIX = new RegExp(`^/${defaultLocale}(?=/)`);

/** A page of a list of products. */
const PAGE = /^(?<list>\/products|\/(?<kind>categories|collections)\/(?<slug>[^/]+))\/page\/(?<page>[^/]+)$/;

/**
 * Whether a storefront page exists: a product's, a category's, a collection's, a later page of a list, or a selling page,
 * which an unpublished shop does not have. A page itself sends status 200 before it knows, or a 404 that shows nothing
 * until scripts load, so the 404 is decided here. Reads only that one slug, because a shop may have more slugs than one response holds.
 */
async function pageExists(shop: string, pathname: string): Promise<boolean> {
  if (PAGE.test(pathname)) return laterPageExists(shop, pathname);
  const [, kind, slug = ''] = /^\/(products|categories|collections)\/([^/]+)$/.exec(pathname) ?? [];
  if (kind ? !SLUG.test(slug) : !SELLING.test(pathname)) return !kind && OTHER.test(pathname);
  const key = kind ? `${shop}/${kind}/${slug}` : shop;
  const known = knownPage(key);
  if (known !== undefined) return known;
  const which = kind ? `${kind}(slug)&${kind}.slug=eq.${slug}` : 'slug';
  const rows = await read<Record<string, unknown>[]>(
    `shops?select=${which}&slug=eq.${encodeURIComponent(shop)}`,
  );
  if (!rows) return true; // an outage must not turn into 404s
  const value = rows.some((found) => !kind || [found[kind]].flat().length > 0);
  rememberPage(key, value);
  return value;
}

/** The same for a page of a list after its first. */
async function laterPageExists(shop: string, pathname: string): Promise<boolean> {
  const { kind, slug = '', page: segment = '' } = PAGE.exec(pathname)?.groups ?? {};
  const page = pageNumber(segment);
  if (page === null || page === 1 || (kind && !SLUG.test(slug))) return false;
  const key = `${shop}${pathname}`;
  const known = knownPage(key);
  if (known !== undefined) return known;
  const which = kind && { [kind === 'categories' ? 'category' : 'collection']: slug };
  const query = new URLSearchParams({ shop, page: `${page}`, ...which });
  const list = await read<{ products: unknown[] }>(`rpc/list_product_cards?${query}`);
  if (!list) return true; // an outage must not turn into 404s
  const value = list.products.length > 0;
  rememberPage(key, value);
  return value;
}

const SELLING = /^\/(products|cart|checkout)?$/;

/** All other pages, as in app/[shop]/[locale] (proxy.test.ts compares them). Next itself knows which of these exist. */
const OTHER =
  /^\/(checkout\/return|orders(\/.+)?|previews\/[^/]+|updated|manifest\.webmanifest|robots\.txt|sitemap\.xml|sitemaps\/[^/]+)$/;

/** The format of slugs in the database: no other needs a lookup. */
const SLUG = /^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads the public catalogue; null if it fails or times out. */
async function read<Rows>(query: string): Promise<Rows | null> {
  const response = await fetch(`${process.env.SUPABASE_URL}/rest/v1/${query}`, {
    headers: { apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? '' },
    signal: AbortSignal.timeout(2_000),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as Rows) : null;
}

/**
 * Whether this visitor may open an order's page, by its key or by their account. The page checks this itself and
 * shows nothing without access, but by then its status is already sent.
 */
async function opensOrder(
  { cookies, method, headers }: NextRequest,
  supabase: SupabaseClient<Database>,
  shop: string,
  pathname: string,
) {
  const input = /^\/orders\/([^/]+)$/.exec(pathname)?.[1];
  if (!input) return true;
  const number = readOrderNumber(input);
  const key = orderKey.safeParse(cookies.get(`order_${number}`)?.value).data;
  const isSignedIn = cookies.getAll().some(({ name }) => name.startsWith('sb-'));
  if (!number || (!key && !isSignedIn)) return false;
  // only a document's status is visible
  if (method !== 'GET' || headers.get('sec-fetch-dest') === 'empty') return true;
  const { data, error } = await supabase
    .rpc('get_order', { number, access_token: key })
    .abortSignal(AbortSignal.timeout(2_000));
  if (error) return error.message !== 'order_not_found'; // an outage must not turn into 404s
  return foundSchema.parse(data).shop === shop;
}

const foundSchema = z.object({ shop: z.string() });
