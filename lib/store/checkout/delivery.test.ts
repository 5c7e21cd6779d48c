import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { countryOf, delivers, deliveryTime, missingToFreeDelivery, restorable } from './delivery';

const lagosRider = { country: 'NG', regions: ['Lagos'] };
const nationwide = { country: 'NG', regions: null };

test('offers the deliveries that serve the state or city', () => {
  const lagos = { country: 'NG', region: 'Lagos', city: '' };
  const kano = { country: 'NG', region: 'Kano', city: '' };
  expect([lagosRider, nationwide].map((rate) => delivers(rate, lagos))).toEqual([true, true]);
  expect([lagosRider, nationwide].map((rate) => delivers(rate, kano))).toEqual([false, true]);
  expect(delivers(lagosRider, { ...kano, region: '' }), 'the state is not chosen yet').toBe(true);
  expect(delivers(nationwide, { country: 'GH', region: '', city: '' })).toBe(false);
  const bicycle = { country: 'NG', regions: ['Ilé-Ifẹ̀'] };
  expect(delivers(bicycle, { ...kano, region: 'Osun' }), 'the city is not typed yet').toBe(true);
  expect(delivers(bicycle, { ...kano, region: 'Osun', city: ' ile-ife ' })).toBe(true);
  expect(delivers(bicycle, { ...kano, region: 'Osun', city: 'Osogbo' })).toBe(false);
});

test('ignores the submitted country if the shop delivers to only one', () => {
  for (const input of ['NG', 'ng', 'nigeria', 'GH', ''])
    expect(countryOf([lagosRider, nationwide], input)).toBe('NG');
  expect(countryOf([nationwide, { country: 'GH' }], 'gh'), 'with several countries it counts').toBe('gh');
  expect(countryOf([], 'NG')).toBe('NG');
});

test('restores a country only if the form offers it, and a region only if it is of the shown country', () => {
  const lagos = { name: 'Ada', country: 'NG', region: 'Lagos' };
  const accra = { name: 'Ada', country: 'GH', region: 'Greater Accra' };
  expect(restorable(lagos, ['GH', 'NG'], 'GH')).toEqual(lagos);
  expect(restorable(accra, ['NG', 'GH'], 'NG')).toEqual(accra);
  expect(restorable(accra, ['NG'], 'NG'), 'a single country has no field').toEqual({ name: 'Ada' });
  expect(restorable({ ...lagos, country: 'nigeria' }, ['NG'], 'NG')).toEqual({
    name: 'Ada',
    region: 'Lagos',
  });
  expect(restorable(accra, ['NG', 'KE'], 'NG'), 'no longer delivered to').toEqual({ name: 'Ada' });
  expect(restorable({ name: 'Ada' }, ['NG', 'GH'], 'NG')).toEqual({ name: 'Ada' });
});

test('writes delivery times naturally', () => {
  const t = translatorFor('en', 'store.checkout');
  const message = (min_days: number, max_days: number) => deliveryTime(t, { min_days, max_days });
  expect([message(0, 0), message(0, 1), message(0, 2), message(1, 1), message(2, 5)]).toEqual([
    'Today',
    'Within 1 day',
    'Within 2 days',
    '1 day',
    '2–5 days',
  ]);
});

test('states the amount missing for free delivery, and nothing once it is free', () => {
  const rates = [
    { name: 'Rider', free_from_minor: 4000000 },
    { name: 'Courier', free_from_minor: null },
  ];
  expect(missingToFreeDelivery(rates, 2900000)).toEqual({ name: 'Rider', missing_minor: 1100000 });
  expect(missingToFreeDelivery(rates, 4000000)).toBeNull();
  expect(missingToFreeDelivery([], 100)).toBeNull();
});
