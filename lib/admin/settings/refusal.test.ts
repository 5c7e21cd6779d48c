import { expect, test } from 'vitest';
import { failureOf } from '@/lib/supabase/rpc';
import { settingsRefusal } from './refusal';

const violated = (name: string) => ({
  ...{ name: 'PostgrestError', code: '23514', details: '', hint: '' },
  message: `new row for relation "shop_settings" violates check constraint "${name}"`,
});

const shop = { currency: 'IDR', locale: 'id-ID' };
const refusalOf = (error: Parameters<typeof failureOf>[1]) =>
  settingsRefusal(failureOf('shop_settings', error), shop);

test('reports a violated constraint at its field', () => {
  expect(refusalOf(violated('shop_settings_payment_window_check'))).toMatchObject({
    reason: 'invalid_input',
    fields: { payment_window: 'Choose between 10 minutes and 30 days.' },
  });
  expect(refusalOf(violated('payment_methods_cash_stock_check')).fields).toHaveProperty('stock_policy');
  expect(refusalOf(violated('payment_methods_max_total_minor_check')).fields).toEqual({
    max_total_minor: 'Enter an amount such as 12.500,50, or leave it empty.',
  });
});

test('refuses a second account with the same number at the number field', () => {
  const twice = {
    ...{ name: 'PostgrestError', code: '23505', details: '', hint: '' },
    message: 'duplicate key value violates unique constraint "bank_accounts_number_key"',
  };
  expect(refusalOf(twice).fields).toHaveProperty('account_number');
});

test('passes on `reauthentication_required` and `forbidden`', () => {
  const refused = (code: string, message: string) =>
    refusalOf({ name: 'PostgrestError', code, message, details: '', hint: '' });
  expect(refused('PT403', 'reauthentication_required')).toMatchObject({
    reason: 'reauthentication_required',
    message: 'Enter your password again.',
  });
  expect(refused('PT403', 'forbidden').reason).toBe('forbidden');
});

test('throws on an unexpected constraint', () => {
  expect(() => refusalOf(violated('shop_settings_pkey'))).toThrow('23514');
  const denied = {
    name: 'PostgrestError',
    code: '42501',
    message: 'permission denied',
    details: '',
    hint: '',
  };
  expect(() => refusalOf(denied)).toThrow('42501');
});
