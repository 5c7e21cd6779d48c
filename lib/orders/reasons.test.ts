import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { Constants } from '@/lib/supabase/database.types';
import type { OrderAction } from './order';
import { cancelText, rejectText } from './shopper-reasons';
import { cancelReasonOf, holdReasonOf, refundReasonOf, whyOf } from './staff-reasons';

const t = translatorFor('en', 'store.orders');
const tStaff = translatorFor('en', 'admin.orders');
const enums = Constants.public.Enums;
const isSentence = expect.stringMatching(/^[A-Z].*[.!?…]$/);
const humanReasons = ['asked', 'by_staff', 'exception', 'moved', 'other'];
const automatic = <Reason extends string>(reasons: readonly Reason[]) =>
  reasons.filter((reason) => !humanReasons.includes(reason));

describe('a shopper reads', () => {
  test('a sentence for each reason of a cancellation', () => {
    for (const cancel_reason of automatic(enums.cancel_reason)) {
      const text = cancelText(t, { cancel_reason, cancel_note: null });
      // the shopper returned it to the cart themselves
      if (cancel_reason === 'returned_to_cart') expect(text).toBeNull();
      else expect([cancel_reason, text]).toEqual([cancel_reason, isSentence]);
    }
  });

  test("a person's note as a sentence", () => {
    expect(cancelText(t, { cancel_reason: 'asked', cancel_note: 'The last jar broke' })).toBe(
      'The last jar broke.',
    );
    expect(cancelText(t, { cancel_reason: 'asked', cancel_note: null })).toBeNull();
    expect(rejectText(t, 'other', 'It is from March!')).toBe('It is from March!');
    expect(rejectText(t, 'other', null)).toBeNull();
  });

  test('a sentence for each reason of a rejected proof, followed by the note', () => {
    for (const reason of automatic(enums.reject_reason))
      expect(rejectText(t, reason, null)).toEqual(isSentence);
    expect(rejectText(t, 'amount', 'It is ₦500 short')).toBe(
      'The amount of this transfer does not match your order. It is ₦500 short.',
    );
  });
});

describe('staff read', () => {
  test('a text for each reason, and the note of the person who gave one', () => {
    for (const cancel_reason of automatic(enums.cancel_reason)) {
      expect(cancelReasonOf(tStaff, { cancel_reason, cancel_note: null }), cancel_reason).not.toBe('');
    }
    for (const hold_reason of automatic(enums.hold_reason)) {
      expect(holdReasonOf(tStaff, { hold_reason, hold_note: null }), hold_reason).not.toBe('');
    }
    for (const reason of automatic(enums.refund_reason)) {
      expect(refundReasonOf(tStaff, { reason, note: null }), reason).not.toBe('');
    }
    expect(refundReasonOf(tStaff, { reason: 'order_cancelled', note: 'Out of stock' })).toBe(
      'The order was cancelled: Out of stock',
    );
    expect(holdReasonOf(tStaff, { hold_reason: 'by_staff', hold_note: 'refund_failed' })).toBe(
      'refund_failed',
    );
  });

  test('the reason of every timeline entry', () => {
    const why = (action: OrderAction, reason: string) => whyOf(tStaff, { action, reason, note: null });
    for (const reason of automatic(enums.cancel_reason)) expect(why('cancel', reason), reason).not.toBe('');
    for (const reason of automatic(enums.hold_reason)) expect(why('hold', reason), reason).not.toBe('');
    for (const reason of automatic(enums.refund_reason))
      expect(why('request_refund', reason), reason).not.toBe('');
    for (const reason of enums.exception_resolution) expect(why('close_exception', reason)).not.toBe('');
    for (const reason of automatic(enums.decline_reason)) expect(why('refund_declined', reason)).not.toBe('');
    for (const reason of automatic(enums.reject_reason)) expect(why('reject_proof', reason)).not.toBe('');
    expect(whyOf(tStaff, { action: 'note', reason: null, note: 'Call her' })).toBe('Call her');
    expect(why('ship', 'toString')).toBe('');
  });
});
