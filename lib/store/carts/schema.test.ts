import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { invalid, words } from '@/lib/refusals';
import { addToCartSchema, cartItemSchema } from './schema';

const variant_id = randomUUID();

test.each(['0', '-1', '1000', '1.5', 'x', '', ' '])(
  'a shopper cannot add %j pieces, and is told why',
  (quantity) => {
    const { error } = addToCartSchema.safeParse({ variant_id, quantity });
    expect(error && invalid(error).fields).toEqual({ quantity: words.invalid_quantity });
  },
);

test.each(['-1', '1000', '1.5', 'x', '', ' ', undefined])(
  'a line of %j pieces is refused, and stays',
  (quantity) => {
    const { error } = cartItemSchema.safeParse({ variant_id, quantity });
    expect(error && invalid(error).fields).toEqual({ quantity: words.invalid_quantity });
  },
);

test('a shopper adds up to 999 pieces, and takes a line out with 0', () => {
  expect(addToCartSchema.parse({ variant_id, quantity: '999' }).quantity).toBe(999);
  expect(cartItemSchema.parse({ variant_id, quantity: '0' }).quantity).toBe(0);
});
