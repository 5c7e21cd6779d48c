import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { cashOf, differenceOf, expectationOf } from './cash';

const t = translatorFor('en', 'admin.cash');

const order = {
  state: 'shipped' as const,
  total_minor: 4_500_000,
  paid_minor: 0,
  refunded_minor: 0,
  delivery_failed_at: null,
  payment_steps: null,
  shipments: [{ carrier: 'GIG Logistics' }, { carrier: 'Own rider' }],
  actions: [{ command: 'collect' as const, to_state: 'delivered' as const, blocked_by: null }],
};

test('the courier of the last parcel collects the full amount due, as the next step', () => {
  expect(cashOf(order)).toEqual({
    ...{
      due_minor: 4_500_000,
      held_minor: 0,
      steps: [],
      is_delivered: false,
      courier: 'Own rider',
      is_next: true,
    },
  });
});

test('the missing amount of a delivered order can still be recorded', () => {
  expect(cashOf({ ...order, state: 'delivered', paid_minor: 4_000_000 })).toMatchObject({
    ...{ due_minor: 500_000, held_minor: 4_000_000, is_delivered: true, is_next: false },
  });
});

test('cash is not the next step after a failed delivery, and is null without the permission', () => {
  expect(cashOf({ ...order, delivery_failed_at: '2026-11-25T09:00:00Z' })?.is_next).toBe(false);
  expect(cashOf({ ...order, actions: [] })).toBeNull();
});

describe('cash on delivery', () => {
  const of = (amount_minor: number, is_delivered = false) => {
    const expectation = expectationOf({
      ...{ amount_minor, is_delivered },
      steps: [
        { up_to_minor: 4_499_999, effect: 'asks', returns_minor: 0 },
        { up_to_minor: 4_500_000, effect: 'pays_in_full', returns_minor: 0 },
        { up_to_minor: null, effect: 'overpays', returns_minor: 0 },
      ],
    });
    return (
      expectation && {
        tone: expectation.tone,
        text: t(`expectation.${expectation.message}`, { amount: '₦500' }),
      }
    );
  };

  test('of the full amount marks the order delivered and paid', () => {
    expect(of(4_500_000)).toEqual({ tone: 'good', text: 'Delivered and paid in full.' });
    expect(of(4_500_000, true)).toEqual({ tone: 'good', text: 'The order is then paid in full.' });
  });

  test('below the amount due is an exception that names the shortfall', () => {
    expect(of(4_450_000)).toEqual({
      tone: 'warn',
      text: 'Delivered. ₦500 is missing, so the order goes on hold and finance decides.',
    });
    expect(of(4_450_000, true)?.text).toMatch(/^₦500 is missing/);
  });

  test('above the amount due is an exception that names the excess', () => {
    expect(of(4_500_001)).toMatchObject({ tone: 'warn', text: expect.stringContaining('₦500 too much') });
    expect(of(4_500_001, true)?.text).toMatch(/^₦500 too much/);
  });
});

test('a count shows the difference to the minor unit', () => {
  const counted = (counted_minor: number) =>
    t('difference', differenceOf({ expected_minor: 1000, counted_minor, currency: 'NGN' }, 'en-NG'));
  expect(counted(1000)).toBe('Complete');
  expect(counted(999)).toBe('₦0.01 missing');
  expect(counted(0)).toBe('₦10 missing');
  expect(counted(1100)).toBe('₦1 too much');
});

test("a customer's delivery history is a readable sentence", () => {
  expect(t('history', { refused: 2, delivered: 5 })).toBe('2 orders refused, 5 delivered.');
  expect(t('history', { refused: 1, delivered: 0 })).toBe('1 order refused, none delivered.');
  expect(t('history', { refused: 0, delivered: 1 })).toBe('1 order delivered, none refused.');
  expect(t('history', { refused: 0, delivered: 0 })).toBe('No delivered orders yet.');
});
