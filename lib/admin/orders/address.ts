import type { Address } from '@/lib/orders/order';

/** The lines of an address for a parcel label, without the name and the landmark. */
export function addressLines({ line1, line2, city, region, postcode, country }: Address): string[] {
  const place = [postcode, city].filter(Boolean).join(' ');
  const countryName = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return [line1, line2, place, region === city ? null : region, countryName].filter((line) => line !== null);
}
