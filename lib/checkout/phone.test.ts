import { expect, test } from 'vitest';
import { foreignPrefix, readPhone } from './phone';

test("reads a number in its country's notation", () => {
  expect(readPhone('0803 123 4567', 'NG')).toBe('+2348031234567');
  expect(readPhone('012-345 6789', 'MY')).toBe('+60123456789');
  expect(readPhone('024 123 4567', 'GH')).toBe('+233241234567');
  expect(readPhone('0712 345 678', 'KE')).toBe('+254712345678');
});

test('reads a prefixed number the same in every country', () => {
  expect(readPhone('+234 (803) 123-4567', 'MY')).toBe('+2348031234567');
});

test('refuses a number that cannot be called', () => {
  for (const input of ['0803 123', '12345678901234567890', 'call me', '', '+999 123 456 789'])
    expect(readPhone(input, 'NG'), input).toBeNull();
  expect(readPhone('0803 123 4567', 'ZZ')).toBeNull();
});

test('notices a number from another country than the delivery address', () => {
  expect(foreignPrefix('+2348031234567', 'NG', 'en')).toBeNull();
  expect(foreignPrefix('+233241234567', 'NG', 'en')).toBe('+233 (Ghana)');
  expect(foreignPrefix('+447400123456', 'NG', 'en')).toBe('+44 (United Kingdom)');
  expect(foreignPrefix('+2348031234567', 'MY', 'en')).toBe('+234 (Nigeria)');
  expect(foreignPrefix('+80012345678', 'NG', 'en'), 'of no country').toBe('+800');
  expect(foreignPrefix('+14165550123', 'US', 'en'), 'Canada and the USA share a prefix').toBeNull();
  expect(foreignPrefix('+2348031234567', 'ZZ', 'en')).toBeNull();
});
