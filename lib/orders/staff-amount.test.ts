import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney } from '@/lib/money';
import { readAmount, typedAmount } from './staff-amount';

const currencies = fc.constantFrom('NGN', 'MYR', 'JPY', 'KWD');
const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test('what is typed back from what is shown is the same money, to the last unit', () => {
  fc.assert(
    fc.property(currencies, amounts, (currency, minor) => {
      expect(readAmount(typedAmount(minor, currency), currency)).toBe(minor);
    }),
  );
});

test('an amount that was copied from the page can be pasted', () => {
  fc.assert(
    fc.property(currencies, fc.integer({ min: 0, max: 1e12 }), (currency, minor) => {
      expect(readAmount(formatMoney(minor, currency), currency)).toBe(minor);
    }),
  );
});

test.each([
  ['12500', 1250000],
  ['12,500', 1250000],
  ['12 500.5', 1250050],
  ['₦12,500.50', 1250050],
  ['NGN 0.01', 1],
  ['1.15', 115],
])('finance types %s and means it', (typed, minor) => {
  expect(readAmount(typed, 'NGN')).toBe(minor);
});

test.each(['', '-5', '12,50', '1,2500', '1.234,50', '12.505', '1e3', 'ten', '99999999999999999'])(
  'what is no clear amount (%j) is asked for again',
  (typed) => {
    expect(readAmount(typed, 'NGN')).toBeNull();
  },
);
