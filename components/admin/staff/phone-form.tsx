'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react';
import { useUnsavedChanges } from '@/components/admin/unsaved-changes';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { savePhone } from '@/lib/admin/staff/profile-actions';

/** By their phone number a shop knows which orders are a person's own, although they were not signed in. */
export function PhoneForm({ shop, phone }: { shop: string; phone: string | null }) {
  const [outcome, send, isPending] = useActionState(savePhone, null);
  const form = useRef<HTMLFormElement>(null);
  const { isDirty, note } = useUnsavedChanges(form, outcome?.ok ? outcome : null);
  const refusal = outcome?.ok === false ? outcome : null;

  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refusal]);

  // by hand, so that what was typed stays
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    startTransition(() => send(fields));
  }

  return (
    <form
      ref={form}
      // by this comes only what was sent before the page's scripts were here
      action={(fields) => send(fields)}
      onSubmit={onSubmit}
      onInput={note}
      className="grid gap-4"
    >
      <input type="hidden" name="shop" value={shop} />
      <Field
        name="phone"
        label="Your phone number"
        optional
        hint="Orders with this number, or with your email address, are your own. A colleague verifies their transfers. Only you see the number here."
        error={refusal?.fields?.phone ?? refusal?.message}
      >
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
      <div className="flex items-center gap-4">
        <SubmitButton variant="secondary" pending={isPending} pendingLabel="Saving …">
          Save
        </SubmitButton>
        <p role="status" className={isDirty ? 'text-muted text-sm' : 'text-good text-sm'}>
          {!isPending && (isDirty ? 'Not saved yet.' : outcome?.ok && 'Saved.')}
        </p>
      </div>
    </form>
  );
}
