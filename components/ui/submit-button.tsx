'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';
import { Spinner } from './spinner';

type Props = Omit<ComponentProps<typeof Button>, 'type'> & {
  /** What it says while the form is on its way. */
  pendingLabel?: ReactNode;
  /** For forms that are sent without their `action`, whose status React does not know. */
  pending?: boolean;
};

/** Sends the form around it, once: further presses do nothing until the answer is here. */
export function SubmitButton({
  children,
  pendingLabel,
  pending: ownPending = false,
  onClick,
  ...rest
}: Props) {
  const pending = useFormStatus().pending || ownPending;
  return (
    <Button
      type="submit"
      // not `disabled`: that would take the focus away from whoever pressed it by keyboard
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {pending && <Spinner />}
      {pending ? (pendingLabel ?? children) : children}
    </Button>
  );
}
