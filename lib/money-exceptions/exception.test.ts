import { describe, expect, test } from 'vitest';
import type { Permission } from '@/lib/staff/queries';
import { amountInQuestion, answersOf, exceptionKindOf, questionViewOf, spanOf } from './exception';

const who = (...permissions: Permission[]) => ({ permissions: new Set(permissions) });

test('finance answers all questions, verifiers their own, auditors none', () => {
  expect(answersOf(who('payments.read', 'exceptions.resolve'))).toBe('all');
  expect(answersOf(who('payments.read', 'payments.verify'))).toBe('verifier');
  expect(answersOf(who('payments.read'))).toBe('none');
});

test('an auditor, who has nothing to decide, begins with all that is open', () => {
  expect(questionViewOf(undefined, who('payments.read'))).toBe('open');
  expect(questionViewOf(undefined, who('exceptions.resolve'))).toBe('mine');
  expect(questionViewOf('open', who('exceptions.resolve'))).toBe('open');
});

test('a kind that there is not filters nothing', () => {
  expect(exceptionKindOf('paid_short')).toBe('paid_short');
  expect(exceptionKindOf('lost')).toBeNull();
});

describe('the money in question', () => {
  const orders = { currency: 'NGN', paid_minor: 900_00, refunded_minor: 200_00 };
  const nothing = { orders, payments: null, refunds: null, disputes: null };
  const payments = { amount_minor: 900_00, currency: 'USD' };

  test('is that of the refund that failed, not that of the payment it came from', () => {
    const refunds = { amount_minor: 50_00, currency: 'NGN' };
    expect(amountInQuestion({ ...nothing, payments, refunds })).toEqual({ minor: 50_00, currency: 'NGN' });
  });

  test('is what a bank claims, and the payment where it does not say how much', () => {
    const claim = (amount_minor: number | null) => ({ amount_minor, currency: null });
    expect(amountInQuestion({ ...nothing, payments, disputes: claim(10_00) })).toEqual({
      minor: 10_00,
      currency: 'NGN',
    });
    expect(amountInQuestion({ ...nothing, payments, disputes: claim(null) })).toEqual({
      minor: 900_00,
      currency: 'USD',
    });
  });

  test('is what the order still holds where it is about nothing else', () => {
    expect(amountInQuestion(nothing)).toEqual({ minor: 700_00, currency: 'NGN' });
  });
});

test.each([
  [0, '1 min'],
  [59 * 60_000, '59 min'],
  [-200 * 60_000, '3 h 20 min'],
  [6.5 * 3600_000, '6 h'],
  [25 * 3600_000, '1 d 1 h'],
  [24 * 3600_000, '1 d'],
  [80 * 3600_000, '3 d'],
])('%d ms are spoken of as %s', (ms, words) => {
  expect(spanOf(ms)).toBe(words);
});
