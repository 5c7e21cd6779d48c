import { expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { checkoutMessages, checkoutSchema, checkoutWithoutDelivery } from './schema';

const t = translatorFor('en', 'refusals');

const values = {
  email: ' ada@example.com ',
  phone: '0803 123 4567',
  name: 'Ada Obi',
  line1: '12 Herbert Macaulay Way',
  city: 'Yaba',
  region: 'Lagos',
  country: 'NG',
  shipping_rate_id: '17a44a00-0006-4000-8000-000000000001',
  payment_method: 'cod',
};

test('trims the values', () => {
  expect(checkoutSchema.parse(values)).toMatchObject({ email: 'ada@example.com', landmark: '', note: '' });
});

test('removes control characters, and reads a country code in either case', () => {
  expect(
    checkoutSchema.parse({
      ...values,
      name: 'Ada\0 \u2068Obi\u2069',
      phone: '\u202a0803 123 4567\u202c',
      email: 'ada@bücher.example',
      country: 'ng',
      note: 'Ring\u0000 twice',
    }),
  ).toMatchObject({
    name: 'Ada Obi',
    phone: '0803 123 4567',
    email: 'ada@xn--bcher-kva.example',
    country: 'NG',
    note: 'Ring twice',
  });
});

test('reports every problem at its field', () => {
  const result = checkoutSchema.safeParse({
    ...values,
    email: 'ada@',
    phone: 'call me',
    name: ' ',
    line1: '',
    city: '',
  });
  if (result.success) throw new Error('accepted');
  const fields = fieldErrors(t, result.error);
  expect(Object.keys(fields).toSorted()).toEqual(['city', 'email', 'line1', 'name', 'phone']);
  expect(fields.email).toContain('ada@example.com');
});

test('requires an existing state in countries that sort parcels by state', () => {
  expect(checkoutSchema.safeParse({ ...values, region: '' }).success).toBe(false);
  expect(checkoutSchema.safeParse({ ...values, region: 'Atlantis' }).success).toBe(false);
  expect(checkoutSchema.safeParse({ ...values, country: 'GH', region: '' }).success).toBe(true);
});

test('refuses a form that was tampered with', () => {
  expect(checkoutSchema.safeParse({ ...values, payment_method: 'free' }).success).toBe(false);
  expect(checkoutSchema.safeParse({ ...values, shipping_rate_id: '1' }).success).toBe(false);
  expect(checkoutSchema.safeParse({ ...values, note: 'x'.repeat(501) }).success).toBe(false);
});

test('the page loads every message of the schemas, and no other', () => {
  const wrong = ['', 'x', 'x'.repeat(999)].map((input) =>
    Object.fromEntries(Object.keys(checkoutSchema.shape).map((name) => [name, input])),
  );
  const issues = [checkoutSchema, checkoutWithoutDelivery].flatMap((schema) =>
    // a country with known regions
    [...wrong, { ...values, region: '' }].flatMap((each) => schema.safeParse(each).error?.issues ?? []),
  );
  const shown = new Set(issues.map(({ message }) => message)).add('fields.invalid');
  expect([...shown].toSorted()).toEqual(checkoutMessages.toSorted());
});
