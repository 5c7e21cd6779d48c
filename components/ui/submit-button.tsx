'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';
import { Spinner } from './spinner';

type Props = Omit<ComponentProps<typeof Button>, 'type'> & {
  /** the label while the form is being submitted */
  pendingLabel?: ReactNode;
  /** for forms that do not submit through their `action`, so React does not know their status */
  pending?: boolean;
};

/** Submits the form once: further clicks do nothing until the response arrives. */
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
      // not `disabled`, which would take the keyboard focus away
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {pending && <Spinner />}
      {pending ? (pendingLabel ?? children) : children}
    </Button>
  );
}
