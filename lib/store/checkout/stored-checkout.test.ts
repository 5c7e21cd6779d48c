import { beforeEach, expect, test, vi } from 'vitest';
import { forgetCheckout, keepCheckout, markCheckoutSubmitted, readCheckout } from './stored-checkout';

const DAY = 24 * 3600 * 1000;
let store: Map<string, string>;

beforeEach(() => {
  store = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  });
});

test("restores the values, without the payment method and the server's fields", () => {
  keepCheckout({
    email: 'ada@example.com',
    city: '',
    payment_method: 'cod',
    idempotency_key: 'x',
    shop: 'itanna',
  });
  expect(readCheckout()).toEqual({ email: 'ada@example.com' });
  expect([...store.values()].join()).not.toMatch(/payment|cod|idempotency|itanna/);
});

test('forgets the values after 30 days, and after an order', () => {
  keepCheckout({ email: 'ada@example.com' }, 0);
  expect(readCheckout(30 * DAY - 1)).toEqual({ email: 'ada@example.com' });
  forgetCheckout({ afterOrder: true }, 1);
  expect(readCheckout(1), 'not submitted').not.toBeNull();
  markCheckoutSubmitted(1);
  forgetCheckout({ afterOrder: false }, 1);
  expect(readCheckout(1)).not.toBeNull();
  forgetCheckout({ afterOrder: true }, 1);
  expect(store.size).toBe(0);

  keepCheckout({ email: 'ada@example.com' }, 0);
  forgetCheckout({ afterOrder: false }, 30 * DAY);
  expect(store.size).toBe(0);
});

test('keeps and updates the values of a refused form', () => {
  keepCheckout({ email: 'ada@example' });
  markCheckoutSubmitted();
  keepCheckout({ email: 'ada@example.com' });
  forgetCheckout({ afterOrder: true });
  expect(readCheckout()).toEqual({ email: 'ada@example.com' });
});

test('ignores and drops data of another build or program', () => {
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '[]',
    '{"version":1,"at":1,"isSubmitted":false,"values":{}}',
    '{"version":2,"at":1,"values":{"email":7}}',
  ]) {
    store.set('checkout', text);
    expect(readCheckout(2), text).toBeNull();
  }
  vi.stubGlobal('localStorage', undefined);
  keepCheckout({ email: 'ada@example.com' });
  expect(readCheckout()).toBeNull();
});
