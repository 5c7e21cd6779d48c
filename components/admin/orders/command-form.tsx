'use client';

import clsx from 'clsx';
import type { ReactNode, Ref } from 'react';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import { useCommands } from './command-context';

type Props = {
  command: StaffCommand;
  /** what it is about, where the page has several forms of the command */
  subject?: string;
  /** what it says beside its fields */
  hidden?: Record<string, string>;
  className?: string;
  ref?: Ref<HTMLFormElement>;
  /** something was typed or chosen, or all fields were set back */
  onEdit?: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** A form that does something to an order, as this person has seen it. */
export function CommandForm({ command, subject = '', hidden = {}, className, ref, onEdit, children }: Props) {
  const { order, action, isPending } = useCommands();
  const fields = {
    ...{ command, subject, order_id: order.order_id },
    ...{ currency: order.currency, locale: order.locale },
    ...{ expected_version: String(order.version), ...hidden },
  };
  return (
    <form
      ref={ref}
      action={action}
      onSubmit={(event) => isPending && event.preventDefault()}
      onInput={onEdit && (({ currentTarget }) => onEdit(currentTarget))}
      // the fields themselves are set back only after this
      onReset={onEdit && (({ currentTarget }) => queueMicrotask(() => onEdit(currentTarget)))}
      className={clsx('min-w-0', className)}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
