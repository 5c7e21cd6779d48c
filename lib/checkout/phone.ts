import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { plainPhone } from '@/lib/text';

/**
 * A phone number as people write it, in E.164 (`+2348031234567`), or null when nobody could be called there. Without a
 * prefix it is read as of `country`. The numbering plans weigh 80 KB: for the server only.
 */
export function readPhone(typed: string, country: string): string | null {
  const plan: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(plainPhone(typed), plan);
  return number?.isValid() ? number.number : null;
}

/** A phone number for a link that calls it: as it was typed, where it is no number that we know. */
export const dialled = (typed: string, country: string) =>
  readPhone(typed, country) ?? typed.replace(/[^\d+]/g, '');
