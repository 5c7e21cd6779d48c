import { regionsOf } from '@/lib/checkout/regions';

/** Where an order goes, as far as it is known while its form is filled in: what is empty is still to be typed. */
export type KnownPlace = { country: string; region: string; city: string };

/** Names of places as they can be compared: lower case, without accents, with single spaces. As `private.place_name` in the database. */
export const placeName = (input: string) =>
  // each letter by itself: as a word, Greek would end in another sigma
  [...input.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')]
    .map((letter) => letter.toLowerCase())
    .join('')
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .replace(/^ | $/g, '');

/**
 * Whether an address is outside of all these regions and cities (null: everywhere), whatever is still to be typed. Of a whole address
 * the database says the same (`private.is_in_regions`), and has the last word.
 */
export function isElsewhere(regions: string[] | null, { country, region, city }: KnownPlace): boolean {
  const here = [region, city].map(placeName).filter(Boolean);
  if (!regions || here.length === 0 || regions.some((name) => here.includes(placeName(name)))) return false;
  // what is no region that one chooses may be the city that is typed next
  const official = new Set(regionsOf(country)?.names.map(placeName));
  return (
    placeName(city) !== '' ||
    (placeName(region) !== '' && regions.every((name) => official.has(placeName(name))))
  );
}
