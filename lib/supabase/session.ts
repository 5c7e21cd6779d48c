import 'server-only';
import { createServerClient } from '@supabase/ssr';
import { cookies, headers } from 'next/headers';
import { connection } from 'next/server';
import { clientHeader } from '@/lib/client-address';
import { env } from '@/lib/env';
import type { Database } from './database.types';

/**
 * Sees what this visitor may see: their sign-in, or nobody's. Never cached. The request id reaches the activity log, and the address
 * for which we vouch what is counted by it.
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
          // a page is being rendered: cookies are read-only there, and proxy.ts has refreshed the session
        }
      },
    },
  });
}
