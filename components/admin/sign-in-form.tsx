'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { useIsHydrated } from '@/components/ui/hydrated';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { type SignInRefused, signIn, signInNoJs } from '@/lib/admin/staff/actions';

/** `refused`: the refusal of a sign-in that was submitted without JavaScript. */
export function SignInForm({ next, refused }: { next: string; refused: SignInRefused | null }) {
  const t = useTranslations('admin.signIn');
  const [refusal, action] = useServerAction(signIn, refused, {
    refused: (refusal, form) => ({ ...refusal, email: String(form.get('email')) }),
  });
  const isHydrated = useIsHydrated();
  const message = refusal && !refusal.fields && refusal.message;
  const form = useRef<HTMLFormElement>(null);

  // The alert is announced by screen readers; the focus goes to what must be entered again.
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLInputElement>('[aria-invalid], [name=password]')?.focus();
  }, [refusal]);

  return (
    <Card>
      <form ref={form} action={isHydrated ? action : signInNoJs} className="grid gap-5">
        {message && <Alert tone="bad">{message}</Alert>}
        <input type="hidden" name="next" value={next} />
        <Field name="email" label={t('email')} error={refusal?.fields?.email}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" required defaultValue={refusal?.email} />
          )}
        </Field>
        <Field name="password" label={t('password')} error={refusal?.fields?.password}>
          {(control) => <Input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <SubmitButton wide pendingLabel={t('signingIn')}>
          {t('signIn')}
        </SubmitButton>
      </form>
    </Card>
  );
}
