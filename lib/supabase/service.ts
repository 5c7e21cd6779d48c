import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import type { Database } from './database.types';

let client: ReturnType<typeof createClient<Database>> | undefined;

/**
 * Bypasses row level security. Only for webhooks, cron, settling, emails, rate limits and recording that a password
 * was re-entered, where no user's permissions apply; never to read or write for a visitor.
 */
export function serviceClient() {
  client ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return client;
}
