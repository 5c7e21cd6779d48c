'use client';

import Link from 'next/link';
import { createContext, type ReactNode, startTransition, use, useId } from 'react';
import { FormStatus, Notice } from '@/components/ui/form-status';
import { useServerAction } from '@/components/ui/use-server-action';
import type { CommandOutcome } from '@/lib/admin/orders/actions';
import type { RowAction, RowOutcome, TickedMessage } from '@/lib/admin/staff/row-outcome';
import { staffOrderPath } from '@/lib/staff/paths';

type Shop = { slug: string; currency: string; time_zone: string; locale: string };

/** The outcome of the last command: on a row, on an order (`index`: the position of its row), or on the selected rows. */
type Feedback =
  | { of: 'row'; outcome: RowOutcome }
  | { of: 'order'; outcome: CommandOutcome; number: string; index: number }
  | { of: 'ticked'; message: TickedMessage };

/** A form to submit. `command`: under which `useRowOutcome` finds its outcome. `onDone`: called once it has succeeded. */
type Submission =
  | { to: 'row'; form: FormData; command: string; onDone?: () => void }
  | { to: 'ticked'; form: FormData };

type ListState = {
  shop: Shop;
  feedback: Feedback | null;
  report: (feedback: Feedback) => void;
  /** `command` and `onDone`: those of the `Submission`; without `command`, the form's own */
  sendRow: (form: FormData, command?: string, onDone?: () => void) => void;
  sendTicked: (form: FormData) => void;
  /**
   * The id of the bulk form. The checkboxes refer to it because they cannot be inside it: a row has its own forms. It is unique per
   * page, since Next keeps a hidden copy of the previous page.
   */
  ticksId: string;
};

const ListContext = createContext<ListState | null>(null);

type Props = {
  shop: Shop;
  /** run by the forms of the rows (`RowForm`) */
  action?: RowAction;
  /** run by the bulk form */
  tickedAction?: (form: FormData) => Promise<TickedMessage>;
  children: ReactNode;
};

/** A list with single and bulk actions. It keeps their outcome, since the row may be gone afterwards. */
export function ListActions({ shop, action, tickedAction, children }: Props) {
  const ticksId = useId();
  const [feedback, run] = useServerAction<Feedback | null, Feedback | Submission>(
    async (_last, input) => {
      if ('of' in input) return input;
      if (input.to === 'row') {
        if (!action) return null;
        const outcome = await action(null, input.form);
        if (outcome.ok) input.onDone?.();
        return { of: 'row', outcome };
      }
      return tickedAction ? { of: 'ticked', message: await tickedAction(input.form) } : null;
    },
    null,
    {
      refused: (refusal, input) => {
        if ('of' in input) return input;
        if (input.to === 'ticked')
          return { of: 'ticked', message: { tone: 'bad', title: refusal.message, notes: [] } };
        const row = { id: String(input.form.get('id') ?? ''), command: input.command };
        return { of: 'row', outcome: { ...refusal, ...row, messageKey: '', value: '' } };
      },
    },
  );
  const state: ListState = {
    ...{ shop, feedback, ticksId },
    report: (next) => startTransition(() => run(next)),
    sendRow: (form, command = String(form.get('command')), onDone) =>
      run({ to: 'row', form, command, onDone }),
    sendTicked: (form) => run({ to: 'ticked', form }),
  };
  return <ListContext value={state}>{children}</ListContext>;
}

export function useListActions(): ListState {
  const list = use(ListContext);
  if (!list) throw new Error('a part of a list is outside of its ListActions');
  return list;
}

/** Shows the outcome of the last command. `done`: the success messages of row commands. */
export function ListStatus({ done }: { done: Record<string, string> }) {
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return <TickedStatus />;
  const { outcome } = feedback;
  return <FormStatus outcome={outcome} successMessage={done[outcome.messageKey]} />;
}

/** Shows the outcome of the last bulk action, with notes on single orders. */
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

type RowFormProps = RowProps & {
  /** under which `useRowOutcome` finds the outcome, if the form has several commands */
  outcomeOf?: string;
  /** called when the command has succeeded, even if the outcome of another form is shown */
  onDone?: () => void;
  className?: string;
  children: ReactNode;
};

/** A form that runs a command on a row. */
export function RowForm({ command, id, outcomeOf, onDone, className, children }: RowFormProps) {
  const { sendRow } = useListActions();
  return (
    <form action={(form) => sendRow(form, outcomeOf, onDone)} className={className}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="id" value={id} />
      {children}
    </form>
  );
}

/** The outcome of the last command, if it was this one. */
export function useRowOutcome({ command, id }: RowProps): RowOutcome | null {
  const { feedback } = useListActions();
  if (feedback?.of !== 'row') return null;
  const { outcome } = feedback;
  return outcome.command === command && outcome.id === id ? outcome : null;
}
