'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';

/** What became of the last change. After a move the focus goes back to its button, so that one can go on by keyboard. */
export function CategoriesStatus() {
  const t = useTranslations('admin.categories.done');
  const { feedback } = useListActions();
  const outcome = feedback?.of === 'row' ? feedback.outcome : null;
  const pressed = outcome?.command === 'move_category' && outcome.value ? outcome.value : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each move
  useEffect(() => {
    if (pressed) document.getElementById(pressed)?.focus();
  }, [outcome, pressed]);
  if (!outcome) return null;
  const done: Record<string, string> = {
    add_category: t('add_category'),
    save_category: t('save_category'),
    move_category: t('move_category'),
    delete_category: t('delete_category'),
  };
  return (
    <FormStatus
      outcome={outcome}
      successMessage={done[outcome.messageKey]}
      takesFocus={!(outcome.ok && pressed)}
    />
  );
}
