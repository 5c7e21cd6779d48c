'use client';

import clsx from 'clsx';
import type { ReactNode, Ref } from 'react';
import type { StaffCommand } from '@/lib/admin/orders/commands';
import { useCommands } from './command-context';

type Props = {
  command: StaffCommand;
  /** distinguishes several forms of one command on the page */
  subject?: string;
  /** more values to submit */
  hidden?: Record<string, string>;
  className?: string;
  ref?: Ref<HTMLFormElement>;
  /** on every input, and when the form is reset */
  onEdit?: (form: HTMLFormElement) => void;
  children: ReactNode;
};

/** A form that runs a command on an order. It submits the version shown, so that a command on an outdated view is refused. */
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
      // the browser resets the fields only after this event
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
