import { beforeAll, expect, test } from 'vitest';
import { exampleEnv } from './example-env';
import { decodeFlash, flashCookie } from './flash';

beforeAll(() => {
  Object.assign(process.env, exampleEnv);
});

const refused = { reason: 'sold_out', fields: { email: 'Wrong' }, details: [{ available: 2 }] } as const;

test('keeps the outcome and any values of a form', () => {
  const values = { name: 'Adaọbí "Ada" O’Neil; 100% 😀', note: 'a\nb' };
  const { value, path, httpOnly, secure } = flashCookie('/checkout', 'checkout', { refused, values });
  expect(value).toMatch(/^[\w-]+$/);
  expect({ path, httpOnly, secure }).toEqual({ path: '/checkout', httpOnly: true, secure: true });
  expect(decodeFlash(value)).toEqual({
    ...{ form: 'checkout', values },
    refused: { reason: 'sold_out', fields: { email: 'Wrong' }, details: [{ available: 2 }] },
  });
});

test('drops the longest values from a cookie that browsers would reject', () => {
  const values = { email: 'ada@example.com', note: 'ọ'.repeat(2000), landmark: 'x'.repeat(2000) };
  const { value } = flashCookie('/checkout', 'checkout', { refused, values });
  expect(value.length).toBeLessThan(3700);
  expect(decodeFlash(value)?.values).toEqual({ email: 'ada@example.com', landmark: values.landmark });
});

test('drops the details of a refusal that alone are too long, and keeps its reason and fields', () => {
  const details = Array.from({ length: 200 }, (_, index) => ({
    name: `Shea balm ${index}`,
    available: index,
  }));
  const values = { email: 'ada@example.com' };
  const { value } = flashCookie('/checkout', 'checkout', { refused: { ...refused, details }, values });
  expect(value.length).toBeLessThan(3700);
  expect(decodeFlash(value)?.refused).toEqual({ reason: 'sold_out', fields: { email: 'Wrong' } });
});

test.each([
  '',
  '%%%',
  'e30',
  Buffer.from('{"form":"order","refused":{"reason":"evil"},"values":{}}').toString('base64url'),
])('ignores a forged cookie: %j', (text) => {
  expect(decodeFlash(text)).toBeNull();
});
