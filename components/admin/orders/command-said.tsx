'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import { type Place, placeOf, saidOf } from '@/lib/admin/orders/command-words';
import { useCommands } from './command-context';

/**
 * Says what became of the last command, in the part of the page that it belongs to, and takes the focus, which was on a button
 * that may be gone. Who leaves the page and comes back is not told again.
 */
export function CommandSaid({ place }: { place: Place }) {
  const { outcome: last } = useCommands();
  const outcome = last && placeOf(last.command) === place ? last : null;
  const [heard, setHeard] = useState<CommandOutcome | null>(null);
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (outcome !== heard) message.current?.focus();
  }, [outcome, heard]);

  // Next keeps a page that was left, hidden; this runs when it hides it, and before the next outcome is said.
  useLayoutEffect(() => () => setHeard(outcome), [outcome]);

  // what is wrong with a field is said at the field
  if (!outcome || outcome === heard || (!outcome.ok && outcome.fields)) return null;
  return (
    <Alert ref={message} tone={outcome.ok ? 'good' : 'bad'}>
      <p>{outcome.ok ? saidOf(outcome.said) : outcome.message}</p>
    </Alert>
  );
}
