'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useIsHydrated } from '@/components/admin/hydrated';
import type { Order } from '@/lib/orders/order';
import { type CommandOutcome, commandOrderPlainly } from '@/lib/orders/staff-actions';

export type CommandedOrder = Pick<Order, 'order_id' | 'number' | 'shop' | 'version'>;

/** What a form of the order page is made of: the order, and the state of `useActionState(commandOrder)`. */
export type CommandProps = {
  order: CommandedOrder;
  action: (form: FormData) => void;
  outcome: CommandOutcome | null;
};

type Props = Omit<CommandProps, 'outcome'> & { command: string; className?: string; children: ReactNode };

/** A form that does something to an order, as this person has seen it. It works before its scripts have arrived. */
export function CommandForm({ order, action, command, className, children }: Props) {
  const isHydrated = useIsHydrated();
  return (
    <form action={isHydrated ? action : commandOrderPlainly} className={clsx('min-w-0', className)}>
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="order_id" value={order.order_id} />
      <input type="hidden" name="number" value={order.number} />
      <input type="hidden" name="shop" value={order.shop} />
      <input type="hidden" name="expected_version" value={order.version} />
      {children}
    </form>
  );
}

/** The refusal that belongs to the form of a command, if the last one was that. */
export const refusalAt = (command: string, outcome: CommandOutcome | null) =>
  outcome?.ok === false && outcome.command === command ? outcome : null;
