'use client';

import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { SettingsForm } from '@/components/admin/settings/settings-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useServerAction } from '@/components/ui/use-server-action';
import { savePhone } from '@/lib/admin/staff/profile-actions';

/** The phone number by which a shop recognizes a staff member's own orders, even if they were placed without signing in. */
export function PhoneForm({ phone }: { phone: string | null }) {
  const t = useTranslations('admin.staff');
  const [outcome, send, isPending] = useServerAction(savePhone, null);
  const submit = (form: FormData) => startTransition(() => send(form));
  return (
    <SettingsForm {...{ outcome, isPending, submit }} canWrite className="grid gap-4">
      {(errors) => (
        <Field name="phone" label={t('phone')} optional hint={t('phoneHint')} error={errors.phone}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              autoComplete="tel"
              maxLength={30}
              defaultValue={phone ?? ''}
              className="max-w-64"
            />
          )}
        </Field>
      )}
    </SettingsForm>
  );
}
