'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';

/** What became of the last change. After a move the focus goes back to its button, so that one can go on by keyboard. */
export function CollectionsStatus() {
  const t = useTranslations('admin.collections.done');
  const { feedback } = useListActions();
  const outcome = feedback?.of === 'row' ? feedback.outcome : null;
  const pressed = outcome?.ok && outcome.value ? outcome.value : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each move
  useEffect(() => {
    if (pressed) document.getElementById(pressed)?.focus();
  }, [outcome, pressed]);
  const done: Record<string, string> = {
    move_collection: t('move_collection'),
    delete_collection: t('delete_collection'),
  };
  return (
    <FormStatus
      outcome={outcome}
      successMessage={outcome && done[outcome.messageKey]}
      takesFocus={!pressed}
    />
  );
}
