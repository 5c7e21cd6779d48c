import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { signInPath } from '@/lib/staff/paths';
import { sessionClient } from '@/lib/supabase/session';

export type User = { user_id: string; email: string };

/**
 * Whoever is signed in, as the verified token says; null: nobody. Asked once a request.
 * It says who, never what they may do: that is decided by the database, row by row.
 */
export const getUser = cache(async (): Promise<User | null> => {
  const { data } = await (await sessionClient()).auth.getClaims();
  return data ? { user_id: data.claims.sub, email: data.claims.email ?? '' } : null;
});

/** The same for pages and actions that are nothing without it: everybody else signs in first, and then comes back. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user) return user;
  const path = (await headers()).get('x-path'); // set by proxy.ts
  redirect(signInPath(path ?? undefined));
}
