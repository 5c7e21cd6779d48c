'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Result } from '@/lib/result';
import { Alert } from './alert';

/** The outcome of a form: a new object each time, or a text on a page to which an action has redirected. */
type Outcome = object | string;

/**
 * Returns the outcome until the user leaves the page, so that it does not show again on return. Next hides a page that was left,
 * keeps its state and cleans up its effects. React’s strict mode also cleans up effects but restarts them at once, which the
 * microtask detects.
 */
export function useUntilLeft<T extends Outcome>(outcome: T | null): T | null {
  const [dismissed, setDismissed] = useState<T | null>(null);
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
  /** null: renders nothing */
  outcome: Outcome | null;
  tone: 'info' | 'good' | 'warn' | 'bad';
  title?: ReactNode;
  className?: string;
  /** `false` if another element takes the focus */
  takesFocus?: boolean;
  children?: ReactNode;
};

/** Shows an outcome once and takes the focus, because the pressed button may be gone. */
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
  /** replaces the refusal's own message */
  errorMessage?: ReactNode;
  /** a label before the message */
  subject?: string;
};

/** Shows the outcome of a form, except field errors, which show at their fields. */
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
