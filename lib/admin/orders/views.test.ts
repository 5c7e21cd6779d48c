import { expect, test } from 'vitest';
import { orderStatus } from '@/lib/orders/order';
import { orderViewOf, orderViews } from './views';

test('whatever becomes of an order, staff find it in exactly one tab', () => {
  const shown = Object.values(orderViews).flatMap(({ statuses }) => statuses ?? []);
  expect(shown.toSorted()).toEqual(orderStatus.options.toSorted());
});

test.each([undefined, ['to_pack', 'done'], 'toString', 'nonsense'])(
  'a view that there is not (%j) shows all orders',
  (view) => {
    expect(orderViewOf(view)).toBe('all');
  },
);
