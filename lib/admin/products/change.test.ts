import { expect, test } from 'vitest';
import { changeOf, formOf, isProductCommand, isSeenByShoppers } from './change';
import { productCommandSchema } from './schema';

const id = '00000000-0000-4000-8000-000000000001';

/** The change that a form with one selected product requests from the database. */
function asked(fields: Record<string, unknown>) {
  const input = productCommandSchema.parse({ products: [id], ...fields });
  return input.command === 'duplicate' ? null : changeOf(input);
}

const problem = (fields: Record<string, unknown>) =>
  productCommandSchema.safeParse({ products: [id], ...fields }).error?.issues[0]?.message;

test.each([
  [{ command: 'publish' }, { published_at: 'now' }],
  [{ command: 'unpublish' }, { published_at: null }],
  [{ command: 'archive' }, { archived: true }],
  [{ command: 'restore' }, { archived: false }],
  [{ command: 'set_category', category_id: id }, { category_id: id }],
  [{ command: 'set_category', category_id: '' }, { category_id: null }],
  [{ command: 'add_tag', tag: ' summer ' }, { add_tag: 'summer' }],
  [{ command: 'remove_tag', tag: 'summer' }, { remove_tag: 'summer' }],
  [{ command: 'raise_prices', price_percent: '7.5' }, { price_percent: 7.5 }],
  [{ command: 'lower_prices', price_percent: '12,25' }, { price_percent: -12.25 }],
])('the form %j requests %j', (fields, change) => {
  expect(asked(fields)).toEqual(change);
});

test('prices are rounded to a step in the shop’s currency', () => {
  const round_to_minor = { value: '₦50', currency: 'NGN', locale: 'en-NG' };
  expect(asked({ command: 'raise_prices', price_percent: '10', round_to_minor })).toEqual({
    price_percent: 10,
    round_to_minor: 5000,
  });
});

test.each(['', '0', '0.00', '-5', '10%', '1.234', 'ten'])('refuses %j as a percentage', (price_percent) => {
  expect(problem({ command: 'raise_prices', price_percent })).toBe('fields.percent');
});

test('prices are raised by 500 percent and lowered by 90 percent at most', () => {
  expect(problem({ command: 'raise_prices', price_percent: '500' })).toBeUndefined();
  expect(problem({ command: 'raise_prices', price_percent: '501' })).toBe('fields.raiseTooMuch');
  expect(problem({ command: 'lower_prices', price_percent: '90' })).toBeUndefined();
  expect(problem({ command: 'lower_prices', price_percent: '91' })).toBe('fields.lowerTooMuch');
});

test('refuses a form without a selected product', () => {
  expect(productCommandSchema.safeParse({ command: 'publish', products: [] }).success).toBe(false);
});

test('one form raises and lowers prices, and shoppers see every change except tags', () => {
  expect([formOf('raise_prices'), formOf('lower_prices'), formOf('publish')]).toEqual([
    'change_prices',
    'change_prices',
    'publish',
  ]);
  expect(isProductCommand('raise_prices')).toBe(true);
  expect(isProductCommand('duplicate')).toBe(false);
  expect(isSeenByShoppers('publish')).toBe(true);
  expect(isSeenByShoppers('add_tag')).toBe(false);
});
