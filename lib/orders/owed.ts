import type { Order } from './order';

type Owing = Pick<Order, 'total_minor' | 'paid_minor' | 'refunded_minor'>;

/** The amount still owed, in minor units; negative after an overpayment. */
export const owedOf = ({ total_minor, paid_minor, refunded_minor }: Owing) =>
  total_minor - (paid_minor - refunded_minor);
