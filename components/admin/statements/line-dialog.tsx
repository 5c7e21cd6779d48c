'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useRowOutcome } from '@/components/admin/list-actions';
import { Dialog } from '@/components/ui/dialog';

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

  // before the effects of its content, which say where the focus goes
  useLayoutEffect(() => {
    const { current } = dialog;
    if (!isOpen) return;
    current?.showModal();
    return () => current?.close();
  }, [isOpen]);

  return (
    <Dialog ref={dialog} title={title} width="lg" outcome={outcome} onClose={onClose}>
      {isOpen && children}
    </Dialog>
  );
}
