import { regionsOf } from '@/lib/checkout/regions';

/** The address while its form is filled in: empty parts are not known yet. */
export type KnownPlace = { country: string; region: string; city: string };

/**
 * Normalizes a place name for comparison: lower case, no accents, single spaces. Same as `private.place_name` in the
 * database.
 */
export const placeName = (input: string) =>
  // letter by letter, because lowercasing a whole Greek word would change its last sigma
  [...input.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')]
    .map((letter) => letter.toLowerCase())
    .join('')
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .replace(/^ | $/g, '');

/**
 * Whether an address is certainly outside of all these regions and cities (null: everywhere), whatever is still
 * missing. For a complete address the database decides the same (`private.is_in_regions`), and makes the final check.
 */
export function isElsewhere(regions: string[] | null, { country, region, city }: KnownPlace): boolean {
  const here = [region, city].map(placeName).filter(Boolean);
  if (!regions || here.length === 0 || regions.some((name) => here.includes(placeName(name)))) return false;
  // a name that is not a selectable region may be the city, which comes later
  const official = new Set(regionsOf(country)?.names.map(placeName));
  return (
    placeName(city) !== '' ||
    (placeName(region) !== '' && regions.every((name) => official.has(placeName(name))))
  );
}
