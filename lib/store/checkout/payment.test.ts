import { expect, test } from 'vitest';
import { violatedLimit } from './payment';

const cash = { max_total_minor: 15_000_000, regions: ['Lagos', 'FCT'] };
const order = { total_minor: 15_000_000, country: 'NG', region: '', city: '' };
const limitOf = (changes: object, limits: object = {}) =>
  violatedLimit({ ...cash, ...limits }, { ...order, ...changes });

test('allows cash up to its limit, and names the limit above it', () => {
  expect(limitOf({})).toBeNull();
  expect(limitOf({ total_minor: 15_000_001 })).toEqual({ max_total_minor: 15_000_000 });
  expect(limitOf({ total_minor: 1e12 }, { max_total_minor: null })).toBeNull();
});

test('names the regions once the address is outside of them', () => {
  expect(limitOf({ region: 'Lagos' })).toBeNull();
  expect(limitOf({ region: 'Kano' })).toEqual({ regions: cash.regions });
  expect(limitOf({ region: 'Kano' }, { regions: null })).toBeNull();
});

test('also checks the city, once it is entered', () => {
  const regions = ['Lagos', 'Abeokuta'];
  expect(limitOf({ region: 'Ogun' }, { regions })).toBeNull();
  expect(limitOf({ region: 'Ogun', city: 'abeokuta ' }, { regions })).toBeNull();
  expect(limitOf({ region: 'Ogun', city: 'Sagamu' }, { regions })).toEqual({ regions });
  expect(limitOf({ country: 'GH', city: 'Accra' }, { regions: ['Kumasi'] })).toEqual({
    regions: ['Kumasi'],
  });
});
