import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
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
    // lib/auth.ts sends whoever has to sign in first back to where they wanted to go
    headers.set('x-path', pathname + request.nextUrl.search);
    return withId(await admitStaff(request, headers), headers);
  }

  const shop = await findShop(host);
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
