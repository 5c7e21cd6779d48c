import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { bankAccountSchema } from './account-schema';

const t = translatorFor('en', 'refusals');

const values = {
  bank: 'GTBank ',
  account_name: 'Itanna Skincare Limited',
  account_number: ' 0123456789',
  instructions: '',
  qr_label: '',
  position: '1',
};

test('reads an account and turns empty fields into null', () => {
  expect(bankAccountSchema.parse(values)).toEqual({
    ...{ bank: 'GTBank', account_name: 'Itanna Skincare Limited', account_number: '0123456789' },
    ...{ instructions: null, qr_label: null, position: 1, without_qr: false },
  });
  expect(bankAccountSchema.parse({ ...values, account_number: 'gb29 nwbk 6016' }).account_number).toBe(
    'GB29 NWBK 6016',
  );
});

test.each([
  [{ bank: ' ' }, 'bank'],
  [{ account_name: '' }, 'account_name'],
  [{ account_number: '12' }, 'account_number'],
  [{ account_number: '0123/456' }, 'account_number'],
  [{ position: '-1' }, 'position'],
  [{ instructions: 'x'.repeat(301) }, 'instructions'],
])('refuses %j at its field', (changes, field) => {
  const { error } = bankAccountSchema.safeParse({ ...values, ...changes });
  expect(error && Object.keys(fieldErrors(t, error))).toEqual([field]);
});
