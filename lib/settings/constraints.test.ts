import { expect, test } from 'vitest';
import { constraintRefusal } from './constraints';

const violated = (name: string) => ({
  code: '23514',
  message: `new row for relation "shop_settings" violates check constraint "${name}"`,
});

test('what only a constraint caught is said in words at its field', () => {
  expect(constraintRefusal(violated('shop_settings_payment_window_check'))).toMatchObject({
    reason: 'invalid_input',
    fields: { payment_window: 'Choose between 10 minutes and 30 days.' },
  });
  expect(constraintRefusal(violated('payment_methods_check1')).fields).toHaveProperty('stock_policy');
});

test('a second account of the same number is refused at the number', () => {
  const twice = {
    code: '23505',
    message: 'duplicate key value violates unique constraint "bank_accounts_shop_id_account_number_key"',
  };
  expect(constraintRefusal(twice).fields).toHaveProperty('account_number');
});

test('a constraint that nobody expected is a bug, and said so', () => {
  expect(() => constraintRefusal(violated('shop_settings_pkey'))).toThrow('23514');
  expect(() => constraintRefusal({ code: '42501', message: 'permission denied' })).toThrow('42501');
});
