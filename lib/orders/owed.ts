import type { Order } from './order';

type Owing = Pick<Order, 'total_minor' | 'paid_minor' | 'refunded_minor'>;

/** What is still owed for an order, in minor units; below zero where too much has come in. */
export const owedOf = ({ total_minor, paid_minor, refunded_minor }: Owing) =>
  total_minor - (paid_minor - refunded_minor);
