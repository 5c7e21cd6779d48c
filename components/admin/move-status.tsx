'use client';

import { useEffect } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus } from '@/components/ui/form-status';

/**
 * The outcome of the last change of a list that is put in order. After a move the focus goes back to its button, whose id is the `value` of
 * the outcome, so that one can go on by keyboard. `done`: the success messages of the commands.
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
