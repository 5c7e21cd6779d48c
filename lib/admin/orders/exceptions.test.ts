import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import { exceptionDecision, type MoneyException } from '@/lib/orders/order-money';
import { choicesOf as choicesIn, type Decision, exceptionAmounts } from './exceptions';

const t = translatorFor('en', 'admin.orders');
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const payment_id = id(1);

const exception = (kind: MoneyException['kind'], choices: Decision[], rest: Partial<MoneyException> = {}) =>
  ({
    kind,
    choices,
    payment_id,
    owed_minor: 600_000,
    decision: null,
    preview: null,
    ...rest,
  }) as MoneyException;

/** An order of ₦6,000 by transfer for which `paid` was received. */
const orderOf = (state: Order['state'], paid: number, facts: Partial<Order> = {}) =>
  ({
    ...{ state, currency: 'NGN', total_minor: 600_000, paid_minor: paid, refunded_minor: 0 },
    ...{ refundable_minor: paid, payment_method: 'bank_transfer', shipments: [] },
    confirmed_at: state === 'confirmed' ? '2026-11-25T09:00:00Z' : null,
    payments: [{ payment_id, amount_minor: paid, currency: 'NGN', refunding_minor: 0 }],
    ...facts,
  }) as unknown as Order;

/** The database's preview for such an order, unless the test overrides it. */
const previewOf = (order: Order): NonNullable<MoneyException['preview']> => ({
  ...{ held_minor: order.refundable_minor ?? 0, missing_minor: 600_000 - (order.refundable_minor ?? 0) },
  ...{
    goes_on: order.state === 'confirmed',
    refund_minor: order.refundable_minor ?? 0,
    refund_currency: 'NGN',
  },
  ...{ refund_needs_approval: false, refund_cancels: false, stays_open: order.state === 'pending_payment' },
});
const choicesOf = (order: Order, raised: MoneyException) =>
  choicesIn(t, order, { ...raised, preview: raised.preview ?? previewOf(order) }, 'en-NG');
const titles = (order: Order, raised: MoneyException) => choicesOf(order, raised).map(({ title }) => title);
const textOf = (order: Order, raised: MoneyException, of: Decision) =>
  choicesOf(order, raised).find(({ decision }) => decision === of)?.text;

test('shows exactly the choices that the database offers, in its order', () => {
  const [all, none] = [
    exception('amount_mismatch', [...exceptionDecision.options]),
    exception('dispute', []),
  ];
  for (const state of ['pending_payment', 'confirmed', 'cancelled'] as const) {
    const choices = choicesOf(orderOf(state, 400_000), all);
    expect(choices.map(({ decision }) => decision)).toEqual(exceptionDecision.options);
    for (const { title, text } of choices) expect(`${title} ${text}`).not.toMatch(/undefined|null| {2}/);
    expect(choicesOf(orderOf(state, 400_000), none)).toEqual([]);
  }
});

test('offers to ask for the rest of a short transfer, to confirm it as is, or to refund it', () => {
  const order = orderOf('pending_payment', 400_000);
  const raised = exception('amount_mismatch', ['confirm', 'ask_rest', 'refund']);
  expect(titles(order, raised)).toEqual([
    'Confirm with ₦4,000 (₦2,000 stays unpaid)',
    'Ask for the rest (₦2,000)',
    'Refund ₦4,000',
  ]);
  expect(textOf(order, raised, 'ask_rest')).toBe(
    'The customer gets an email with ₦2,000 and the bank account. The order waits for the payment. Its items are reserved if they are in stock. If the customer does not pay in time, the order is cancelled and ₦4,000 is refunded.',
  );
  const byCard = { ...order, payment_method: 'paystack' as const };
  expect(textOf(byCard, raised, 'ask_rest')).toContain('The customer gets an email to pay ₦2,000.');
  const gone = exception('amount_mismatch', ['backorder']);
  expect(titles(order, gone)).toEqual(['Confirm as backorder']);
  expect(textOf(order, gone, 'backorder')).toContain('₦2,000 stays unpaid');
});

test('states that an overpayment is refunded', () => {
  const order = orderOf('pending_payment', 650_000);
  const raised = exception('amount_mismatch', ['confirm']);
  expect(titles(order, raised)).toEqual(['Confirm with ₦6,500']);
  expect(textOf(order, raised, 'confirm')).toContain('₦500 is too much and is refunded.');
});

test('offers to ask again for a payment that moved to another order, or to cancel; a shipped order stays', () => {
  const order = orderOf('confirmed', 0);
  const raised = exception('payment_moved', ['ask_rest', 'cancel', 'dismiss']);
  expect(titles(order, raised)).toEqual(['Ask for the money', 'Cancel order', 'Dismiss']);
  expect(textOf(order, raised, 'ask_rest')).toMatch(/with ₦6,000 and .* the order is cancelled\.$/);
  const sent = { ...order, state: 'shipped' as const, shipments: [{}] as Order['shipments'] };
  expect(textOf(sent, raised, 'ask_rest')).toContain('The order stays as it is.');
  expect(textOf({ ...sent, state: 'processing' }, raised, 'ask_rest')).toContain(
    'Items that are not shipped yet wait for this payment.',
  );
  expect(textOf(sent, raised, 'dismiss')).toBe('Nobody is asked for the money: ₦6,000 stays unpaid.');
});

test("states a refund in its payment's currency, with its effect on the order and whether it needs approval", () => {
  const order = orderOf('pending_payment', 0);
  const raised = (rest: Partial<NonNullable<MoneyException['preview']>>) =>
    exception('currency_mismatch', ['refund'], { preview: { ...previewOf(order), ...rest } });
  expect(titles(order, raised({ refund_minor: 3_000, refund_currency: 'USD' }))).toEqual(['Refund $30']);
  expect(textOf(order, raised({ refund_cancels: true }), 'refund')).toContain('The order is cancelled.');
  expect(textOf(order, raised({ stays_open: false }), 'refund')).not.toContain('order');
  expect(textOf(order, raised({ refund_needs_approval: true }), 'refund')).toContain(
    'A second person has to approve it.',
  );
});

test('shows the amounts owed and received with the exception', () => {
  const short = exception('amount_mismatch', [], { owed_minor: 300_000 });
  expect(exceptionAmounts(orderOf('pending_payment', 200_000), short, 'en-NG')).toEqual({
    ...{ owed: '₦3,000', received: '₦2,000', gap: { code: 'short', amount: '₦1,000', currency: 'NGN' } },
  });
});
