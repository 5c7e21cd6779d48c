import { expect, test } from 'vitest';
import { bulkSchema, tickOf } from './schema';

const order = { order_id: '00000000-0000-4000-8000-000000000001', version: 7, number: '7K3M-Q2XD' };
const read = (orders: string[]) => bulkSchema.safeParse({ command: 'process', orders });

test('reads the order and its version from a checkbox value', () => {
  expect(read([tickOf(order)]).data?.orders).toEqual([
    { order_id: order.order_id, expected_version: 7, number: '7K3M-Q2XD' },
  ]);
  expect(read([]).data?.orders).toEqual([]);
});

test.each(['', 'x', `${order.order_id}_`, `${order.order_id}_-1_7K3M-Q2XD`])(
  'refuses a checkbox value that was tampered with (%j)',
  (tick) => {
    expect(read([tick]).success).toBe(false);
  },
);
