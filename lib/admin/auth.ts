import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { signInPath } from '@/lib/staff/paths';
import { claimsOf } from '@/lib/supabase/claims';
import { sessionClient } from '@/lib/supabase/session';

export type User = { user_id: string; email: string };

/**
 * The signed-in user from the verified token, or null. Throws if the token could not be checked. Read once per request.
 * Identity only: the database decides permissions, row by row.
 */
export const getUser = cache(async (): Promise<User | null> => {
  const claims = await claimsOf(await sessionClient());
  return claims && { user_id: claims.sub, email: claims.email ?? '' };
});

/** For pages and actions that need a user: without one, redirects to sign-in, and back afterwards. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user) return user;
  const path = (await headers()).get('x-path'); // set by proxy.ts
  redirect(signInPath(path ?? undefined));
}
