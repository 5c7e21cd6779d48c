import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import type { Database } from './database.types';

let client: ReturnType<typeof createClient<Database>> | undefined;

/** Sees what an anonymous visitor sees. Sends no cookies, so its results may be cached for everyone. */
export function publicClient() {
  client ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return client;
}
