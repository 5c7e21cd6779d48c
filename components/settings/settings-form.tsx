'use client';

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Result } from '@/lib/result';

type Props = {
  shop: string;
  save: (last: Result | null, form: FormData) => Promise<Result>;
  plainly: (form: FormData) => Promise<void>;
  mayWrite: boolean;
  className?: string;
  children: (errors: Record<string, string>) => ReactNode;
};

/**
 * A form of settings that works before its scripts have arrived. Sent by hand rather than as an `action`, so that what was
 * typed stays where it is, saved or not. Whoever may only read gets the same fields, locked.
 */
export function SettingsForm({ shop, save, plainly, mayWrite, className, children }: Props) {
  const [outcome, send, isPending] = useActionState(save, null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (outcome?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [outcome]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    startTransition(() => send(fields));
  }

  return (
    <form ref={form} action={plainly} onSubmit={onSubmit} className={className}>
      <input type="hidden" name="shop" value={shop} />
      <fieldset disabled={!mayWrite} className="contents">
        {children(outcome?.ok === false ? (outcome.fields ?? {}) : {})}
      </fieldset>
      {outcome?.ok === false && !outcome.fields && <Alert tone="bad">{outcome.message}</Alert>}
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
