import 'server-only';
import { createServerClient } from '@supabase/ssr';
import type { NextRequest, NextResponse } from 'next/server';
import type { Database } from '@/lib/supabase/database.types';

/**
 * The visitor's session, which may be renewed when it is read: `withCookies` adds the renewed cookies to a response;
 * pages find them in `headers`.
 */
export function sessionOf(request: NextRequest, headers: Headers) {
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
  const withCookies = (response: NextResponse) => {
    for (const { name, value, options } of renewed) response.cookies.set(name, value, options);
    for (const [key, value] of Object.entries(cacheHeaders)) response.headers.set(key, value);
    return response;
  };
  return { supabase, withCookies };
}

type CookieToSet = { name: string; value: string; options: Parameters<NextResponse['cookies']['set']>[2] };
