import { formatMoney } from '@/lib/money';
import { can, type Order } from '@/lib/orders/order';
import type { PaymentSteps } from '@/lib/orders/order-money';
import { stepAt } from '@/lib/orders/steps';

/** Cash that can be recorded for an order, in minor units of its currency. */
export type Cash = {
  due_minor: number;
  held_minor: number;
  /** what each amount of cash does to the order */
  steps: PaymentSteps;
  is_delivered: boolean;
  /** courier of the last parcel */
  courier: string | null;
  /** collection is the next step: the parcel is on the way and no delivery attempt failed */
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

/** The cash to collect for an order; null if this caller may not record it. */
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

type Collected = {
  amount_minor: number;
  /** what each amount of cash does to the order */
  steps: PaymentSteps;
  /** the parcel was already delivered: only the payment is recorded */
  is_delivered: boolean;
};

/** Previews the effect of recording cash: `message` is a key of `cash.expectation`. Null if unknown. */
export function expectationOf({ amount_minor, steps, is_delivered }: Collected) {
  switch (stepAt(steps, amount_minor)?.effect) {
    case 'pays_in_full':
      return { tone: 'good', message: is_delivered ? 'paysInFullAfter' : 'paysInFull' } as const;
    case 'asks':
      return { tone: 'warn', message: is_delivered ? 'asksAfter' : 'asks' } as const;
    case 'overpays':
      return { tone: 'warn', message: is_delivered ? 'overpaysAfter' : 'overpays' } as const;
    default:
      return null;
  }
}

type Counted = { expected_minor: number; counted_minor: number; currency: string };

/** Compares the counted with the expected cash, as message arguments: `₦500 missing`. */
export function differenceOf({ expected_minor, counted_minor, currency }: Counted, locale: string) {
  const difference = counted_minor - expected_minor;
  return {
    direction: difference === 0 ? 'exact' : difference < 0 ? 'less' : 'more',
    amount: formatMoney(Math.abs(difference), currency, locale),
  } as const;
}

export const differenceTones = { exact: 'good', less: 'bad', more: 'warn' } as const;
