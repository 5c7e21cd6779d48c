'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useCommands } from './command-context';

type Props = {
  button: ReactNode;
  title: string;
  variant?: 'primary' | 'secondary' | 'danger';
  size?: 'sm' | 'md';
  className?: string;
  /** what is shown only while it is open can be fetched then */
  onToggle?: (isOpen: boolean) => void;
  /** the form; `onBack` closes it, where there is something to close */
  children: (onBack?: () => void) => ReactNode;
};

/** A button that opens a form with a second thought. */
export function CommandDialog({
  button,
  title,
  variant = 'secondary',
  size = 'md',
  className = '',
  onToggle,
  children,
}: Props) {
  const { outcome } = useCommands();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Whatever was not about a field is said on the page, over which the dialog lies. Before that takes the focus, which a
  // closing dialog gives back to its button.
  useLayoutEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) dialog.current?.close();
  }, [outcome]);

  return (
    <>
      <Button
        variant={variant}
        size={size}
        className={className}
        aria-haspopup="dialog"
        onClick={() => {
          dialog.current?.showModal();
          onToggle?.(true);
        }}
      >
        {button}
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        onClose={() => onToggle?.(false)}
        aria-labelledby={titleId}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          {title}
        </h2>
        {children(() => dialog.current?.close())}
      </dialog>
    </>
  );
}
