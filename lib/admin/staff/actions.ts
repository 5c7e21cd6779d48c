'use server';

import { redirect } from 'next/navigation';
import { clientAddress } from '@/lib/client-address';
import { setFlash } from '@/lib/flash';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { signInPath } from '@/lib/staff/paths';
import { rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { safeRedirect } from './safe-redirect';
import { signInSchema } from './schema';

/** `email` refills the form. */
export type SignInRefused = Refused & { email: string };

/**
 * Signs in with email and password, then redirects to `next` if it is a path of this site. Refuses `invalid_input`,
 * `wrong_credentials` (also for an unknown address) and `too_many_requests`.
 */
export async function signIn(_last: SignInRefused | null, form: FormData): Promise<SignInRefused> {
  const email = formValue(form, 'email');
  const parsed = signInSchema.safeParse({ ...formValues(form), password: form.get('password') });
  if (!parsed.success) return { ...(await invalid(parsed.error)), email };
  const attempt = await takeAttempt(parsed.data.email);
  if (!attempt.ok) return { ...attempt, email };

  const { error } = await (await sessionClient()).auth.signInWithPassword(parsed.data);
  if (error?.status === 429) return { ...(await refuse('too_many_requests')), email };
  // Other client errors, such as an unconfirmed address, would tell a stranger that the account exists.
  if (error?.status && error.status < 500) return { ...(await refuse('wrong_credentials')), email };
  if (error) throw error;
  redirect(safeRedirect(formValue(form, 'next')));
}

/** No-JS fallback: reloads the page with the error. */
export async function signInNoJs(form: FormData): Promise<void> {
  const { email, ...refused } = await signIn(null, form);
  await setFlash(signInPath(), 'sign_in', { refused, values: { email } });
  redirect(signInPath(safeRedirect(formValue(form, 'next'))));
}

/** Ten attempts per email and client address in five minutes. */
async function takeAttempt(email: string): Promise<Result> {
  const limit = {
    bucket: 'sign_in',
    key: `${email} ${(await clientAddress()) ?? ''}`,
    max: 10,
    window_seconds: 300,
  };
  return (await rpc(serviceClient(), 'take_rate_limit', limit)) ? done(null) : refuse('too_many_requests');
}

/** Ends the session on this device. */
export async function signOut(): Promise<void> {
  // An error means that the session is already gone, which is the goal.
  await (await sessionClient()).auth.signOut({ scope: 'local' });
  redirect(signInPath());
}
