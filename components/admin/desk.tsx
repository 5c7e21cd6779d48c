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
import type { RowAction, RowOutcome } from '@/lib/staff/row-outcome';
import { useIsHydrated } from './hydrated';

type Plainly = (form: FormData) => Promise<void>;
type DeskState = {
  outcome: RowOutcome | null;
  send: (form: FormData) => void;
  plainly: Plainly;
  back: string;
};

const DeskContext = createContext<DeskState | null>(null);

type Props = {
  /** what the forms of the list send, and the same for when scripts have not arrived */
  action: RowAction;
  plainly: Plainly;
  /** what was done, in words */
  done: Record<string, string>;
  /** the address of the list as it is seen */
  back: string;
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

/** A form that does something to a row. It works before its scripts have arrived. */
export function RowForm({
  command,
  id,
  className,
  children,
}: RowProps & { className?: string; children: ReactNode }) {
  const { send, plainly, back } = useDesk();
  const isHydrated = useIsHydrated();
  return (
    <form action={isHydrated ? send : plainly} className={className}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
      {children}
    </form>
  );
}

/** What became of the last command, if it was this one. */
export function useRowOutcome({ command, id }: RowProps): RowOutcome | null {
  const { outcome } = useDesk();
  return outcome?.command === command && outcome.id === id ? outcome : null;
}
