'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import type { GuardedAction } from '@/components/admin/guarded-action';
import { useUnsavedChanges } from '@/components/admin/unsaved-changes';
import { FormStatus } from '@/components/ui/form-status';
import { SubmitButton } from '@/components/ui/submit-button';

type Props = Pick<GuardedAction, 'outcome' | 'isPending' | 'submit'> & {
  canWrite: boolean;
  /** the result of the last successful save, if it is not `outcome` */
  saved?: object | null;
  className?: string;
  children: (errors: Record<string, string>) => ReactNode;
};

/**
 * A settings form that warns before unsaved changes are lost. It submits from `onSubmit` rather than `action`, so that React does not
 * reset the fields. Staff who may only read see the same fields, disabled.
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
    // `action` is used only for a submit before hydration
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
