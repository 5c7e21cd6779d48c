'use client';

import { createContext, type ReactNode, startTransition, use, useEffect, useState } from 'react';
import { useServerAction } from '@/components/ui/use-server-action';
import { type CommandOutcome, commandOrder } from '@/lib/admin/orders/actions';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import type { Order } from '@/lib/orders/order';
import { randomUuid } from '@/lib/random-uuid';
import type { Refused } from '@/lib/result';

/** `locale`: the shop's, for showing and parsing amounts. */
export type CommandedOrder = Pick<Order, 'order_id' | 'number' | 'version' | 'currency'> & {
  locale: string;
};

type Commands = {
  order: CommandedOrder;
  action: (form: FormData) => void;
  /** a command is running; a second one would be sent for an outdated version of the order */
  isPending: boolean;
  outcome: CommandOutcome | null;
  /** reports the outcome of a form with its own action */
  report: (outcome: CommandOutcome) => void;
};

const CommandContext = createContext<Commands | null>(null);

type Props = {
  order: CommandedOrder;
  /** called with the outcome of each command: in a list, the row may be gone by then */
  onOutcome?: (outcome: CommandOutcome) => void;
  children: ReactNode;
};

/**
 * Provides the order to the forms below and keeps the outcome of the last command. The outcome is kept here because a form usually
 * disappears once its command is done.
 */
export function CommandProvider({ order, onOutcome, children }: Props) {
  const [outcome, send, isPending] = useServerAction<CommandOutcome, FormData | CommandOutcome>(
    async (last, input) => (input instanceof FormData ? commandOrder(last, input) : input),
    null,
    {
      refused: (refusal, input) => (input instanceof FormData ? refusedCommand(refusal, input) : input),
      onOutcome,
      keepsForms: false,
    },
  );
  const report = (outcome: CommandOutcome) => startTransition(() => send(outcome));
  return (
    <CommandContext value={{ order, action: send, isPending, outcome, report }}>{children}</CommandContext>
  );
}

export function useCommands(): Commands {
  const commands = use(CommandContext);
  if (!commands) throw new Error('a form of the order page is outside of its CommandProvider');
  return commands;
}

/** The outcome of a command if its action gave no result, such as `unreachable`. Its form must have no files. */
export function refusedCommand(refusal: Refused, form: FormData): CommandOutcome {
  const values = Object.fromEntries(form) as Record<string, string>;
  const command = values.command as StaffCommand;
  return { ...refusal, command, subject: values.subject ?? '', outcome: null, values };
}

/** The refusal of the last command, if this form sent it. `subject` distinguishes several forms of one command. */
export function useRefusal(command: StaffCommand, subject = '') {
  const { outcome } = useCommands();
  return outcome?.ok === false && outcome.command === command && outcome.subject === subject ? outcome : null;
}

/**
 * The idempotency key of a command. It starts as `first` and stays the same until the command succeeds, even if the page is rendered
 * again, so that a retry after a lost response does nothing twice.
 */
export function useCommandKey(command: StaffCommand, first: string): string {
  const { outcome } = useCommands();
  const [key, setKey] = useState(first);
  useEffect(() => {
    if (outcome?.ok && outcome.command === command) setKey(randomUuid());
  }, [outcome, command]);
  return key;
}
