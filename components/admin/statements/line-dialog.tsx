'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useRowOutcome } from '@/components/admin/list-actions';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  /** of its form */
  command: string;
  id: string;
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
};

/**
 * A dialog for a credit; its content is mounted when it opens. A refusal that its own form can resolve keeps it open. Any other outcome
 * closes it, because the message appears above the list, which the dialog covers.
 */
export function LineDialog({ command, id, title, isOpen, onClose, children }: Props) {
  const outcome = useRowOutcome({ command, id });
  const dialog = useRef<HTMLDialogElement>(null);

  // a layout effect, so that it runs before the content's effects, which set the focus
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
