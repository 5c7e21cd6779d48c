'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { GuardedAction } from '@/components/admin/guarded-action';
import { useUnsavedChanges } from '@/components/admin/unsaved-changes';
import { FormStatus } from '@/components/ui/form-status';
import { SubmitButton } from '@/components/ui/submit-button';

type Props = Pick<GuardedAction, 'outcome' | 'isPending' | 'submit'> & {
  canWrite: boolean;
  /** what the last save answered, where that is not the outcome */
  saved?: object | null;
  className?: string;
  children: (errors: Record<string, string>) => ReactNode;
};

/**
 * A form of settings, which nobody leaves unsaved without being asked. Submitted by hand rather than as an `action`, so that what was typed stays where it is, saved or not.
 * Whoever may only read gets the same fields, locked.
 */
export function SettingsForm(props: Props) {
  const t = useTranslations('admin.settings.form');
  const { outcome, isPending, submit, canWrite, className, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const saved = props.saved ?? (outcome?.ok ? outcome : null);
  const { isDirty, note } = useUnsavedChanges(form, saved);

  useEffect(() => {
    if (outcome?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [outcome]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    submit(new FormData(event.currentTarget));
  }

  return (
    // by its action comes only what was sent before the page's scripts were here
    <form ref={form} action={submit} onSubmit={onSubmit} onInput={note} className={className}>
      <fieldset disabled={!canWrite} className="contents">
        {children(outcome?.ok === false ? (outcome.fields ?? {}) : {})}
      </fieldset>
      <FormStatus
        outcome={outcome?.ok === false && !isPending ? outcome : null}
        takesFocus={outcome?.ok === false && outcome.reason !== 'reauthentication_required'}
      />
      {canWrite && (
        <div className="flex items-center gap-4">
          <SubmitButton variant="secondary" pending={isPending} pendingLabel={t('saving')}>
            {t('save')}
          </SubmitButton>
          <p role="status" className={isDirty ? 'text-muted text-sm' : 'text-good text-sm'}>
            {!isPending && (isDirty ? t('notSaved') : outcome?.ok && t('saved'))}
          </p>
        </div>
      )}
    </form>
  );
}
