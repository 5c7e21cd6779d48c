import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { addToCartSchema, cartItemSchema } from './schema';

const t = translatorFor('en', 'refusals');

const variant_id = randomUUID();

test.each(['0', '-1', '1000', '1.5', 'x', '', ' '])('refuses to add the quantity %j', (quantity) => {
  const { error } = addToCartSchema.safeParse({ variant_id, quantity });
  expect(error && fieldErrors(t, error)).toEqual({ quantity: t('reasons.invalid_quantity') });
});

test.each(['-1', '1000', '1.5', 'x', '', ' ', undefined])(
  'refuses a line with the quantity %j',
  (quantity) => {
    const { error } = cartItemSchema.safeParse({ variant_id, quantity });
    expect(error && fieldErrors(t, error)).toEqual({ quantity: t('reasons.invalid_quantity') });
  },
);

test('accepts a quantity up to 999, and 0 to remove a line', () => {
  expect(addToCartSchema.parse({ variant_id, quantity: '999' }).quantity).toBe(999);
  expect(cartItemSchema.parse({ variant_id, quantity: '0' }).quantity).toBe(0);
});
