import { describe, expect, test } from 'vitest';
import { type Order, paymentStatus } from './order';
import { standingOf as standingIn } from './staff-standing';

const standingOf = (facts: Order) => standingIn(facts, 'en-NG');

const AT = '2026-11-21T08:00:00Z';

const order = (facts: Partial<Order>) =>
  ({
    ...{ state: 'shipped', status: 'shipped', payment_method: 'paystack', payment_status: 'paid' },
    ...{ currency: 'NGN', total_minor: 600_000, paid_minor: 600_000, refunded_minor: 0 },
    ...{ hold_reason: null, rest_until: null, confirmed_at: AT, dispute_open: false },
    ...{
      in_transit: true,
      delivery_failed_at: null,
      refused_at: null,
      returned_all: false,
      delivered_at: null,
    },
    shipments: [],
    ...facts,
  }) as unknown as Order;

test('whoever takes over the shift hears first that a parcel could not be handed over', () => {
  expect(standingOf(order({ delivery_failed_at: AT }))).toContain('could not hand it over');
  expect(standingOf(order({ delivery_failed_at: AT, refused_at: AT }))).toContain('refused it at the door');
  expect(standingOf(order({}))).toContain('On its way');
});

test('an order that came back as a whole has not arrived', () => {
  expect(standingOf(order({ state: 'completed', returned_all: true }))).toContain('never handed over');
  expect(standingOf(order({ state: 'completed', returned_all: true, delivered_at: AT }))).toContain(
    'has arrived',
  );
});

describe('whoever packs', () => {
  const confirmed = (facts: Partial<Order>) =>
    order({ state: 'confirmed', status: 'confirmed', payment_method: 'bank_transfer', ...facts });

  test('is told to do so once the money is here, or is paid at the door', () => {
    expect(standingOf(confirmed({ status: 'paid' }))).toBe('The money is here. Pick and pack it.');
    const cash = { payment_method: 'cod', payment_status: 'not_paid', paid_minor: 0 } as const;
    expect(standingOf(confirmed(cash))).toBe('₦6,000 is to be paid in cash on delivery. Pick and pack it.');
  });

  test('is not told so of an order on hold, whatever of its money is here, but what is owed and what it waits for', () => {
    for (const hold_reason of ['payment_moved', 'amount_mismatch', 'Customer asked to wait']) {
      for (const payment_status of paymentStatus.options) {
        const paid_minor = payment_status === 'partially_paid' ? 400_000 : 0;
        for (const state of ['confirmed', 'processing', 'ready_for_shipment'] as const) {
          const text = standingOf(confirmed({ state, hold_reason, payment_status, paid_minor }));
          expect(text).not.toMatch(/pack|The money is here/i);
          expect(text).toMatch(/^(On hold|Disputed)/);
        }
      }
    }
    expect(
      standingOf(confirmed({ hold_reason: 'payment_moved', payment_status: 'not_paid', paid_minor: 0 })),
    ).toBe('On hold: Payment moved to another order. ₦6,000 is not paid.');
    const short = {
      hold_reason: 'amount_mismatch',
      payment_status: 'partially_paid',
      paid_minor: 400_000,
    } as const;
    expect(standingOf(confirmed(short))).toBe('On hold: Wrong amount. ₦2,000 of ₦6,000 is not paid.');
  });

  test('is never told that the money of an order is here which is not paid, or was given back', () => {
    const unpaid = { payment_status: 'not_paid', paid_minor: 0 } as const;
    expect(standingOf(confirmed(unpaid))).toBe(
      'Nothing is packed before its money is here. ₦6,000 is not paid.',
    );
    const back = { status: 'refunded', payment_status: 'refunded', refunded_minor: 600_000 } as const;
    for (const state of ['confirmed', 'processing', 'ready_for_shipment'] as const) {
      expect(standingOf(confirmed({ state, ...back }))).toBe('Its money went back, so its goods stay here.');
    }
  });

  test('is told what the shop has let go of the price', () => {
    expect(standingOf(confirmed({ payment_status: 'partially_paid', paid_minor: 400_000 }))).toBe(
      'The shop confirmed it with the money that is here. Pick and pack it. ₦2,000 of ₦6,000 is not paid.',
    );
    expect(standingOf(confirmed({ payment_status: 'partially_refunded', refunded_minor: 50_000 }))).toBe(
      'A part of its money went back. Pick and pack it.',
    );
  });
});

test('an order whose customer was asked for the rest waits for that, also where it has left', () => {
  const asked = {
    rest_until: AT,
    confirmed_at: null,
    paid_minor: 400_000,
    payment_status: 'partially_paid',
  } as const;
  expect(standingOf(order({ ...asked, state: 'pending_payment', status: 'pending_payment' }))).toBe(
    'We asked the customer for what is missing. ₦2,000 of ₦6,000 is not paid.',
  );
  const moved = { ...asked, confirmed_at: AT, paid_minor: 0, payment_status: 'not_paid' } as const;
  expect(standingOf(order(moved))).toContain('₦6,000 is not paid.');
  expect(
    standingOf(order({ ...moved, state: 'completed', status: 'completed', delivered_at: AT })),
  ).not.toContain('nothing is open');
});
