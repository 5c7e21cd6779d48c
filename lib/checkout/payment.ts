import { formatMoney } from '@/lib/money';
import { regionLabel, regionsOf } from './regions';

/** What is known of an order while its form is filled in: an address may still be empty in parts. */
export type KnownOrder = { total_minor: number; country: string; region: string; city: string };

type Limits = { max_total_minor: number | null; regions: string[] | null };

/**
 * Which limit of a way of paying an order is outside of, in words; null: none that is known of yet. `create_order` has the
 * last word, also about the customer's other orders.
 */
export function limitThatBars(
  { max_total_minor, regions }: Limits,
  order: KnownOrder,
  { currency, locale }: { currency: string; locale: string },
): string | null {
  if (max_total_minor !== null && order.total_minor > max_total_minor) {
    return `Up to ${formatMoney(max_total_minor, currency, locale)}`;
  }
  return regions && isElsewhere(regions, order) ? `Only in ${regions.map(regionLabel).join(', ')}` : null;
}

/** Whether an address is outside of all these regions and cities, whatever is still to be typed. */
function isElsewhere(regions: string[], { country, region, city }: KnownOrder): boolean {
  const lower = (text: string) => text.trim().toLowerCase();
  const here = [region, city].map(lower).filter(Boolean);
  if (here.length === 0 || regions.some((name) => here.includes(lower(name)))) return false;
  // what is no region that one chooses may be the city that is typed next
  const official = new Set<string>(regionsOf(country)?.names);
  return city.trim() !== '' || (region !== '' && regions.every((name) => official.has(name)));
}
