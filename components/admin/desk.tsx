'use client';

import {
  createContext,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Alert } from '@/components/ui/alert';
import { useIsHydrated } from '@/components/ui/hydrated';
import type { RowAction, RowOutcome } from '@/lib/admin/staff/row-outcome';

type Plainly = (form: FormData) => Promise<void>;
type DeskState = {
  outcome: RowOutcome | null;
  send: (form: FormData) => void;
  plainly?: Plainly;
  back?: string;
};

const DeskContext = createContext<DeskState | null>(null);

type Props = {
  /** what the forms of the list send; and where they work without scripts, the same for that, and the list's own address */
  action: RowAction;
  plainly?: Plainly;
  back?: string;
  /** what was done, in words */
  done: Record<string, string>;
  children: ReactNode;
};

/** A list whose rows can be worked on right here. What became of the last command is said above it: its row may be gone. */
export function Desk({ action, plainly, done, back, children }: Props) {
  const [outcome, send] = useActionState(action, null);
  return (
    <DeskContext value={{ outcome, send, plainly, back }}>
      <DeskSaid outcome={outcome} done={done} />
      {children}
    </DeskContext>
  );
}

function useDesk(): DeskState {
  const desk = use(DeskContext);
  if (!desk) throw new Error('a form of a row stands outside of its Desk');
  return desk;
}

/** Says it once, and takes the focus, which was on a button that may be gone. */
function DeskSaid({ outcome, done }: { outcome: RowOutcome | null; done: Record<string, string> }) {
  const [heard, setHeard] = useState<RowOutcome | null>(null);
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
      <p>{outcome.ok ? done[outcome.said] : outcome.message}</p>
    </Alert>
  );
}

type RowProps = { command: string; id: string };

/** A form that does something to a row. What is sent before its scripts have arrived waits for them, or works without them. */
export function RowForm({
  command,
  id,
  className,
  children,
}: RowProps & { className?: string; children: ReactNode }) {
  const { send, plainly, back } = useDesk();
  const isHydrated = useIsHydrated();
  return (
    <form action={isHydrated || !plainly ? send : plainly} className={className}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      {back && <input type="hidden" name="back" value={back} />}
      {children}
    </form>
  );
}

/** What became of the last command, if it was this one. */
export function useRowOutcome({ command, id }: RowProps): RowOutcome | null {
  const { outcome } = useDesk();
  return outcome?.command === command && outcome.id === id ? outcome : null;
}
