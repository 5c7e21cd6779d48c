import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { logError } from '@/lib/log';
import { queues, shopAdminPath } from '@/lib/staff/paths';
import { claimsOf } from '@/lib/supabase/claims';
import type { Database } from '@/lib/supabase/database.types';
import { isSlug } from '@/lib/text';
import { rewriteToNotFound } from './not-found';
import { setPlace } from './place';
import { sessionOf } from './session';

/** Admin and sign-in paths: valid under any host, with the shop in the path. */
export const isStaffPath = (pathname: string) => /^\/(admin(\/|$)|sign-in$)/.test(pathname);

/** Passes a request on to the admin with its session renewed, or redirects it. */
export async function admitStaff(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  // lib/admin/auth.ts returns to this path after sign-in
  headers.set('x-path', pathname + search);
  setPlace(headers, shopIn(pathname));
  const { supabase, withCookies } = sessionOf(request, headers);
  const claims = await claimsOf(supabase).catch((outage: unknown) => {
    logError('session_not_checked', outage);
    return 'unknown' as const;
  });
  // the page checks the session again, and shows an error if that fails too
  const redirected =
    claims === 'unknown' ? null : await redirectStaff(request, headers, supabase, claims?.sub);
  return withCookies(redirected ?? NextResponse.next({ request: { headers } }));
}

/** The shop slug in an admin path, whether it exists or not; empty if there is none. */
function shopIn(pathname: string): string {
  const [, area, shop = ''] = pathname.split('/');
  return area === 'admin' && isSlug(shop) && !isQueue(shop) ? shop : '';
}

const isQueue = (name = ''): name is keyof typeof queues => Object.hasOwn(queues, name);

/**
 * 307 if the user has to sign in, or if the path names no shop and they work for exactly one. 404 if they do not work for the named one.
 * Admin pages check this themselves, and row level security denies access; but they stream, and their status 200 is sent before they
 * know.
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
  // only a document's status is visible
  if (request.headers.get('sec-fetch-dest') === 'empty') return null;
  const targetPath = isQueue(shop) ? queues[shop] : shopAdminPath;
  const isNamed = shop && !isQueue(shop);
  let query = supabase.from('staff').select('shops!inner(slug)').eq('user_id', userId);
  if (isNamed) query = query.eq('shops.slug', shop);
  // two rows tell whether there is more than one
  const { data } = await query.limit(2);
  const slugs = data?.map(({ shops: { slug } }) => slug);
  if (!slugs || (shop && slugs.includes(shop))) return null; // an outage must not turn into 404s
  if (isNamed) return rewriteToNotFound(request, headers);
  const [only, another] = slugs;
  if (!only || another) return null;
  target.pathname = targetPath(only);
  return NextResponse.redirect(target);
}
