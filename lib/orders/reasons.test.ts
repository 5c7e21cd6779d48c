import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { Constants } from '@/lib/supabase/database.types';
import type { OrderAction } from './order';
import { cancelText, rejectText } from './shopper-reasons';
import { cancelReasonOf, holdReasonOf, refundReasonOf, whyOf } from './staff-reasons';

const t = translatorFor('en', 'store.orders');
const ofStaff = translatorFor('en', 'admin.orders');
const enums = Constants.public.Enums;
const isSentence = expect.stringMatching(/^[A-Z].*[.!?…]$/);
const byPeople = ['asked', 'by_staff', 'exception', 'moved', 'other'];
const byItself = <Reason extends string>(reasons: readonly Reason[]) =>
  reasons.filter((reason) => !byPeople.includes(reason));

describe('who bought reads', () => {
  test('a sentence for each reason for which an order is cancelled', () => {
    for (const cancel_reason of byItself(enums.cancel_reason)) {
      const text = cancelText(t, { cancel_reason, cancel_note: null });
      // who put it back into the cart knows why
      if (cancel_reason === 'returned_to_cart') expect(text).toBeNull();
      else expect([cancel_reason, text]).toEqual([cancel_reason, isSentence]);
    }
  });

  test('what a person wrote, as a sentence', () => {
    expect(cancelText(t, { cancel_reason: 'asked', cancel_note: 'The last jar broke' })).toBe(
      'The last jar broke.',
    );
    expect(cancelText(t, { cancel_reason: 'asked', cancel_note: null })).toBeNull();
    expect(rejectText(t, 'other', 'It is from March!')).toBe('It is from March!');
    expect(rejectText(t, 'other', null)).toBeNull();
  });

  test('a sentence for each reason for which a proof is rejected, and what was written beside it', () => {
    for (const reason of byItself(enums.reject_reason))
      expect(rejectText(t, reason, null)).toEqual(isSentence);
    expect(rejectText(t, 'amount', 'It is ₦500 short')).toBe(
      'The amount of this transfer does not match your order. It is ₦500 short.',
    );
  });
});

describe('staff read', () => {
  test('words for each reason, and those of whoever gave one', () => {
    for (const cancel_reason of byItself(enums.cancel_reason)) {
      expect(cancelReasonOf(ofStaff, { cancel_reason, cancel_note: null }), cancel_reason).not.toBe('');
    }
    for (const hold_reason of byItself(enums.hold_reason)) {
      expect(holdReasonOf(ofStaff, { hold_reason, hold_note: null }), hold_reason).not.toBe('');
    }
    for (const reason of byItself(enums.refund_reason)) {
      expect(refundReasonOf(ofStaff, { reason, note: null }), reason).not.toBe('');
    }
    expect(refundReasonOf(ofStaff, { reason: 'order_cancelled', note: 'Out of stock' })).toBe(
      'The order was cancelled: Out of stock',
    );
    expect(holdReasonOf(ofStaff, { hold_reason: 'by_staff', hold_note: 'refund_failed' })).toBe(
      'refund_failed',
    );
  });

  test('in the timeline why something happened, whatever it was', () => {
    const why = (action: OrderAction, reason: string) => whyOf(ofStaff, { action, reason, note: null });
    for (const reason of enums.exception_resolution) expect(why('close_exception', reason)).not.toBe('');
    for (const reason of byItself(enums.decline_reason)) expect(why('refund_declined', reason)).not.toBe('');
    for (const reason of byItself(enums.reject_reason)) expect(why('reject_proof', reason)).not.toBe('');
    expect(whyOf(ofStaff, { action: 'note', reason: null, note: 'Call her' })).toBe('Call her');
    expect(why('ship', 'toString')).toBe('');
  });
});
