import 'server-only';
import { createServerClient } from '@supabase/ssr';
import { cookies, headers } from 'next/headers';
import { connection } from 'next/server';
import { clientHeader } from '@/lib/client-address';
import { env } from '@/lib/env';
import type { Database } from './database.types';

/**
 * Sees what this visitor may see, signed in or anonymous. Never cached. Passes on the request id for the activity
 * log, and the signed address for rate limits.
 */
export async function sessionClient() {
  await connection(); // auth-js reads the clock, which a prerender must not
  const [store, head, client] = await Promise.all([cookies(), headers(), clientHeader()]);
  return createServerClient<Database>(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    global: { headers: { 'x-request-id': head.get('x-request-id') ?? crypto.randomUUID(), ...client } },
    cookies: {
      getAll: () => store.getAll(),
      setAll: (list) => {
        try {
          for (const { name, value, options } of list) store.set(name, value, options);
        } catch {
          // cookies are read-only while a page renders, and proxy.ts has already refreshed the session
        }
      },
    },
  });
}
