'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useRowOutcome } from '@/components/admin/desk';

type Props = {
  /** of the form in it */
  command: string;
  id: string;
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
};

/**
 * The dialog of a credit, whose content is made when it opens. It stays open for a refusal that its own form can answer, and closes
 * on any other answer: that is told above the list, over which it lies.
 */
export function LineDialog({ command, id, title, isOpen, onClose, children }: Props) {
  const outcome = useRowOutcome({ command, id });
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // before the effects of its content, which say where the focus goes
  useLayoutEffect(() => {
    const { current } = dialog;
    if (!isOpen) return;
    current?.showModal();
    return () => current?.close();
  }, [isOpen]);

  useLayoutEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) dialog.current?.close();
  }, [outcome]);

  return (
    <dialog
      ref={dialog}
      closedby="any"
      onClose={onClose}
      aria-labelledby={titleId}
      className="m-auto w-[min(36rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-raised p-4 text-ink shadow-raised backdrop:bg-black/40 sm:p-5"
    >
      <h2 id={titleId} className="font-semibold text-lg">
        {title}
      </h2>
      {isOpen && children}
    </dialog>
  );
}
