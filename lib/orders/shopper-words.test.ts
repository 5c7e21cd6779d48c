import { expect, test } from 'vitest';
import { orderStatus } from './order';
import { headOf, timelineWords } from './shopper-words';

const order = {
  status: 'paid' as const,
  name: 'Ada Obi',
  payment_method: 'paystack' as const,
  can_pay: false,
  paid_minor: 0,
  cancelled_by: null,
};

test('there are words for every status that a shopper may find', () => {
  for (const status of orderStatus.options) {
    const { title, text } = headOf({ ...order, status });
    expect(title.length, status).toBeGreaterThan(5);
    expect(text.length, status).toBeGreaterThan(5);
  }
});

test('a shopper is thanked by name, and not asked for money twice', () => {
  expect(headOf(order).title).toBe('Thank you, Ada');
  expect(headOf({ ...order, status: 'confirmed', payment_method: 'cod' }).text).toContain(
    'pay when it arrives',
  );
  expect(headOf({ ...order, status: 'pending_payment', can_pay: true }).title).toContain('payment');
  expect(headOf({ ...order, status: 'pending_payment' }).text).toContain('Nothing was charged');
  expect(headOf({ ...order, status: 'on_hold', paid_minor: 500 }).text).toContain('money is safe');
});

test('the timeline says who ended an order, and why', () => {
  const cancel = (by: string, note: string | null = null) => timelineWords({ action: 'cancel', by, note });
  expect(cancel('shopper', 'Cancelled by the shopper')).toBe('You cancelled the order');
  expect(cancel('system', 'Not paid in time')).toContain('not paid in time');
  expect(cancel('shop', 'The last jar broke')).toBe('Cancelled by the shop: The last jar broke');
  expect(timelineWords({ action: 'something_new', by: 'shop', note: null })).toBe('Updated');
});
