import { expect, test } from 'vitest';
import type { MoneyException, Order, Refund } from './order';
import { choicesOf as choicesIn } from './staff-questions';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const payment_id = id(1);

const question = (kind: MoneyException['kind'], rest: Partial<MoneyException> = {}) =>
  ({ kind, payment_id, decision: null, ...rest }) as MoneyException;

/** An order of ₦125 for which `paid` has come in, and `refunds` go back. */
function orderOf(state: Order['state'], paid: number, refunds: Partial<Refund>[] = []) {
  const refunding = refunds.reduce((sum, { amount_minor = 0 }) => sum + amount_minor, 0);
  return {
    ...{ state, currency: 'NGN', total_minor: 12_500, paid_minor: paid, refunded_minor: 0 },
    ...{ refunding_minor: refunding, refundable_minor: paid - refunding, dispute_open: false },
    confirmed_at: state === 'confirmed' ? '2026-11-25T09:00:00Z' : null,
    payments: [{ payment_id, amount_minor: paid, currency: 'NGN', refunding_minor: refunding }],
    refunds: refunds.map((refund) => ({ payment_id, state: 'approved', ...refund })),
  } as Order;
}

const choicesOf = (order: Order, asked: MoneyException) => choicesIn(order, asked, 'en-NG');
const decisions = (order: Order, asked: MoneyException) =>
  choicesOf(order, asked).map(({ decision }) => decision);

test('a paid order whose goods are gone is served, owed or paid back', () => {
  const choices = choicesOf(orderOf('cancelled', 12_500), question('paid_short'));
  expect(choices.map(({ decision }) => decision)).toEqual(['confirm', 'backorder', 'refund']);
  expect(choices.at(-1)?.title).toBe('Give ₦125 back');
});

test('what is short is said before somebody takes it for enough', () => {
  const [confirm] = choicesOf(orderOf('pending_payment', 10_000), question('amount_mismatch'));
  expect(confirm?.text).toContain('₦25 stays unpaid');
});

test('what is too much is said to go back', () => {
  const [confirm] = choicesOf(orderOf('pending_payment', 13_000), question('amount_mismatch'));
  expect(confirm?.text).toContain('₦5, goes back');
});

test('money on its way back confirms nothing, and does not go back twice', () => {
  const order = orderOf('cancelled', 12_500, [{ amount_minor: 12_500, state: 'processing' }]);
  expect(decisions(order, question('paid_short'))).toEqual([]);
  expect(decisions(order, question('refund_due'))).toEqual([]);
});

test('money that an order cannot explain is not dismissed', () => {
  expect(decisions(orderOf('cancelled', 12_500), question('reversed'))).toEqual(['refund']);
  expect(decisions(orderOf('confirmed', 12_500), question('reversed'))).toEqual(['refund', 'dismiss']);
});

test('a failed refund is tried again at its own place, or left', () => {
  expect(decisions(orderOf('confirmed', 12_500), question('refund_failed'))).toEqual(['dismiss']);
  expect(decisions(orderOf('cancelled', 12_500), question('refund_failed'))).toEqual([]);
});

test('a dispute is decided by its end, and everything else waits for that', () => {
  const order = orderOf('confirmed', 12_500);
  expect(choicesOf(order, question('dispute'))).toEqual([]);
  expect(choicesOf({ ...order, dispute_open: true }, question('overpaid'))).toEqual([]);
});

test('what was decided is not offered again', () => {
  const asked = question('paid_short', { decision: 'refund' });
  expect(decisions(orderOf('cancelled', 12_500), asked)).toEqual(['confirm', 'backorder']);
});
