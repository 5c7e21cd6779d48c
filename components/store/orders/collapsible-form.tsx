'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIsHydrated } from '@/components/ui/hydrated';
import { useServerAction } from '@/components/ui/use-server-action';
import type { Order } from '@/lib/orders/order';
import type { DoneCommand } from '@/lib/orders/shopper-words';
import { changeOrderNoJs, type OrderOutcome } from '@/lib/store/orders/actions';
import { OrderFormStatus } from './order-form-status';

export type ChangedOrder = Pick<Order, 'order_id' | 'number' | 'version'>;

type Refusal = Extract<OrderOutcome, { ok: false }>;

type Props = {
  order: ChangedOrder;
  action: (last: unknown, form: FormData) => Promise<OrderOutcome>;
  command: DoneCommand;
  label: string;
  isOffered: boolean;
  /** the fields, and what was wrong with them the last time */
  children: (refusal: Refusal | null) => ReactNode;
};

/**
 * A form that changes an order, folded until it is asked for: a second thought, and it works before scripts arrive. Keyed by
 * the order's version, it folds again once it has changed the order. What became of it is said although the form may be gone by then.
 */
export function CollapsibleForm({ order, action, command, label, isOffered, children }: Props) {
  const [outcome, send] = useServerAction(action, null);
  const isHydrated = useIsHydrated();
  const refusal = outcome?.ok === false ? outcome : null;
  return (
    <>
      <OrderFormStatus outcome={outcome} command={command} />
      {isOffered && (
        <details
          key={order.version}
          // a form that was refused stays open
          open={Boolean(refusal?.fields)}
          className="group border-line border-t first:border-t-0"
        >
          <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between gap-3 rounded-sm font-medium hover:text-accent-text [&::-webkit-details-marker]:hidden">
            {label}
            <ChevronDown
              aria-hidden
              className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
            />
          </summary>
          <form
            action={isHydrated ? send : changeOrderNoJs}
            className="grid gap-4 pt-1 pb-4 text-[0.9375rem]"
          >
            <input type="hidden" name="command" value={command} />
            <input type="hidden" name="order_id" value={order.order_id} />
            <input type="hidden" name="number" value={order.number} />
            <input type="hidden" name="expected_version" value={order.version} />
            {children(refusal)}
          </form>
        </details>
      )}
    </>
  );
}
