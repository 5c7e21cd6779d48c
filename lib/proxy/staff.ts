import 'server-only';
import type { SupabaseClient } from '@supabase/supabase-js';
import { type NextRequest, NextResponse } from 'next/server';
import { queues, shopAdminPath } from '@/lib/staff/paths';
import type { Database } from '@/lib/supabase/database.types';
import { isSlug } from '@/lib/text';
import { leadNowhere } from './nowhere';
import { setPlace } from './place';
import { sessionOf } from './session';

/** The pages of staff and their sign-in: under any host, with the shop in the path. */
export const isStaffPath = (pathname: string) => /^\/(admin(\/|$)|sign-in$)/.test(pathname);

/** Lets a request go on to the pages of staff, with its sign-in renewed, or leads it to where it has to go first. */
export async function admitStaff(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  // lib/admin/auth.ts sends whoever has to sign in first back to where they wanted to go
  headers.set('x-path', pathname + search);
  setPlace(headers, shopIn(pathname));
  const { supabase, keep } = sessionOf(request, headers);
  const { data } = await supabase.auth.getClaims();
  const elsewhere = await redirectStaff(request, headers, supabase, data?.claims.sub);
  return keep(elsewhere ?? NextResponse.next({ request: { headers } }));
}

/** The shop that a path of the admin names, whether there is one or not; empty where it names none. */
function shopIn(pathname: string): string {
  const [, area, shop = ''] = pathname.split('/');
  return area === 'admin' && isSlug(shop) && !isQueue(shop) ? shop : '';
}

const isQueue = (name = ''): name is keyof typeof queues => Object.hasOwn(queues, name);

/**
 * 307 for who has to sign in, or has one shop to go to; 404 for who does not work in the shop. Pages of the admin find out
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
  const goesTo = isQueue(shop) ? queues[shop] : shopAdminPath;
  const isNamed = shop && !isQueue(shop);
  let query = supabase.from('staff').select('shops!inner(slug)').eq('user_id', userId);
  if (isNamed) query = query.eq('shops.slug', shop);
  // two are enough to know that there is more than one
  const { data } = await query.limit(2);
  const slugs = data?.map(({ shops: { slug } }) => slug);
  if (!slugs || (shop && slugs.includes(shop))) return null; // an outage must not turn into 404s
  if (isNamed) return leadNowhere(request, headers);
  const [only, another] = slugs;
  if (!only || another) return null;
  target.pathname = goesTo(only);
  return NextResponse.redirect(target);
}
