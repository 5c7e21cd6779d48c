import type { ShippingOption } from '@/lib/carts/cart';
import { regionsOf } from '@/lib/checkout/regions';
import type { Translator } from '@/lib/messages/messages';
import { isElsewhere, type KnownPlace } from './places';

type Served = Pick<ShippingOption, 'country' | 'regions'>;

/**
 * Whether a rate serves the address as far as it is known: before a region is chosen, every rate of the country may.
 * `create_order` makes the final check.
 */
export const delivers = (rate: Served, place: KnownPlace) =>
  rate.country === place.country && !isElsewhere(rate.regions, place);

/**
 * The country of delivery. A shop that delivers to one country has a hidden field for it, which a form filler may
 * overwrite, so `input` counts only if there are several.
 */
export function countryOf(rates: readonly { country: string }[], input: string): string {
  const [country = input, ...others] = new Set(rates.map((rate) => rate.country));
  return others.length === 0 ? country : input;
}

type Stored = Partial<Record<string, string>>;

/**
 * The values of an earlier visit that the form accepts. The shop may no longer deliver to the stored country, and a single
 * country has no field in which it could be corrected. A region must be one of the country that is then shown.
 */
export function restorable(stored: Stored, countries: readonly string[], shown: string): Stored {
  const { country, region, ...others } = stored;
  const isOffered = country !== undefined && countries.length > 1 && countries.includes(country);
  const regions = regionsOf(isOffered ? country : shown);
  const isKnown = region !== undefined && (regions === null || regions.names.includes(region));
  return { ...others, ...(isOffered && { country }), ...(isKnown && { region }) };
}

/** `2–5 days`, `Within 2 days`, `1 day`, `Today` */
export function deliveryTime(
  t: Translator<'store.checkout'>,
  { min_days, max_days }: Pick<ShippingOption, 'min_days' | 'max_days'>,
): string {
  if (max_days === 0) return t('deliveryTime.today');
  if (min_days === max_days) return t('deliveryTime.exact', { days: max_days });
  if (min_days === 0) return t('deliveryTime.within', { days: max_days });
  return t('deliveryTime.between', { min: min_days, max: max_days });
}

/**
 * The amount missing for free delivery by the rate with the lowest threshold; null if no rate has one, or the subtotal
 * reaches it.
 */
export function missingToFreeDelivery(
  rates: readonly Pick<ShippingOption, 'name' | 'free_from_minor'>[],
  subtotalMinor: number,
): { name: string; missing_minor: number } | null {
  const thresholds = rates.flatMap(({ name, free_from_minor }) =>
    free_from_minor ? [{ name, missing_minor: free_from_minor - subtotalMinor }] : [],
  );
  const next = thresholds.toSorted((a, b) => a.missing_minor - b.missing_minor)[0];
  return next && next.missing_minor > 0 ? next : null;
}
