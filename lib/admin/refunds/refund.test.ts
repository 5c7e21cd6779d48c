import { describe, expect, test } from 'vitest';
import type { Permission } from '@/lib/admin/staff/queries';
import { Constants } from '@/lib/supabase/database.types';
import { type RefundState, refundCommands, refundViewOf, refundViews } from './refund';

const CHIDI = 'chidi';
const finance = {
  user_id: CHIDI,
  permissions: new Set<Permission>(['payments.read', 'refunds.issue', 'refunds.approve']),
};
const auditor = { user_id: 'amina', permissions: new Set<Permission>(['payments.read']) };

const refund = (state: RefundState, extra = {}) => ({
  ...{ state, gateway: 'paystack', sent_at: null, requested_by: 'tunde', is_retried: false },
  ...extra,
});

describe('what a person may do with a refund', () => {
  test('finance approves what a colleague asked for, or says no', () => {
    expect(refundCommands(refund('requested'), finance, true)).toEqual(['approve_refund', 'decline_refund']);
  });

  test('nobody approves what they asked for themselves, where duties are apart', () => {
    const own = refund('requested', { requested_by: CHIDI });
    expect(refundCommands(own, finance, true)).toEqual(['decline_refund']);
    expect(refundCommands(own, finance, false)).toEqual(['approve_refund', 'decline_refund']);
  });

  test('one that was approved can be stopped until it is sent', () => {
    expect(refundCommands(refund('approved'), finance, true)).toEqual(['decline_refund']);
    expect(refundCommands(refund('approved', { sent_at: '2026-11-25T09:00:00Z' }), finance, true)).toEqual(
      [],
    );
  });

  test('money that came to the bank account is given back by hand', () => {
    expect(refundCommands(refund('approved', { gateway: 'bank_transfer' }), finance, true)).toContain(
      'pay_out_refund',
    );
  });

  test('a failed one is tried again or paid out by hand, once', () => {
    expect(refundCommands(refund('failed'), finance, true)).toEqual(['retry_refund', 'pay_out_refund']);
    expect(refundCommands(refund('failed', { is_retried: true }), finance, true)).toEqual([]);
  });

  test('one that is stuck at the gateway can be paid out by hand, and is not sent a second time', () => {
    expect(refundCommands(refund('needs_attention'), finance, true)).toEqual(['pay_out_refund']);
  });

  test('an auditor looks on', () => {
    for (const state of Constants.public.Enums.refund_state) {
      expect(refundCommands(refund(state), auditor, false), state).toEqual([]);
    }
  });
});

test('a view that there is not shows what waits for approval', () => {
  expect(refundViewOf('under_way')).toBe('under_way');
  expect(refundViewOf('toString')).toBe('waiting');
  expect(refundViewOf(undefined)).toBe('waiting');
});

test('every refund that is not settled lies in one of the heaps', () => {
  const inHeaps = Object.values(refundViews).flatMap<RefundState>(({ states }) => states ?? []);
  expect([...inHeaps, 'succeeded', 'declined'].toSorted()).toEqual(
    [...Constants.public.Enums.refund_state].toSorted(),
  );
});
