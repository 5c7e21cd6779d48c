import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';
import { summarizeStatus as summaryIn, whyBlocked } from './status-summary';

const t = translatorFor('en', 'admin.orders');
const tReasons = translatorFor('en', 'refusals.reasons');

type NextStep = NonNullable<Order['next_step']>;

const summarizeStatus = (facts: Order) => summaryIn(t, facts, 'en-NG');

const AT = '2026-11-21T08:00:00Z';

const next = (step: NextStep['step'], facts: Partial<NextStep> = {}) => ({
  next_step: { ...{ step, command: null, blocked_by: null, roles: [], until: null }, ...facts },
});

const order = (facts: Partial<Order>) =>
  ({
    ...{ state: 'shipped', status: 'shipped', payment_method: 'paystack', payment_status: 'paid' },
    ...{ currency: 'NGN', total_minor: 600_000, paid_minor: 600_000, refunded_minor: 0 },
    ...{ hold_reason: null, hold_note: null, rest_until: null, confirmed_at: AT, dispute_open: false },
    ...{ in_transit: true, delivery_failed_at: null, returned_all: false, delivered_at: null },
    ...next('deliver'),
    shipments: [],
    ...facts,
  }) as unknown as Order;

test('every step has a text in every order state', () => {
  for (const step of Constants.public.Enums.order_step) {
    for (const state of Constants.public.Enums.order_state) {
      expect(summarizeStatus(order({ state, ...next(step) })), step).toMatch(/^[A-Z₦].+[.]$/);
    }
  }
});

test('no step but packing says to pick and pack', () => {
  for (const step of Constants.public.Enums.order_step) {
    if (step === 'pack') continue;
    expect(summarizeStatus(order({ state: 'confirmed', ...next(step) })), step).not.toMatch(/pick and pack/i);
  }
});

test('a fully returned order that was never delivered says so', () => {
  const back = { state: 'completed', returned_all: true, ...next('nothing') } as const;
  expect(summarizeStatus(order(back))).toContain('never handed over');
  expect(summarizeStatus(order({ ...back, delivered_at: AT }))).toContain('has arrived');
});

describe('the packing step', () => {
  const confirmed = (facts: Partial<Order>) =>
    order({
      ...{ state: 'confirmed', status: 'confirmed', payment_method: 'bank_transfer', ...next('pack') },
      ...facts,
    });

  test('says to pack once the order is paid, or when it is cash on delivery', () => {
    expect(summarizeStatus(confirmed({ status: 'paid' }))).toBe(
      'The money is here. Pick and pack the order.',
    );
    const cash = { payment_method: 'cod', payment_status: 'not_paid', paid_minor: 0 } as const;
    expect(summarizeStatus(confirmed(cash))).toBe(
      '₦6,000 is to be paid in cash on delivery. Pick and pack the order.',
    );
  });

  test('explains a hold: its reason, the amount unpaid and what it waits for', () => {
    expect(
      summarizeStatus(
        confirmed({
          ...{ hold_reason: 'payment_moved', payment_status: 'not_paid', paid_minor: 0 },
          ...next('decide_money'),
        }),
      ),
    ).toBe(
      'On hold: Payment moved to another order. A payment issue needs a decision first. ₦6,000 is not paid.',
    );
    expect(
      summarizeStatus(
        confirmed({ hold_reason: 'by_staff', hold_note: 'Customer asked to wait', ...next('release') }),
      ),
    ).toBe('On hold: Customer asked to wait. Release the hold to continue.');
  });

  test('says not to ship when the order is refunded, being refunded, or waits for approval', () => {
    const going = { status: 'refunding', ...next('refund_and_cancel') } as const;
    expect(summarizeStatus(confirmed({ ...going, refunds: [] }))).toContain(
      'The full amount of the order is on its way back',
    );
    // a fulfiller may not read refunds
    expect(summarizeStatus(confirmed(going))).toContain(
      'The full amount of the order is being refunded, or waits for approval',
    );
    expect(summarizeStatus(confirmed({ ...going, payment_status: 'refunded' }))).toContain(
      'The order is fully refunded. Do not ship its items.',
    );
    expect(summarizeStatus(confirmed({ ...going, refunds: [], awaits_approval: true }))).toContain(
      'waits for approval',
    );
  });

  test('mentions a partial payment or refund that the shop accepted', () => {
    expect(summarizeStatus(confirmed({ payment_status: 'partially_paid', paid_minor: 400_000 }))).toBe(
      'The shop accepted a partial payment. Pick and pack the order. ₦2,000 of ₦6,000 is not paid.',
    );
    expect(summarizeStatus(confirmed({ payment_status: 'partially_refunded', refunded_minor: 50_000 }))).toBe(
      'A part of the money was refunded. Pick and pack the order.',
    );
  });
});

test("a declined card shows the gateway's reason", () => {
  const attempts = [
    { state: 'failed', failure_reason: 'Insufficient funds' },
    { state: 'abandoned', failure_reason: null },
  ] as Order['attempts'];
  const failed = {
    state: 'pending_payment',
    confirmed_at: null,
    paid_minor: 0,
    ...next('pay_again'),
  } as const;
  expect(summarizeStatus(order({ ...failed, attempts }))).toBe(
    'The last payment attempt failed (Insufficient funds). The customer can try again.',
  );
});

test('explains why the user has no button, and who has one', () => {
  const blocked = (step: NextStep['step'], facts: Partial<NextStep>) =>
    whyBlocked(t, tReasons, next(step, { command: 'ship', ...facts }).next_step);
  expect(blocked('ship', { blocked_by: 'separation_of_duties' })).toBe(
    'You confirmed the payment, so a colleague has to ship the order.',
  );
  expect(
    blocked('refund_and_cancel', { blocked_by: 'forbidden', roles: ['owner', 'admin', 'verifier'] }),
  ).toBe('Only owner, admin, or verifier can do this.');
  expect(blocked('pack', {})).toBeNull();
});

test('shows that an order waits for the rest of its payment, even after it shipped', () => {
  const asked = {
    rest_until: AT,
    confirmed_at: null,
    paid_minor: 400_000,
    payment_status: 'partially_paid',
  } as const;
  expect(
    summarizeStatus(
      order({ ...asked, state: 'pending_payment', status: 'pending_payment', ...next('wait_for_rest') }),
    ),
  ).toBe('We asked the customer for what is missing. ₦2,000 of ₦6,000 is not paid.');
  const moved = { ...asked, confirmed_at: AT, paid_minor: 0, payment_status: 'not_paid' } as const;
  expect(summarizeStatus(order(moved))).toContain('₦6,000 is not paid.');
  expect(
    summarizeStatus(
      order({ ...moved, state: 'completed', status: 'completed', delivered_at: AT, ...next('nothing') }),
    ),
  ).not.toContain('nothing is open');
});
