import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { orderStatus } from './order';
import type { Facts } from './payment-words';
import { headOf as headIn } from './shopper-words';

const headOf = (order: Facts, locale?: string) => headIn(translatorFor('en', 'store.orders'), order, locale);

const order = {
  status: 'paid' as const,
  state: 'confirmed' as const,
  name: 'Ada Obi',
  payment_method: 'paystack' as const,
  can_pay: false,
  last_attempt: null,
  payment_refusal: null,
  email: 'ada@shop.test',
  currency: 'NGN',
  total_minor: 450_000,
  paid_minor: 450_000,
  refunded_minor: 0,
  refunding_minor: 0,
  cancelled_by: null,
  cancel_reason: null,
  cancel_note: null,
  expires_at: '2026-11-26T15:30:00Z',
  short_until: null,
  rest_until: null,
  time_zone: 'Africa/Lagos',
  phone: '+2348031234567',
  actions: [],
  must_open_mail: false,
  delivery_failed_at: null,
  refused_at: null,
  transfer: null,
  payout: null,
  timeline: [],
};
const unpaid = {
  ...order,
  status: 'pending_payment' as const,
  state: 'pending_payment' as const,
  paid_minor: 0,
};
const ended = { ...order, status: 'cancelled' as const, state: 'cancelled' as const };

test('has a headline and a text for every status', () => {
  for (const status of orderStatus.options) {
    const { title, text } = headOf({ ...order, status });
    expect(title.length, status).toBeGreaterThan(5);
    expect(text.length, status).toBeGreaterThan(5);
  }
});

test('thanks the shopper by name, and asks for payment only while unpaid', () => {
  expect(headOf(order).title).toBe('Thank you, Ada');
  expect(headOf({ ...order, status: 'confirmed', payment_method: 'cod' }).text).toContain(
    'pay when it arrives',
  );
  expect(headOf({ ...unpaid, can_pay: true }).title).toContain('payment');
  expect(headOf(unpaid).text).toContain('Nothing was charged');
});

test('says that nothing was charged once the gateway reports an unfinished payment', () => {
  const left = (unpaid_at: string | null) => ({
    ...{ ...unpaid, can_pay: true },
    last_attempt: { reference: 'R', is_processing: false, unpaid_at },
  });
  expect(headOf(left('2026-11-25T12:00:00Z')).title).toBe('Your payment was not completed');
  expect(headOf(left('2026-11-25T12:00:00Z')).text).toContain('Nothing was charged');
  expect(headOf(left(null)).text).not.toContain('charged');
  expect(headOf({ ...unpaid, can_pay: true, status: 'payment_failed' }).text).toContain(
    'Nothing was charged',
  );
});

test('names an email address that the gateway refuses, and does not say to try again', () => {
  const refused = { ...unpaid, can_pay: true, payment_refusal: 'email' as const };
  expect(headOf(refused).text).toContain('ada@shop.test');
  expect(headOf(refused).text).not.toContain('again');
  expect(headOf({ ...refused, payment_refusal: 'other' }).text).toContain('Contact us');
  expect(headOf({ ...refused, can_pay: false }).title).toBe('The time to pay has run out');
});

describe('for a bank transfer', () => {
  const open = { can_submit: true, accounts: [], proofs: [], accounts_changed_at: null };
  const transfer = { ...unpaid, payment_method: 'bank_transfer' as const, transfer: open };

  test('states the amount and the deadline', () => {
    expect(headOf(transfer).text).toContain('Send ₦4,500 by Nov 26, 2026, 4:30 PM and upload your proof');
  });

  test('states why a proof was rejected, and that another can be sent', () => {
    const rejected = {
      action: 'reject_proof' as const,
      by: 'shop',
      reason: 'other',
      note: 'No transfer of this amount came',
    };
    const { title, text } = headOf({ ...transfer, timeline: [rejected] });
    expect(title).toContain('could not find');
    expect(text).toContain('No transfer of this amount came. Your order is saved until Nov 26');
    expect(text).toContain('another proof');
  });

  test('states by when the transfer is verified', () => {
    const waiting = { ...transfer, status: 'awaiting_verification' as const };
    expect(headOf(waiting).text).toContain('by Nov 26, 2026, 4:30 PM');
  });

  test('never says that nothing was paid after a cancellation, because the transfer may still arrive', () => {
    const late = { ...transfer, transfer: { ...open, can_submit: false } };
    const cancelled = { ...ended, payment_method: 'bank_transfer' as const, paid_minor: 0 };
    const expired = {
      ...cancelled,
      cancelled_by: 'system' as const,
      cancel_reason: 'not_verified' as const,
    };
    for (const facts of [late, cancelled, expired]) {
      expect(headOf(facts).text).toContain('If you’ve already sent the money, don’t worry');
      expect(headOf(facts).text).not.toContain('Nothing was charged');
    }
    expect(headOf(expired).text).toContain('We did not find your transfer in time.');
    expect(headOf({ ...expired, refunding_minor: 450_000, paid_minor: 450_000 }).text).toContain(
      'Your money will be refunded to you.',
    );
  });
});

