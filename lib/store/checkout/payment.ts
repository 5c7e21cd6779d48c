import { isElsewhere, type KnownPlace } from './places';

/** What is known of an order while its form is filled in: an address may still be empty in parts. */
export type KnownOrder = KnownPlace & { total_minor: number };

type Limits = { max_total_minor: number | null; regions: string[] | null };

export type Limit = { max_total_minor: number } | { regions: string[] };

/**
 * Which limit of a way of paying an order is outside of; null: none that is known of yet. `create_order` has the last
 * word, also about the customer's other orders.
 */
export function violatedLimit({ max_total_minor, regions }: Limits, order: KnownOrder): Limit | null {
  if (max_total_minor !== null && order.total_minor > max_total_minor) return { max_total_minor };
  return regions && isElsewhere(regions, order) ? { regions } : null;
}
