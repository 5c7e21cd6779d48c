import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';
import { plainPhone } from '@/lib/text';
import { countryName } from './regions';

/**
 * A phone number as people write it, in E.164 (`+2348031234567`), or null when nobody could be called there. Without a
 * prefix it is read as of `country`. The numbering plans weigh 80 KB: for the server only.
 */
export function readPhone(input: string, country: string): string | null {
  const plan: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(plainPhone(input), plan);
  return number?.isValid() ? number.number : null;
}

/**
 * Where a number (E.164) is from, `+233 (Ghana)`, when that is not the country that the parcel goes to; else null. Countries that share a
 * prefix are one.
 */
export function foreignPrefix(phone: string, country: string, locale: string): string | null {
  const number = parsePhoneNumberFromString(phone);
  if (!number || !isSupportedCountry(country)) return null;
  if (number.countryCallingCode === getCountryCallingCode(country)) return null;
  const place = number.country ? ` (${countryName(number.country, locale)})` : '';
  return `+${number.countryCallingCode}${place}`;
}

/** A phone number for a link that calls it: as it was typed, where it is no number that we know. */
export const dialled = (input: string, country: string) =>
  readPhone(input, country) ?? input.replace(/[^\d+]/g, '');
