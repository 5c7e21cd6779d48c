import { isElsewhere, type KnownPlace } from './places';

/** What is known about an order while its form is filled in: the address may be incomplete. */
export type KnownOrder = KnownPlace & { total_minor: number };

type Limits = { max_total_minor: number | null; regions: string[] | null };

export type Limit = { max_total_minor: number } | { regions: string[] };

/**
 * The limit of a payment method that the order violates; null if none is known yet. `create_order` makes the final
 * check, including the customer's other orders.
 */
export function violatedLimit({ max_total_minor, regions }: Limits, order: KnownOrder): Limit | null {
  if (max_total_minor !== null && order.total_minor > max_total_minor) return { max_total_minor };
  return regions && isElsewhere(regions, order) ? { regions } : null;
}
