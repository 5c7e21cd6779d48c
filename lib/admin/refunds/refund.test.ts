import { expect, test } from 'vitest';
import type { RefundAction } from '@/lib/orders/order-money';
import { refundViewOf } from './refund';
import { whyBlocked } from './words';

test('an unknown view falls back to refunds that wait for approval', () => {
  expect(refundViewOf('under_way')).toBe('under_way');
  expect(refundViewOf('toString')).toBe('waiting');
  expect(refundViewOf(undefined)).toBe('waiting');
});

test('lists each reason for blocked actions once', () => {
  const blocked = (command: RefundAction['command'], blocked_by: RefundAction['blocked_by']) => ({
    ...{ command, blocked_by },
  });
  expect(
    whyBlocked([blocked('approve_refund', 'separation_of_duties'), blocked('decline_refund', null)]),
  ).toEqual(['separation_of_duties']);
  expect(
    whyBlocked([
      blocked('retry_refund', 'refund_exceeds_paid'),
      blocked('pay_out_refund', 'refund_exceeds_paid'),
    ]),
  ).toEqual(['refund_exceeds_paid']);
  expect(whyBlocked([blocked('approve_refund', null)])).toEqual([]);
});
