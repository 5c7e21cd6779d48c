import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { UNSEEN_FIELDS } from '@/lib/refusals';
import { addToCartSchema, cartItemSchema, optionsOf } from './schema';

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

test('accepts a variant, or a product with a choice of each option', () => {
  const product_id = randomUUID();
  const input = { product_id, 'option.2': 'Red', 'option.1': ' S ', quantity: '1' };
  const named = addToCartSchema.parse(input);
  expect(named).toMatchObject({ product_id, quantity: 1 });
  expect(optionsOf(named), 'in their order, to the character').toEqual([' S ', 'Red']);
  expect(optionsOf(addToCartSchema.parse({ variant_id, quantity: '1' }))).toEqual([]);
});

test.each([
  { quantity: '1' },
  { product_id: 'x', quantity: '1' },
  { product_id: variant_id, 'option.1': 'x'.repeat(200), quantity: '1' },
])('refuses a form that names neither, above the form: %j', (input) => {
  const { error } = addToCartSchema.safeParse(input);
  expect(error?.issues.every(({ path }) => UNSEEN_FIELDS.has(String(path[0])))).toBe(true);
});
