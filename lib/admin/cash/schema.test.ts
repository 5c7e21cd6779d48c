import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { collectSchema, countSchema } from './schema';

const t = translatorFor('en', 'refusals');

const fieldsOf = (
  result: ReturnType<typeof countSchema.safeParse> | ReturnType<typeof collectSchema.safeParse>,
) => (result.success ? [] : Object.keys(fieldErrors(t, result.error)));

const naira = (value: string) => ({ value, currency: 'NGN', locale: 'en-NG' });

const cash = {
  order_id: '17a44a00-0001-4000-8000-000000000001',
  expected_version: '7',
  currency: 'NGN',
  amount_minor: naira('45,000'),
  courier: ' Kwik Delivery ',
};

test('cash needs an amount above zero and the name of the courier', () => {
  expect(collectSchema.parse(cash)).toMatchObject({
    ...{ expected_version: 7, amount_minor: 4_500_000, courier: 'Kwik Delivery' },
  });
  expect(fieldsOf(collectSchema.safeParse({ ...cash, amount_minor: naira('all'), courier: ' ' }))).toEqual([
    'amount_minor',
    'courier',
  ]);
  expect(fieldsOf(collectSchema.safeParse({ ...cash, amount_minor: naira('0') }))).toEqual(['amount_minor']);
});

const count = {
  ...{ id: 'Kwik Delivery', currency: 'NGN', locale: 'en-NG' },
  ...{ expected_minor: '4500000', counted_minor: naira('45,000'), note: '' },
};

test('a matching count needs no note', () => {
  expect(countSchema.parse(count)).toMatchObject({ expected_minor: 4_500_000, counted_minor: 4_500_000 });
});

test('a count that differs needs a note, and zero is a valid count', () => {
  expect(fieldsOf(countSchema.safeParse({ ...count, counted_minor: naira('44,500') }))).toEqual(['note']);
  expect(countSchema.parse({ ...count, counted_minor: naira('0'), note: 'Robbed' }).counted_minor).toBe(0);
});

test('refuses text that is not an amount', () => {
  for (const value of ['', 'all', '45,00', '-1', '1.005']) {
    expect(fieldsOf(countSchema.safeParse({ ...count, counted_minor: naira(value) })), value).toEqual([
      'counted_minor',
    ]);
  }
});
