'use server';

import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { claimsOf, throwIfUnchecked } from '@/lib/supabase/claims';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { passwordSchema } from './schema';

/**
 * Checks the signed-in user's password again and marks their session as recently authenticated, which the database
 * requires (`require_recent_password`). Refuses `invalid_input`, `wrong_password`, `not_signed_in` and
 * `too_many_requests`.
 */
export async function reauthenticate(form: FormData): Promise<Result> {
  const parsed = passwordSchema.safeParse({ password: form.get('password') });
  if (!parsed.success) return invalid(parsed.error);
  const client = await sessionClient();
  // from the server: the email in the access token may be up to an hour old
  const [claims, { data: known, error }] = await Promise.all([claimsOf(client), client.auth.getUser()]);
  throwIfUnchecked(error);
  if (!claims || !known.user?.email) return refuse('not_signed_in');
  const user = known.user;
  const attempt = await takeAttempt(user.id);
  if (!attempt.ok) return attempt;

  const problem = await checkPassword({ id: user.id, email: known.user.email }, parsed.data.password);
  if (problem) return problem;
  const { session_id } = claims;
  await execute(serviceClient(), 'mark_reauthenticated', { session_id, user_id: user.id });
  return done(null);
}

/**
 * Signs in with the password on a client that stores nothing, then ends that session. The current session is neither
 * renewed nor ended.
 */
async function checkPassword(user: { id: string; email: string }, password: string) {
  const { auth } = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  const { data, error } = await auth.signInWithPassword({ email: user.email, password });
  if (error?.status === 429) return refuse('too_many_requests');
  if (error?.status && error.status < 500) {
    return refuse('wrong_password', { field: 'password' });
  }
  if (error) throw error;
  await auth.signOut({ scope: 'local' });
  if (data.user.id !== user.id) throw new Error('the password opened another account');
  return null;
}

/** Ten attempts in 15 minutes regardless of client address, because an attacker here already holds the session. */
async function takeAttempt(userId: string): Promise<Result> {
  const limit = { bucket: 'reauthenticate', key: userId, max: 10, window_seconds: 900 };
  return (await rpc(serviceClient(), 'take_rate_limit', limit)) ? done(null) : refuse('too_many_requests');
}
