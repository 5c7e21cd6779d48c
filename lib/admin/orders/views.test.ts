import { expect, test } from 'vitest';
import { orderStatus } from '@/lib/orders/order';
import { orderViewOf, orderViews } from './views';

test('every order status is in exactly one tab', () => {
  const shown = Object.values(orderViews).flatMap(({ statuses }) => statuses ?? []);
  expect(shown.toSorted()).toEqual(orderStatus.options.toSorted());
});

test.each([undefined, ['to_pack', 'done'], 'toString', 'nonsense'])(
  'shows all orders for an unknown view (%j)',
  (view) => {
    expect(orderViewOf(view)).toBe('all');
  },
);
