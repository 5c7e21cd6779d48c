import { expect, test } from 'vitest';
import { endOf, payoutAmount } from './words';

test('shows only the last digits of an account number', () => {
  expect(endOf('0123456789')).toBe('6789');
  expect(endOf('123456')).toBe('456');
  expect(endOf('1234')).toBe('34');
});

test('lists the amounts of both currencies', () => {
  const payout = { is_given: false, refunding_minor: 0, must_open_mail: false };
  const naira = { amount_minor: 1_250_000, currency: 'NGN' };
  expect(payoutAmount({ ...payout, amounts: [naira] }, 'en')).toBe('₦12,500');
  expect(payoutAmount({ ...payout, amounts: [naira, { amount_minor: 2_050, currency: 'USD' }] }, 'en')).toBe(
    '₦12,500 and $20.50',
  );
});
