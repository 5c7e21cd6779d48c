'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { doneWords } from '@/lib/orders/shopper-words';
import type { Result } from '@/lib/result';

type Props = { outcome: Result | null; command: keyof typeof doneWords };

/**
 * Says what became of a form, and takes the focus, which was on a button that may be gone. Who leaves the page and comes
 * back is not told again.
 */
export function OrderSaid({ outcome, command }: Props) {
  const [heard, setHeard] = useState<Result | null>(null);
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (outcome !== heard) message.current?.focus();
  }, [outcome, heard]);

  // Next keeps a page that was left, hidden; this runs when it hides it, and before the next outcome is said.
  useLayoutEffect(() => () => setHeard(outcome), [outcome]);

  // what is wrong with a field is said at the field
  if (!outcome || outcome === heard || (!outcome.ok && outcome.fields)) return null;
  return (
    <Alert ref={message} tone={outcome.ok ? 'good' : 'bad'} className="my-2">
      <p>{outcome.ok ? doneWords[command] : outcome.message}</p>
    </Alert>
  );
}
