'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef } from 'react';
import { useListActions } from '@/components/admin/list-actions';
import { FormStatus, useUntilLeft } from '@/components/ui/form-status';
import { doneMessage } from '@/lib/admin/orders/commands';

/** What became of the last command on one row. It lies where it stays in sight while one works further down. */
export function RowStatus() {
  const tCommands = useTranslations('admin.orderCommands');
  const { feedback: last } = useListActions();
  const feedback = useUntilLeft(last?.of === 'order' ? last : null);
  const command = feedback?.outcome.command;
  const box = useRef<HTMLDivElement>(null);
  useLostFocus(feedback?.place ?? null, box);
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
 * Whose row has gone with the button that they pressed goes on at the row that took its place. Asked after each rendering,
 * since the rows may go a moment after the outcome has come.
 */
function useLostFocus(place: number | null, box: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const { activeElement, body } = document;
    if (place === null || (activeElement && activeElement !== body)) return;
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) =>
      row.checkVisibility(),
    );
    const next = rows[place] ?? rows.at(-1) ?? box.current;
    next?.focus({ preventScroll: true });
  });
}
