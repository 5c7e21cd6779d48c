'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus, useUntilLeft } from '@/components/ui/form-status';
import { doneMessage } from '@/lib/admin/orders/commands';

/** The outcome of the last command on a row. Its container keeps it in view while scrolling. */
export function RowStatus() {
  const tCommands = useTranslations('admin.orderCommands');
  const { feedback: last } = useListActions();
  const feedback = useUntilLeft(last?.of === 'order' ? last : null);
  const command = feedback?.outcome.command;
  const box = useRef<HTMLDivElement>(null);
  useFocusNextRow(feedback?.index ?? null, box);
  return (
    <div ref={box} tabIndex={-1} aria-live="polite" className="outline-none empty:-mb-2">
      <FormStatus
        outcome={feedback?.outcome ?? null}
        subject={feedback?.number}
        successMessage={command && doneMessage(tCommands, command, feedback.outcome.outcome)}
        takesFocus={false}
        className="shadow-raised"
      />
    </div>
  );
}

/**
 * If the row disappeared together with the focused button, focuses the row that took its place. Checked after each render, since the
 * rows may change a moment after the outcome arrives.
 */
function useFocusNextRow(index: number | null, box: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const { activeElement, body } = document;
    if (index === null || (activeElement && activeElement !== body)) return;
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) =>
      row.checkVisibility(),
    );
    const next = rows[index] ?? rows.at(-1) ?? box.current;
    next?.focus({ preventScroll: true });
  });
}
