import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';
import { plainPhone } from '@/lib/text';
import { countryName } from './regions';

/**
 * Parses a phone number to E.164 (`+2348031234567`); null if it cannot be called. A number without a prefix is one of
 * `country`. Server only: the numbering plans weigh 80 KB.
 */
export function readPhone(input: string, country: string): string | null {
  const plan: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(plainPhone(input), plan);
  return number?.isValid() ? number.number : null;
}

/**
 * The origin of an E.164 number, `+233 (Ghana)`, if it is not the country of delivery; else null. Countries that
 * share a prefix count as one.
 */
export function foreignPrefix(phone: string, country: string, locale: string): string | null {
  const number = parsePhoneNumberFromString(phone);
  if (!number || !isSupportedCountry(country)) return null;
  if (number.countryCallingCode === getCountryCallingCode(country)) return null;
  const place = number.country ? ` (${countryName(number.country, locale)})` : '';
  return `+${number.countryCallingCode}${place}`;
}

/** A phone number for a `tel:` link: its digits as entered if it is not a known number. */
export const dialled = (input: string, country: string) =>
  readPhone(input, country) ?? input.replace(/[^\d+]/g, '');
