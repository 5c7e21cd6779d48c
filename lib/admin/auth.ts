import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { signInPath } from '@/lib/staff/paths';
import { sessionClient } from '@/lib/supabase/session';

export type User = { user_id: string; email: string };

/**
 * The signed-in user from the verified token, or null. Read once per request.
 * Identity only: the database decides permissions, row by row.
 */
export const getUser = cache(async (): Promise<User | null> => {
  const { data } = await (await sessionClient()).auth.getClaims();
  return data ? { user_id: data.claims.sub, email: data.claims.email ?? '' } : null;
});

/** For pages and actions that need a user: without one, redirects to sign-in, and back afterwards. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user) return user;
  const path = (await headers()).get('x-path'); // set by proxy.ts
  redirect(signInPath(path ?? undefined));
}
