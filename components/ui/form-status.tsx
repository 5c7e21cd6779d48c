'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Result } from '@/lib/result';
import { Alert } from './alert';

/** What a form was answered: an object of its own each time, or for a page to which an action has led, a text. */
type Outcome = object | string;

/**
 * An outcome until its page is left; who comes back is not told again. Next keeps a page that was left, hidden, and ends its effects;
 * React’s strict mode ends them, too, and begins them again at once.
 */
export function useUntilLeft<Of extends Outcome>(outcome: Of | null): Of | null {
  const [dismissed, setDismissed] = useState<Of | null>(null);
  const isShown = useRef(false);
  useLayoutEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
      queueMicrotask(() => {
        if (!isShown.current) setDismissed(outcome);
      });
    };
  }, [outcome]);
  return outcome === dismissed ? null : outcome;
}

type NoticeProps = {
  /** null: there is nothing to say */
  outcome: Outcome | null;
  tone: 'info' | 'good' | 'warn' | 'bad';
  title?: ReactNode;
  className?: string;
  /** `false` where it goes elsewhere */
  takesFocus?: boolean;
  children?: ReactNode;
};

/** Tells an outcome once, and takes the focus, which was on a button that may be gone. */
export function Notice({ outcome, takesFocus = true, ...alert }: NoticeProps) {
  const shown = useUntilLeft(outcome);
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown && takesFocus) message.current?.focus();
  }, [shown, takesFocus]);
  return shown && <Alert ref={message} {...alert} />;
}

type Props = Pick<NoticeProps, 'className' | 'takesFocus'> & {
  outcome: Result<unknown> | null;
  successMessage?: ReactNode;
  /** where it is not the refusal's own */
  errorMessage?: ReactNode;
  /** what it is about, before the message */
  subject?: string;
};

/** Tells what became of a form. What is wrong with a field is said at the field. */
export function FormStatus({ outcome, successMessage, errorMessage, subject, ...notice }: Props) {
  const isShownAtField = outcome?.ok === false && outcome.fields !== undefined;
  return (
    <Notice outcome={isShownAtField ? null : outcome} tone={outcome?.ok ? 'good' : 'bad'} {...notice}>
      <p>
        {subject && <span className="font-semibold">{subject}: </span>}
        {outcome?.ok === false ? (errorMessage ?? outcome.message) : successMessage}
      </p>
    </Notice>
  );
}
