import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { Constants } from '@/lib/supabase/database.types';
import {
  amountsOf,
  exceptionKindOf,
  exceptionViewOf,
  type Subject,
  spanOf,
  unresolvedAmount,
} from './exception';

test("an unknown view is null, so that the user's default applies", () => {
  expect(exceptionViewOf('open')).toBe('open');
  expect(exceptionViewOf('toString')).toBeNull();
});

test('an unknown kind filters nothing', () => {
  expect(exceptionKindOf('paid_short')).toBe('paid_short');
  expect(exceptionKindOf('lost')).toBeNull();
});

describe('the unresolved amount', () => {
  const orders = { currency: 'NGN', paid_minor: 900_00, refunded_minor: 200_00 };
  const nothing = { orders, payments: null, refunds: null, disputes: null };
  const payments = { amount_minor: 900_00, currency: 'USD' };

  test('is the failed refund, not the payment behind it', () => {
    const refunds = { amount_minor: 50_00, currency: 'NGN' };
    expect(unresolvedAmount({ ...nothing, payments, refunds })).toEqual({ minor: 50_00, currency: 'NGN' });
  });

  test('is the disputed amount, or the payment when the dispute has no amount', () => {
    const claim = (amount_minor: number | null) => ({ amount_minor, currency: null });
    expect(unresolvedAmount({ ...nothing, payments, disputes: claim(10_00) })).toEqual({
      minor: 10_00,
      currency: 'NGN',
    });
    expect(unresolvedAmount({ ...nothing, payments, disputes: claim(null) })).toEqual({
      minor: 900_00,
      currency: 'USD',
    });
  });

  test('is what the order still holds when there is no refund, dispute or payment', () => {
    expect(unresolvedAmount(nothing)).toEqual({ minor: 700_00, currency: 'NGN' });
  });
});

describe('a row shows the amount owed, the amount received and the difference:', () => {
  const orders = { currency: 'NGN', paid_minor: 400_000, refunded_minor: 0 };
  const t = translatorFor('en', 'admin.exceptions');
  const message = (kind: Subject['kind'], amount_minor: number, currency = 'NGN', owed_minor = 600_000) => {
    const { gap, ...amounts } = amountsOf(
      {
        ...{ kind, owed_minor, orders, refunds: null, disputes: null },
        payments: amount_minor > 0 ? { amount_minor, currency } : null,
      },
      'en-NG',
    );
    return { ...amounts, gap: t(`gap.${gap.code}`, gap) };
  };

  test.each([
    ['less than was owed', message('amount_mismatch', 400_000), '₦6,000', '₦4,000', '₦2,000 short'],
    ['more than was owed', message('amount_mismatch', 700_000), '₦6,000', '₦7,000', '₦1,000 too much'],
    ['an overpayment', message('overpaid', 600_000, 'NGN', 0), '₦0', '₦6,000', '₦6,000 too much'],
    ['full payment after the deadline', message('paid_short', 600_000), '₦6,000', '₦6,000', 'paid in full'],
    ['another currency', message('currency_mismatch', 4_000, 'USD'), '₦6,000', '$40', 'paid in USD'],
    ['a payment moved to another order', message('payment_moved', 600_000), '₦6,000', '₦0', '₦6,000 short'],
    [
      'a payment reversed by the gateway',
      message('reversed', 600_000),
      '₦6,000',
      '₦6,000',
      '₦6,000 taken back',
    ],
  ])('%s', (_of, amounts, owed, received, gap) => {
    expect(amounts).toEqual({ owed, received, gap });
  });

  test('an exception about outgoing money shows only the amount and the problem', () => {
    expect(message('refund_due', 0)).toEqual({ owed: null, received: null, gap: '₦4,000 to refund' });
    for (const kind of Constants.public.Enums.exception_kind) {
      expect(message(kind, 400_000).gap, kind).toMatch(/^[^ ]+ [a-z]/);
    }
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
])('formats %d ms as %s', (ms, words) => {
  expect(spanOf(ms)).toBe(words);
});
