'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';

type Props = { isSaving: boolean; isDirty: boolean; isInvalid: boolean; isSaved: boolean };

/** Stays at the bottom of the window, and shows whether there are unsaved changes. */
export function SaveBar({ isSaving, isDirty, isInvalid, isSaved }: Props) {
  const t = useTranslations('admin.productEditor.save');
  const message = isSaving
    ? ''
    : isInvalid
      ? t('invalid')
      : isDirty
        ? t('unsaved')
        : isSaved
          ? t('saved')
          : '';
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-between gap-4 border-line border-t bg-surface px-4 py-3 sm:mx-0 sm:rounded-t-lg sm:border-x">
      <p
        role="status"
        className={clsx('text-sm', isInvalid ? 'text-bad' : isDirty ? 'text-muted' : 'text-good')}
      >
        {message}
      </p>
      <SubmitButton
        name="save"
        pending={isSaving}
        pendingLabel={t('saving')}
        aria-keyshortcuts="Control+S Meta+S"
      >
        {t('save')}
      </SubmitButton>
    </div>
  );
}
