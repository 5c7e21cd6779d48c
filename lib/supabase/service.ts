import 'server-only';
import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import type { Database } from './database.types';

let client: ReturnType<typeof createClient<Database>> | undefined;

/**
 * Bypasses row level security. Only where no user's permissions apply: webhooks, cron, gateways' answers, emails, stock changes, rate
 * limits, uploaded files, and to record what this server itself has checked, such as a password or a picture. Never to read or write other
 * data for a visitor.
 */
export function serviceClient() {
  client ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return client;
}
