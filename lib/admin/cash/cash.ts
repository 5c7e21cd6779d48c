import { can, type Order } from '@/lib/orders/order';
import type { PaymentSteps } from '@/lib/orders/order-money';

/** Cash that can be recorded for an order, in minor units of its currency. */
export type Cash = {
  due_minor: number;
  held_minor: number;
  /** what becomes of the order by the cash that came */
  steps: PaymentSteps;
  is_delivered: boolean;
  /** whoever took the last parcel */
  courier: string | null;
  /** it is what comes next: the parcel is under way, and nobody was sent away from the door */
  is_next: boolean;
};

type Collectable = Pick<
  Order,
  | 'actions'
  | 'payment_steps'
  | 'state'
  | 'total_minor'
  | 'paid_minor'
  | 'refunded_minor'
  | 'delivery_failed_at'
> & { shipments: { carrier: string }[] };

/** What is to be collected of an order, where this caller may record it; else null. */
export function cashOf(order: Collectable): Cash | null {
  if (!can(order, 'collect')) return null;
  const held_minor = order.paid_minor - order.refunded_minor;
  return {
    due_minor: order.total_minor - held_minor,
    held_minor,
    steps: order.payment_steps ?? [],
    is_delivered: order.state !== 'shipped',
    courier: order.shipments.at(-1)?.carrier ?? null,
    is_next: order.state === 'shipped' && order.delivery_failed_at === null,
  };
}
