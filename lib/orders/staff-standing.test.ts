import { expect, test } from 'vitest';
import type { Order } from './order';
import { standingOf } from './staff-standing';

const order = (facts: Partial<Order>) =>
  ({
    ...{ state: 'shipped', status: 'shipped', payment_method: 'paystack', paid_minor: 100, total_minor: 100 },
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

const AT = '2026-11-21T08:00:00Z';

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
