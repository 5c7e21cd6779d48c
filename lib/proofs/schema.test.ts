import { describe, expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { plainAmount, readProofForm } from './schema';

const t = translatorFor('en', 'refusals');

const shop = { currency: 'NGN', locale: 'en-NG', time_zone: 'Africa/Lagos' };

function fill(fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  const values = { amount_minor: '4500', bank: ' GTBank ', bank_reference: '', paid_on: '2026-01-15' };
  for (const [name, value] of Object.entries({ ...values, ...fields })) form.set(name, value);
  return form;
}

/** The first problem of each field, as the form shows it. */
const problemsOf = (fields: Record<string, string>) => {
  const { error } = readProofForm(fill(fields), shop);
  return error && fieldErrors(t, error);
};

test('reads the amount in minor units, and a missing reference as null', () => {
  expect(readProofForm(fill(), shop).data).toEqual({
    amount_minor: 450_000,
    bank: 'GTBank',
    bank_reference: null,
    paid_on: '2026-01-15',
  });
  expect(
    readProofForm(fill({ amount_minor: 'RM 1,250.50', bank_reference: ' X1 ' }), {
      ...shop,
      currency: 'MYR',
      locale: 'en-MY',
    }),
  ).toMatchObject({ data: { amount_minor: 125_050, bank_reference: 'X1' } });
});

test("reads an amount in the shop's format, and gives an example in that format", () => {
  const capeTown = { ...shop, currency: 'ZAR', locale: 'en-ZA' };
  const read = (amount_minor: string) => readProofForm(fill({ amount_minor }), capeTown);
  expect(read('R 1 189,90').data?.amount_minor).toBe(118_990);
  // the form's initial value
  expect(read(plainAmount(118_990, 'ZAR', 'en-ZA')).data?.amount_minor).toBe(118_990);
  const { error } = read('1,189');
  expect(error && fieldErrors(t, error)).toEqual({
    amount_minor: 'Enter the amount that you sent, such as 12\u00a0500,50.',
  });
});

describe('reports invalid values at their field', () => {
  test.each([
    ['amount_minor', '0', 'above zero'],
    ['amount_minor', '', 'such as 12,500.50'],
    ['amount_minor', '-5', 'such as 12,500.50'],
    ['amount_minor', '12,50', 'such as 12,500.50'],
    ['amount_minor', '9'.repeat(15), 'such as 12,500.50'],
    ['amount_minor', '80,000,000,000,000', 'such as 12,500.50'],
    ['bank', '  ', 'bank or wallet'],
    ['bank', 'x'.repeat(101), '100 characters or fewer'],
    ['bank_reference', 'x'.repeat(101), '100 characters or fewer'],
    ['paid_on', '', 'Choose the day'],
    ['paid_on', '2026-02-30', 'Choose the day'],
    ['paid_on', '2999-01-01', 'in the future'],
    ['paid_on', '1970-01-01', 'Check this day'],
  ])('%s %j', (name, value, words) => {
    expect(problemsOf({ [name]: value })).toEqual({ [name]: expect.stringContaining(words) });
  });

  test('an empty form', () => {
    const { error } = readProofForm(new FormData(), shop);
    expect(Object.keys(error ? fieldErrors(t, error) : {})).toEqual(['amount_minor', 'bank', 'paid_on']);
  });
});

test('formats an amount for the clipboard, without separators or empty decimals', () => {
  expect(plainAmount(1_250_000, 'NGN', 'en-NG')).toBe('12500');
  expect(plainAmount(1_250_050, 'NGN', 'en-NG')).toBe('12500.50');
  expect(plainAmount(1_250_050, 'ZAR', 'en-ZA')).toBe('12500,50');
  expect(plainAmount(5, 'NGN', 'en-NG')).toBe('0.05');
  expect(plainAmount(0, 'NGN', 'en-NG')).toBe('0');
  expect(plainAmount(12_500, 'JPY', 'en')).toBe('12500');
});