test('states how a cash order is confirmed', () => {
  const requested = { ...unpaid, status: 'requested' as const, payment_method: 'cod' as const };
  expect(headOf(requested).text).toContain('call you on +2348031234567 by Nov 26');
  const actions = [{ command: 'confirm_request' as const, to_state: 'confirmed' as const, blocked_by: null }];
  expect(headOf({ ...requested, actions }).text).toContain('Confirm the order by Nov 26, 2026, 4:30 PM');
  expect(headOf({ ...requested, actions, must_open_mail: true }).text).toContain(
    'Open the link in the email by Nov 26',
  );
  expect(headOf({ ...requested, payment_method: 'paystack' }).text).toContain(
    'Nothing is charged before then',
  );
});

test('states how much cash was collected when it was too little', () => {
  const short = { ...unpaid, status: 'on_hold' as const, state: 'delivered' as const, paid_minor: 400_000 };
  expect(headOf({ ...short, payment_method: 'cod' }).text).toContain(
    'collected ₦4,000 for an order of ₦4,500',
  );
});

test('states why a delivery failed, and the next step', () => {
  const sent = { ...unpaid, status: 'shipped' as const, state: 'shipped' as const };
  const delivery_failed_at = '2026-11-25T09:00:00Z';
  expect(headOf({ ...sent, delivery_failed_at }).text).toContain('another attempt');
  expect(headOf({ ...sent, delivery_failed_at, refused_at: delivery_failed_at }).text).toContain(
    'coming back',
  );
  expect(headOf({ ...sent, status: 'returned' }).text).toBe('You owe nothing for this order.');
});

test('states until when the shop decides about a paid order that is out of stock, and the refund otherwise', () => {
  const short_until = '2026-11-26T09:00:00Z';
  for (const facts of [{ ...unpaid, status: 'on_hold' as const, paid_minor: 450_000 }, ended]) {
    const { title, text } = headOf({ ...facts, short_until });
    expect(title).toContain('We’ve received your payment');
    expect(text).toContain('by Nov 26, 2026, 10:00 AM; otherwise your money will be refunded');
  }
});

test('states the amounts paid and due after a short payment', () => {
  const held = { ...unpaid, status: 'on_hold' as const, paid_minor: 400_000 };
  for (const state of ['pending_payment', 'awaiting_verification'] as const) {
    expect(headOf({ ...held, state }).text).toContain('We’ve received ₦4,000 of ₦4,500.');
  }
  expect(headOf({ ...order, status: 'on_hold' }).text).toContain('money is safe');
  expect(headOf({ ...unpaid, status: 'on_hold' }).text).not.toContain('money');
});

