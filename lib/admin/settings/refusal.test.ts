import { expect, test } from 'vitest';
import { settingsRefusal } from './refusal';

const violated = (name: string) => ({
  ...{ code: '23514', details: '', hint: '' },
  message: `new row for relation "shop_settings" violates check constraint "${name}"`,
});

const shop = { currency: 'IDR', locale: 'id-ID' };

test('what only a constraint caught is said in words at its field', () => {
  expect(settingsRefusal(violated('shop_settings_payment_window_check'), shop)).toMatchObject({
    reason: 'invalid_input',
    fields: { payment_window: 'Choose between 10 minutes and 30 days.' },
  });
  expect(settingsRefusal(violated('payment_methods_check1'), shop).fields).toHaveProperty('stock_policy');
  expect(settingsRefusal(violated('payment_methods_max_total_minor_check'), shop).fields).toEqual({
    max_total_minor: 'Enter an amount such as 12.500,50, or leave it empty.',
  });
});

test('a second account of the same number is refused at the number', () => {
  const twice = {
    ...{ code: '23505', details: '', hint: '' },
    message: 'duplicate key value violates unique constraint "bank_accounts_number_key"',
  };
  expect(settingsRefusal(twice, shop).fields).toHaveProperty('account_number');
});

test('whoever has to enter the password again, or may not do it, is told so', () => {
  const refused = (code: string, message: string) =>
    settingsRefusal({ code, message, details: '', hint: '' }, shop);
  expect(refused('PT403', 'reauthentication_required')).toMatchObject({
    reason: 'reauthentication_required',
    message: 'Enter your password again.',
  });
  expect(refused('PT403', 'forbidden').reason).toBe('forbidden');
});

test('a constraint that nobody expected is a bug, and said so', () => {
  expect(() => settingsRefusal(violated('shop_settings_pkey'), shop)).toThrow('23514');
  expect(() =>
    settingsRefusal({ code: '42501', message: 'permission denied', details: '', hint: '' }, shop),
  ).toThrow('42501');
});
