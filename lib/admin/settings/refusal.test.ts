import { expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { failureOf } from '@/lib/supabase/rpc';
import { settingsRefusal } from './refusal';

// a request without headers of the proxy: the default language
vi.mock('next/headers', () => ({ headers: async () => new Headers() }));
Object.assign(process.env, exampleEnv);

const violated = (name: string) => ({
  ...{ name: 'PostgrestError', code: '23514', details: '', hint: '' },
  message: `new row for relation "shop_settings" violates check constraint "${name}"`,
});

const shop = { currency: 'IDR', locale: 'id-ID' };
const refusalOf = (error: Parameters<typeof failureOf>[1]) =>
  settingsRefusal(failureOf('shop_settings', error), shop);

test('reports a violated constraint at its field', async () => {
  expect(await refusalOf(violated('shop_settings_payment_window_check'))).toMatchObject({
    reason: 'invalid_input',
    fields: { payment_window: 'Choose between 10 minutes and 30 days.' },
  });
  expect((await refusalOf(violated('payment_methods_cash_stock_check'))).fields).toHaveProperty(
    'stock_policy',
  );
  expect((await refusalOf(violated('payment_methods_max_total_minor_check'))).fields).toEqual({
    max_total_minor: 'Enter an amount such as 12.500,50, or leave it empty.',
  });
});

test('refuses a second account with the same number at the number field', async () => {
  const twice = {
    ...{ name: 'PostgrestError', code: '23505', details: '', hint: '' },
    message: 'duplicate key value violates unique constraint "bank_accounts_number_key"',
  };
  expect((await refusalOf(twice)).fields).toHaveProperty('account_number');
});

test('passes on `reauthentication_required` and `forbidden`', async () => {
  const refused = (code: string, message: string) =>
    refusalOf({ name: 'PostgrestError', code, message, details: '', hint: '' });
  expect(await refused('PT403', 'reauthentication_required')).toMatchObject({
    reason: 'reauthentication_required',
    message: 'Enter your password again.',
  });
  expect((await refused('PT403', 'forbidden')).reason).toBe('forbidden');
});

test('throws on an unexpected constraint', async () => {
  await expect(refusalOf(violated('shop_settings_pkey'))).rejects.toThrow('23514');
  const denied = {
    name: 'PostgrestError',
    code: '42501',
    message: 'permission denied',
    details: '',
    hint: '',
  };
  await expect(refusalOf(denied)).rejects.toThrow('42501');
});
