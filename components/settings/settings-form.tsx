'use client';

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { GuardedAction } from '@/components/admin/guarded-action';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';

type Props = Pick<GuardedAction, 'outcome' | 'isPending' | 'submit'> & {
  shop: string;
  mayWrite: boolean;
  className?: string;
  children: (errors: Record<string, string>) => ReactNode;
};

/**
 * A form of settings. Submitted by hand rather than as an `action`, so that what was typed stays where it is, saved or not.
 * Whoever may only read gets the same fields, locked.
 */
export function SettingsForm({ shop, outcome, isPending, submit, mayWrite, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (outcome?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [outcome]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    submit(new FormData(event.currentTarget));
  }

  return (
    <form ref={form} method="post" onSubmit={onSubmit} className={className}>
      <input type="hidden" name="shop" value={shop} />
      <fieldset disabled={!mayWrite} className="contents">
        {children(outcome?.ok === false ? (outcome.fields ?? {}) : {})}
      </fieldset>
      {outcome?.ok === false && !outcome.fields && !isPending && <Alert tone="bad">{outcome.message}</Alert>}
      {mayWrite && (
        <div className="flex items-center gap-4">
          <SubmitButton variant="secondary" pending={isPending} pendingLabel="Saving …">
            Save
          </SubmitButton>
          <p role="status" className="text-good text-sm">
            {outcome?.ok && !isPending && 'Saved.'}
          </p>
        </div>
      )}
    </form>
  );
}
