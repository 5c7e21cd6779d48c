import { expect, test } from 'vitest';
import { violatedLimit } from './payment';

const cash = { max_total_minor: 15_000_000, regions: ['Lagos', 'FCT'] };
const order = { total_minor: 15_000_000, country: 'NG', region: '', city: '' };
const barred = (changes: object, limits: object = {}) =>
  violatedLimit({ ...cash, ...limits }, { ...order, ...changes });

test('allows cash up to its limit, and names the limit above it', () => {
  expect(barred({})).toBeNull();
  expect(barred({ total_minor: 15_000_001 })).toEqual({ max_total_minor: 15_000_000 });
  expect(barred({ total_minor: 1e12 }, { max_total_minor: null })).toBeNull();
});

test('names the regions once the address is outside of them', () => {
  expect(barred({ region: 'Lagos' })).toBeNull();
  expect(barred({ region: 'Kano' })).toEqual({ regions: cash.regions });
  expect(barred({ region: 'Kano' }, { regions: null })).toBeNull();
});

test('also checks the city, once it is entered', () => {
  const regions = ['Lagos', 'Abeokuta'];
  expect(barred({ region: 'Ogun' }, { regions })).toBeNull();
  expect(barred({ region: 'Ogun', city: 'abeokuta ' }, { regions })).toBeNull();
  expect(barred({ region: 'Ogun', city: 'Sagamu' }, { regions })).toEqual({ regions });
  expect(barred({ country: 'GH', city: 'Accra' }, { regions: ['Kumasi'] })).toEqual({
    regions: ['Kumasi'],
  });
});