describe('when the rest was requested', () => {
  const rest_until = '2026-11-27T09:00:00Z';
  const asked = {
    ...{ ...unpaid, paid_minor: 400_000, total_minor: 600_000, rest_until },
    timeline: [{ action: 'ask_rest' as const, by: 'shop', reason: null, note: null }],
  };
  const transfer = { can_submit: true, accounts: [], proofs: [], accounts_changed_at: null };
  const byTransfer = { ...asked, payment_method: 'bank_transfer' as const, transfer };

  test('states what was received, what is missing, the deadline and how to pay', () => {
    expect(headOf(byTransfer, 'en-NG').text).toBe(
      'We’ve received ₦4,000 of ₦6,000. Please send the remaining ₦2,000 by 27 Nov 2026, 10:00.',
    );
    expect(headOf({ ...asked, can_pay: true }).text).toBe(
      'We’ve received ₦4,000 of ₦6,000. Please pay the remaining ₦2,000 by Nov 27, 2026, 10:00 AM.',
    );
  });

  test('says that no payment was received if it moved to another order, even after shipping', () => {
    const none = { ...byTransfer, paid_minor: 0 };
    const left = { ...none, state: 'shipped' as const, transfer: { ...transfer, can_submit: false } };
    const parts = { ...left, state: 'processing' as const, status: 'on_hold' as const };
    for (const facts of [none, { ...left, status: 'in_transit' as const }, parts]) {
      expect(headOf(facts).text).toBe(
        'We have not received a payment for your order. Please send ₦6,000 by Nov 27, 2026, 10:00 AM to the account below.',
      );
    }
  });

  test('never says that nothing was charged, whatever happened to the next attempt', () => {
    const failed = headOf({ ...asked, can_pay: true, status: 'payment_failed' });
    expect(failed.text).toContain(
      'We’ve received ₦4,000 of ₦6,000. Please try again to pay the remaining ₦2,000',
    );
    const late = [asked, { ...byTransfer, transfer: { ...transfer, can_submit: false } }];
    for (const facts of late) {
      expect(headOf(facts).title).toContain('run out');
      expect(headOf(facts).text).toContain(
        'We’ve received ₦4,000 of ₦6,000. This amount will be refunded to you.',
      );
      expect(headOf(facts).text).not.toContain('charged');
    }
  });

  test('states why the latest proof was rejected, not an older one', () => {
    const rejected = (note: string) => ({
      ...{ action: 'reject_proof' as const, by: 'shop', reason: 'other', note },
    });
    const [ask] = asked.timeline;
    if (!ask) throw new Error('the rest was asked for');
    const again = headOf({ ...byTransfer, timeline: [ask, rejected('Not on our account')] });
    expect(again.text).toContain('Not on our account. We’ve received ₦4,000 of ₦6,000.');
    expect(headOf({ ...byTransfer, timeline: [rejected('Too blurred'), ask] }).text).not.toContain('blurred');
  });

  test('says that the transfer is being checked once a proof was sent', () => {
    const shown = { ...byTransfer, state: 'awaiting_verification' as const };
    expect(headOf({ ...shown, status: 'awaiting_verification' }).title).toContain('checking your transfer');
  });
});

test('states after a cancellation where the money is, and says "nothing was charged" only if that is true', () => {
  expect(headOf({ ...ended, cancelled_by: 'shopper', refunding_minor: 450_000 }).text).toBe(
    'Your order will not be sent. Your money will be refunded to you.',
  );
  expect(headOf({ ...ended, status: 'refunded', refunded_minor: 450_000 }).text).toContain(
    'was refunded to you',
  );
  expect(headOf(ended).text).toContain('Your money is safe with us');
  const expired = {
    ...ended,
    cancelled_by: 'system' as const,
    cancel_reason: 'not_paid' as const,
    paid_minor: 0,
  };
  expect(headOf(expired).text).toBe('The order was not paid in time. Nothing was charged.');
});

test("distinguishes the shopper's own dispute from one of the bank", () => {
  const disputed = (by: string) =>
    headOf({
      ...order,
      status: 'disputed',
      timeline: [{ action: 'open_dispute', by, reason: null, note: null }],
    });
  expect(disputed('shopper').text).toContain('You reported a problem');
  expect(disputed('system').title).toContain('Your bank');
});

test('asks for the bank details of a manual refund, until they are given', () => {
  const payout = {
    is_given: false,
    amounts: [{ amount_minor: 450_000, currency: 'NGN' }],
    refunding_minor: 450_000,
    must_open_mail: false,
  };
  const owed = { ...ended, refunding_minor: 450_000, payout };
  expect(headOf(owed).text).toContain('Tell us below where to send your money.');
  expect(headOf({ ...owed, payout: { ...payout, is_given: true } }).text).toContain(
    'Your money will be refunded to you.',
  );
});
