import { expect, test } from 'vitest';
import { bulkSchema, tickOf } from './schema';

const order = { order_id: '00000000-0000-4000-8000-000000000001', version: 7, number: '7K3M-Q2XD' };
const read = (orders: string[]) => bulkSchema.safeParse({ command: 'process', orders });

test('a tick says which order is meant, and in which version it was seen', () => {
  expect(read([tickOf(order)]).data?.orders).toEqual([
    { order_id: order.order_id, expected_version: 7, number: '7K3M-Q2XD' },
  ]);
  expect(read([]).data?.orders).toEqual([]);
});

test.each(['', 'x', `${order.order_id}_`, `${order.order_id}_-1_7K3M-Q2XD`])(
  'a tick that was tampered with (%j) moves nothing',
  (tick) => {
    expect(read([tick]).success).toBe(false);
  },
);
