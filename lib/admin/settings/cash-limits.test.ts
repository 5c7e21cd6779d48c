import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { cashLimitsSchema, readRegions } from './cash-limits';

const t = translatorFor('en', 'refusals');

const values = {
  accept_by_link: 'on',
  max_total_minor: '150,000',
  regions: 'Lagos, FCT (Abuja)',
  max_open_orders: '3',
  max_refusals: '',
};
const lagos = { currency: 'NGN', locale: 'en-NG', country: 'NG' };
const read = (changes: object = {}, shop = lagos) =>
  cashLimitsSchema(shop).safeParse({ ...values, ...changes });

test('reads cash limits as the database stores them', () => {
  expect(read().data).toEqual({
    ...{ accept_by_link: true, max_total_minor: 15_000_000, regions: ['Lagos', 'FCT'] },
    ...{ max_open_orders: 3, max_refusals: null },
  });
  expect(read({ accept_by_link: undefined, max_total_minor: ' ', regions: ' , ' }).data).toMatchObject({
    ...{ accept_by_link: false, max_total_minor: null, regions: null },
  });
});

test.each([
  [{ max_total_minor: '0' }, 'max_total_minor'],
  [{ max_total_minor: 'much' }, 'max_total_minor'],
  [{ max_open_orders: '0' }, 'max_open_orders'],
  [{ max_refusals: '101' }, 'max_refusals'],
  [{ regions: Array.from({ length: 201 }, (_, index) => `Town ${index}`).join() }, 'regions'],
])('refuses %j at its field', (changes, field) => {
  const { error } = read(changes);
  expect(error && Object.keys(fieldErrors(t, error))).toEqual([field]);
});

test("reads a limit in the number format of the shop's locale", () => {
  const jakarta = { currency: 'IDR', locale: 'id-ID', country: 'ID' };
  expect(read({ max_total_minor: '150.000' }, jakarta).data?.max_total_minor).toBe(15_000_000);
  const { error } = read({ max_total_minor: '150.00' }, jakarta);
  expect(error && fieldErrors(t, error)).toEqual({
    max_total_minor: 'Enter an amount such as 12.500,50, or leave it empty.',
  });
});

test('normalizes regions to their official names without duplicates, and keeps towns as entered', () => {
  expect(readRegions('lagos,LAGOS; fct (abuja)\n  Port   Harcourt', 'NG')).toEqual([
    'Lagos',
    'FCT',
    'Port Harcourt',
  ]);
  expect(readRegions('Accra', 'GH')).toEqual(['Accra']);
});
