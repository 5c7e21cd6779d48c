'use client';

import { useCommands } from '@/components/admin/orders/command-context';
import type { Cash } from '@/lib/admin/cash/cash';
import { CollectDialog } from './collect-dialog';

type Props = {
  cash: Cash;
  couriers: string[];
  variant?: 'primary' | 'secondary';
  className?: string;
};

/** Records cash for the order of the surrounding CommandProvider and reports the outcome to it. */
export function CollectCommand({ cash, ...rest }: Props) {
  const { order, report } = useCommands();
  return (
    <CollectDialog
      orderId={order.order_id}
      number={order.number}
      version={order.version}
      currency={order.currency}
      locale={order.locale}
      dueMinor={cash.due_minor}
      heldMinor={cash.held_minor}
      isDelivered={cash.is_delivered}
      courier={cash.courier}
      steps={cash.steps}
      onOutcome={report}
      {...rest}
    />
  );
}
