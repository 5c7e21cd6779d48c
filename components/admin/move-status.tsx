'use client';

import { useEffect } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';

/**
 * The outcome of the last change of a sortable list. After a move, the focus returns to the pressed button, whose id is the `value` of
 * the outcome. `done`: the success messages of the commands.
 */
export function MoveStatus({ done }: { done: Record<string, string> }) {
  const { feedback } = useListActions();
  const outcome = feedback?.of === 'row' ? feedback.outcome : null;
  const pressed = outcome?.ok && outcome.value ? outcome.value : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each move
  useEffect(() => {
    if (pressed) document.getElementById(pressed)?.focus();
  }, [outcome, pressed]);
  return (
    <FormStatus
      outcome={outcome}
      successMessage={outcome && done[outcome.messageKey]}
      takesFocus={!pressed}
    />
  );
}
