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
  /** renders the fields, with the errors of the last attempt */
  children: (refusal: Refusal | null) => ReactNode;
};

/**
 * A form that changes an order, collapsed until the shopper opens it; works without JavaScript. Keyed by the order's version, so it
 * collapses again after it has changed the order. The outcome shows even if the form is no longer offered.
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
          // stays open after a refusal with field errors
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
