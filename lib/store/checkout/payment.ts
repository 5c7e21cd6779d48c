import { regionLabel } from '@/lib/checkout/regions';
import { formatMoney } from '@/lib/money';
import { isElsewhere, type KnownPlace } from './places';

/** What is known of an order while its form is filled in: an address may still be empty in parts. */
export type KnownOrder = KnownPlace & { total_minor: number };

type Limits = { max_total_minor: number | null; regions: string[] | null };

/**
 * Which limit of a way of paying an order is outside of, in words; null: none that is known of yet. `create_order` has the
 * last word, also about the customer's other orders.
 */
export function violatedLimit(
  { max_total_minor, regions }: Limits,
  order: KnownOrder,
  { currency, locale }: { currency: string; locale: string },
): string | null {
  if (max_total_minor !== null && order.total_minor > max_total_minor) {
    return `Up to ${formatMoney(max_total_minor, currency, locale)}`;
  }
  return regions && isElsewhere(regions, order) ? `Only in ${regions.map(regionLabel).join(', ')}` : null;
}
