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
import type { RowAction, RowOutcome } from '@/lib/admin/staff/row-outcome';

type DeskState = { outcome: RowOutcome | null; send: (form: FormData) => void };

const DeskContext = createContext<DeskState | null>(null);

type Props = {
  /** what the forms of the list send */
  action: RowAction;
  /** what was done, in words */
  done: Record<string, string>;
  children: ReactNode;
};

/** A list whose rows can be worked on right here. What became of the last command is said above it: its row may be gone. */
export function Desk({ action, done, children }: Props) {
  // not the server's own action: React keeps a form that is sent before the page's scripts are here, and sends it then
  const [outcome, send] = useActionState<RowOutcome | null, FormData>(
    (last, form) => action(last, form),
    null,
  );
  return (
    <DeskContext value={{ outcome, send }}>
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

/** A form that does something to a row. */
export function RowForm({
  command,
  id,
  className,
  children,
}: RowProps & { className?: string; children: ReactNode }) {
  const { send } = useDesk();
  return (
    <form action={send} className={className}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      {children}
    </form>
  );
}

/** What became of the last command, if it was this one. */
export function useRowOutcome({ command, id }: RowProps): RowOutcome | null {
  const { outcome } = useDesk();
  return outcome?.command === command && outcome.id === id ? outcome : null;
}
