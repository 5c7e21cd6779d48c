import { expect, test } from 'vitest';
import { constraintRefusal } from './constraints';

const shop = { currency: 'IDR', locale: 'id-ID' };

const violated = (name: string) => ({
  code: '23514',
  message: `new row for relation "shop_settings" violates check constraint "${name}"`,
});

test('what only a constraint caught is said in words at its field', () => {
  expect(constraintRefusal(violated('shop_settings_payment_window_check'), shop)).toMatchObject({
    reason: 'invalid_input',
    fields: { payment_window: 'Choose between 10 minutes and 30 days.' },
  });
  expect(constraintRefusal(violated('payment_methods_check1'), shop).fields).toHaveProperty('stock_policy');
  expect(constraintRefusal(violated('payment_methods_max_total_minor_check'), shop).fields).toEqual({
    max_total_minor: 'Enter an amount such as 12.500,50, or leave it empty.',
  });
});

test('a second account of the same number is refused at the number', () => {
  const twice = {
    code: '23505',
    message: 'duplicate key value violates unique constraint "bank_accounts_shop_id_account_number_key"',
  };
  expect(constraintRefusal(twice, shop).fields).toHaveProperty('account_number');
});

test('a constraint that nobody expected is a bug, and said so', () => {
  expect(() => constraintRefusal(violated('shop_settings_pkey'), shop)).toThrow('23514');
  expect(() => constraintRefusal({ code: '42501', message: 'permission denied' }, shop)).toThrow('42501');
});
