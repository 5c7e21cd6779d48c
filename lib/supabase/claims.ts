import 'server-only';
import type { AuthError, SupabaseClient } from '@supabase/supabase-js';

/**
 * The claims of a session's verified token; null if there is no session, or it has ended. Throws if the token could not be checked, so
 * that an outage does not look like a sign-out.
 */
export async function claimsOf({ auth }: Pick<SupabaseClient, 'auth'>) {
  const { data, error } = await auth.getClaims();
  throwIfUnchecked(error);
  return data?.claims ?? null;
}

/** Throws the error unless it is a verdict on the session, which has a 4xx status. 429: there were too many checks. */
export function throwIfUnchecked(error: AuthError | null): void {
  const { status = 0 } = error ?? {};
  if (error && (status < 400 || status >= 500 || status === 429)) throw error;
}
