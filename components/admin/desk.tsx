'use client';

import { createContext, type ReactNode, use, useActionState } from 'react';
import { FormStatus } from '@/components/ui/form-status';
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

/** A list whose rows can be worked on right here. What became of the last command is told above it: its row may be gone. */
export function Desk({ action, done, children }: Props) {
  // not the server's own action: React keeps a form that is sent before the page's scripts are here, and sends it then
  const [outcome, send] = useActionState<RowOutcome | null, FormData>(
    (last, form) => action(last, form),
    null,
  );
  return (
    <DeskContext value={{ outcome, send }}>
      <FormStatus outcome={outcome} successMessage={outcome?.ok && done[outcome.said]} />
      {children}
    </DeskContext>
  );
}

function useDesk(): DeskState {
  const desk = use(DeskContext);
  if (!desk) throw new Error('a form of a row stands outside of its Desk');
  return desk;
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
