import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { z } from 'zod';
import { orderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { defaultLocale } from '@/lib/shops/locales';
import type { Database } from '@/lib/supabase/database.types';
import { leadNowhere } from './nowhere';
import { setPlace } from './place';
import { sessionOf } from './session';

/** Leads a visitor of `host` to the pages of the shop that is there, or nowhere where it has no such page. */
export async function openShop(request: NextRequest, headers: Headers, host: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const shop = await findShop(host);
  // app/global-not-found.tsx says it in the words and colours of the shop
  setPlace(headers, shop ?? '');
  headers.set('x-path', pathname);
  const { supabase, keep } = sessionOf(request, headers);
  const isFound =
    shop && (await isThere(shop, pathname)) && (await opensOrder(request, supabase, shop, pathname));
  if (!isFound) return keep(leadNowhere(request, headers));
  const target = request.nextUrl.clone();
  // An address has one language. With the prefix of its own it would be a second address of the same page: there is none (404).
  target.pathname = `/${shop}/${defaultLocale}${pathname === '/' ? '' : pathname}`;
  return keep(NextResponse.rewrite(target, { request: { headers } }));
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
 * Whether a page of the storefront exists: that of a product or a category, and all that sells, which a shop that is not published any
 * more does not. A page answers 200 before it can know better, or 404 without a word that could be read before a script is here, so
 * the 404 has to be said here. Asked for that one slug, since a shop may have more of them than one answer holds.
 */
async function isThere(shop: string, pathname: string): Promise<boolean> {
  const [, kind, slug = ''] = /^\/(products|categories)\/([^/]+)$/.exec(pathname) ?? [];
  if (kind ? !SLUG.test(slug) : !SELLING.test(pathname)) return !kind;
  const key = kind ? `${shop}/${kind}/${slug}` : shop;
  const known = pages.get(key);
  // What is gone is a 404 within 30 seconds, what is new a page within 2.
  if (known && Date.now() - known.at < (known.value ? 30_000 : 2_000)) return known.value;
  const which = kind ? `${kind}(slug)&${kind}.slug=eq.${slug}` : 'slug';
  const rows = await read<Record<string, unknown>[]>(
    `shops?select=${which}&slug=eq.${encodeURIComponent(shop)}`,
  );
  if (!rows) return true; // an outage must not turn into 404s
  const value = rows.some((found) => !kind || [found[kind]].flat().length > 0);
  // as above: made-up slugs must not fill the memory
  if (pages.size > 10_000) pages.clear();
  pages.set(key, { at: Date.now(), value });
  return value;
}

const SELLING = /^\/(products|cart|checkout)?$/;

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

/**
 * Whether an address of an order opens one for this visitor, by the key that they have to it or by their account. Its page finds out for
 * itself and shows nobody anything; but its status is on its way by then.
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
  // only of a document is there a status that anybody sees
  if (method !== 'GET' || headers.get('sec-fetch-dest') === 'empty') return true;
  const { data, error } = await supabase
    .rpc('get_order', { number, access_token: key })
    .abortSignal(AbortSignal.timeout(2_000));
  if (error) return error.message !== 'order_not_found'; // an outage must not turn into 404s
  return foundSchema.parse(data).shop === shop;
}

const foundSchema = z.object({ shop: z.string() });
