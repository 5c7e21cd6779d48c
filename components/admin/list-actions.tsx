'use client';

import Link from 'next/link';
import { createContext, type ReactNode, startTransition, use, useActionState, useId } from 'react';
import { FormStatus, Notice } from '@/components/ui/form-status';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import type { RowAction, RowOutcome, TickedMessage } from '@/lib/admin/staff/row-outcome';
import { staffOrderPath } from '@/lib/staff/paths';

type Shop = { slug: string; currency: string; time_zone: string; locale: string };

/** What became of the last command: of one on a row, which was at `place`, or of one on all that were ticked. */
type Feedback =
  | { of: 'row'; outcome: RowOutcome }
  | { of: 'order'; outcome: CommandOutcome; number: string; place: number }
  | { of: 'ticked'; message: TickedMessage };

type ListState = {
  shop: Shop;
  feedback: Feedback | null;
  report: (feedback: Feedback) => void;
  sendRow: (form: FormData) => void;
  sendTicked: (form: FormData) => void;
  /**
   * The id of the form to which the ticks belong although they do not lie in it: a row has forms of its own. Next keeps the page
   * that was left, hidden, so each has another.
   */
  ticksId: string;
};

const ListContext = createContext<ListState | null>(null);

type Props = {
  shop: Shop;
  /** what the forms of its rows send (`RowForm`) */
  action?: RowAction;
  /** what the form sends to which its ticks belong */
  tickedAction?: (form: FormData) => Promise<TickedMessage>;
  children: ReactNode;
};

/** A list whose rows are worked on right here, one by one or many at once. What became of it is kept here: a row may be gone. */
export function ListActions({ shop, action, tickedAction, children }: Props) {
  const ticksId = useId();
  const [feedback, run] = useActionState<Feedback | null, () => Promise<Feedback | null>>(
    (_last, next) => next(),
    null,
  );
  const state: ListState = {
    ...{ shop, feedback, ticksId },
    report: (next) => startTransition(() => run(async () => next)),
    sendRow: (form) => run(async () => (action ? { of: 'row', outcome: await action(null, form) } : null)),
    sendTicked: (form) =>
      run(async () => (tickedAction ? { of: 'ticked', message: await tickedAction(form) } : null)),
  };
  return <ListContext value={state}>{children}</ListContext>;
}

export function useListActions(): ListState {
  const list = use(ListContext);
  if (!list) throw new Error('a part of a list stands outside of its ListActions');
  return list;
}

/** What became of the last command. `done`: of those on a row what was done, in words. */
export function ListStatus({ done }: { done: Record<string, string> }) {
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return <TickedStatus />;
  const { outcome } = feedback;
  return <FormStatus outcome={outcome} successMessage={done[outcome.messageKey]} />;
}

/** What became of those that were ticked, and more of single ones by their orders. */
export function TickedStatus() {
  const { shop, feedback } = useListActions();
  if (feedback?.of !== 'ticked') return null;
  const { tone, title, notes } = feedback.message;
  return (
    <Notice outcome={feedback} tone={tone} title={title}>
      {notes.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {notes.map(({ number, text }) => (
            <li key={`${number} ${text}`}>
              <Link
                href={staffOrderPath(shop.slug, number)}
                className="whitespace-nowrap rounded-sm font-semibold underline underline-offset-4"
              >
                {number}
              </Link>
              : {text}
            </li>
          ))}
        </ul>
      )}
    </Notice>
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
  const { sendRow } = useListActions();
  return (
    <form action={sendRow} className={className}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      {children}
    </form>
  );
}

/** What became of the last command, if it was this one. */
export function useRowOutcome({ command, id }: RowProps): RowOutcome | null {
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return null;
  const { outcome } = feedback;
  return outcome.command === command && outcome.id === id ? outcome : null;
}
