import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { z } from 'zod';
import { orderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { assetFolders } from '@/lib/proxy/assets';
import { findShop, isThere } from '@/lib/proxy/catalogue';
import { answerOldForm } from '@/lib/proxy/old-forms';
import { setVisitorHost, visitorHost } from '@/lib/proxy/visitor-host';
import type { Database } from '@/lib/supabase/database.types';

/**
 * Finds the shop from the host name and rewrites the visitor's path to that shop's pages; refreshes the session of staff;
 * gives every request an id. It decides nothing else: what a visitor may see is decided where it is read. All of our code runs behind
 * it, and what that reads of the headers `x-shop`, `x-path` and `x-request-id` was written here.
 */
export async function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  const host = visitorHost(headers);
  setVisitorHost(headers, host);
  for (const name of ['x-shop', 'x-path']) headers.delete(name);
  // An id from outside is not believed either: it would end up in the activity log.
  headers.set('x-request-id', crypto.randomUUID());
  const { pathname } = request.nextUrl;
  const target = request.nextUrl.clone();
  // Next would answer 500 where it decodes the segments of a path
  if (!isUtf8(pathname)) {
    target.pathname = NOWHERE;
    return withId(NextResponse.rewrite(target, { request: { headers } }), headers);
  }
  if (isAsset(pathname) || pathname.startsWith('/api/'))
    return withId(NextResponse.next({ request: { headers } }), headers);
  const oldForm = await answerOldForm(request, host);
  if (oldForm) return withId(oldForm, headers);
  if (/^\/(admin|sign-in)(\/|$)/.test(pathname)) {
    // lib/admin/auth.ts sends whoever has to sign in first back to where they wanted to go
    headers.set('x-path', pathname + request.nextUrl.search);
    return withId(await admitStaff(request, headers), headers);
  }

  const shop = await findShop(host);
  // app/global-not-found.tsx says it in the words and colours of the shop
  headers.set('x-shop', shop ?? '');
  headers.set('x-path', pathname);
  const session = sessionOf(request, headers);
  const isFound =
    shop && (await isThere(shop, pathname)) && (await opensOrder(request, session.supabase, shop, pathname));
  target.pathname = isFound ? `/${shop}${pathname === '/' ? '' : pathname}` : NOWHERE;
  return withId(session.keep(NextResponse.rewrite(target, { request: { headers } })), headers);
}

export const config = {
  // Everything but what Next itself answers, whatever the rest of the path is: no page of ours has such an address.
  matcher: ['/((?!_next/static/|_next/image$).*)'],
};

const isAsset = (pathname: string) => assetFolders.some((folder) => pathname.startsWith(folder));

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

/** The visitor's sign-in, which may be renewed when it is read: `keep` lets the answer carry it, and pages find it in `headers`. */
function sessionOf(request: NextRequest, headers: Headers) {
  const renewed: CookieToSet[] = [];
  const cacheHeaders: Record<string, string> = {};
  const { SUPABASE_URL = '', SUPABASE_PUBLISHABLE_KEY = '' } = process.env;
  const supabase = createServerClient<Database>(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (list, more) => {
        for (const { name, value } of list) request.cookies.set(name, value);
        headers.set('cookie', request.cookies.toString());
        renewed.push(...list);
        Object.assign(cacheHeaders, more);
      },
    },
  });
  const keep = (response: NextResponse) => {
    for (const { name, value, options } of renewed) response.cookies.set(name, value, options);
    for (const [key, value] of Object.entries(cacheHeaders)) response.headers.set(key, value);
    return response;
  };
  return { supabase, keep };
}

type CookieToSet = { name: string; value: string; options: Parameters<NextResponse['cookies']['set']>[2] };

async function admitStaff(request: NextRequest, headers: Headers) {
  const { supabase, keep } = sessionOf(request, headers);
  const { data } = await supabase.auth.getClaims();
  const elsewhere = await redirectStaff(request, headers, supabase, data?.claims.sub);
  return keep(elsewhere ?? NextResponse.next({ request: { headers } }));
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
  const typed = /^\/orders\/([^/]+)$/.exec(pathname)?.[1];
  if (!typed) return true;
  const number = readOrderNumber(typed);
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
