import { expect, test } from 'vitest';
import { cashOf } from './cash';

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

test('whoever carries the last parcel collects all that is due, and that is what comes next', () => {
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

test('what is missing of an order that has arrived can still be recorded', () => {
  expect(cashOf({ ...order, state: 'delivered', paid_minor: 4_000_000 })).toMatchObject({
    ...{ due_minor: 500_000, held_minor: 4_000_000, is_delivered: true, is_next: false },
  });
});

test('at a door that stayed closed nothing is collected next, and by nobody who may not', () => {
  expect(cashOf({ ...order, delivery_failed_at: '2026-11-25T09:00:00Z' })?.is_next).toBe(false);
  expect(cashOf({ ...order, actions: [] })).toBeNull();
});
