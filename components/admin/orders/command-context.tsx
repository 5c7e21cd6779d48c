'use client';

import { createContext, type ReactNode, startTransition, use, useActionState } from 'react';
import { type CommandOutcome, commandOrder } from '@/lib/admin/orders/actions';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import type { Order } from '@/lib/orders/order';

/** `locale`: of its shop, in which amounts are shown and typed. */
export type CommandedOrder = Pick<Order, 'order_id' | 'number' | 'version' | 'currency'> & {
  locale: string;
};

type Commands = {
  order: CommandedOrder;
  action: (form: FormData) => void;
  /** a command is on its way: the page is about to change, so what is pressed now would be about an older order */
  isPending: boolean;
  outcome: CommandOutcome | null;
  /** what became of a form that has an action of its own */
  report: (outcome: CommandOutcome) => void;
};

const CommandContext = createContext<Commands | null>(null);

type Props = {
  order: CommandedOrder;
  /** told what became of each command: in a list the row that it was about may be gone */
  onOutcome?: (outcome: CommandOutcome) => void;
  children: ReactNode;
};

/**
 * The order that the forms below are about, and what became of the last of them. It is kept here, above them all: a form that
 * has done its work is usually gone from the page.
 */
export function CommandProvider({ order, onOutcome, children }: Props) {
  const [outcome, send, isPending] = useActionState(
    async (last: CommandOutcome | null, what: FormData | CommandOutcome) => {
      const next = what instanceof FormData ? await commandOrder(last, what) : what;
      onOutcome?.(next);
      return next;
    },
    null,
  );
  const report = (outcome: CommandOutcome) => startTransition(() => send(outcome));
  return (
    <CommandContext value={{ order, action: send, isPending, outcome, report }}>{children}</CommandContext>
  );
}

export function useCommands(): Commands {
  const commands = use(CommandContext);
  if (!commands) throw new Error('a form of the order page stands outside of its CommandProvider');
  return commands;
}

/** The refusal that belongs to a form, if the last command was that. `subject` tells forms of one command apart. */
export function useRefusal(command: StaffCommand, subject = '') {
  const { outcome } = useCommands();
  return outcome?.ok === false && outcome.command === command && outcome.subject === subject ? outcome : null;
}
