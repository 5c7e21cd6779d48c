import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { OrderAction } from '@/lib/orders/order';
import { timelineWords } from './shopper-timeline';

const t = translatorFor('en', 'store.orders');
const entry = { by: 'shop', note: null, reason: null, to: null, amount_minor: null, currency: null };
const label = (action: OrderAction | null, facts: Partial<Parameters<typeof timelineWords>[1]> = {}) =>
  timelineWords(t, { ...entry, action, ...facts });

test('every entry that the database shows to shoppers has a label', () => {
  const views = readFileSync(
    new URL('../../../supabase/migrations/20260101000810_order_views.sql', import.meta.url),
    'utf8',
  );
  const list =
    /caller <> 'shopper' or logs\.action::public\.order_action in \(('create_order'[^)]+)\)/.exec(
      views,
    )?.[1] ?? '';
  const actions = [...list.matchAll(/'([a-z_]+)'/g)].map((match) => match[1] as OrderAction);
  expect(actions.length).toBeGreaterThan(15);
  expect(actions.filter((action) => label(action) === 'Updated')).toEqual([]);
  expect(label(null)).toBe('Updated');
});

test('states who cancelled an order, and why', () => {
  expect(label('cancel', { by: 'shopper', reason: 'asked' })).toBe('You cancelled the order');
  expect(label('cancel', { by: 'system', reason: 'not_paid' })).toContain('not paid in time');
  expect(label('cancel', { by: 'system', reason: 'sold_out' })).toContain('sold out');
  expect(label('cancel', { reason: 'payment_not_found' })).toContain('We could not find the payment');
  expect(label('cancel', { reason: 'asked', note: 'The last jar broke' })).toBe(
    'Cancelled by the shop: The last jar broke',
  );
});

test('states the amount of a refund, and whether a shipment is partial', () => {
  expect(label('refund_succeeded', { amount_minor: 450_000, currency: 'NGN' })).toBe('Refund sent: ₦4,500');
  expect(label('ship', { to: 'partially_shipped' })).toBe('Part of the order is on its way');
  expect(label('ship', { to: 'shipped' })).toBe('On its way');
});

test('states a failed delivery, and a cash payment', () => {
  expect(label('fail_delivery')).toBe('Delivery attempt failed');
  expect(label('refuse_delivery')).toBe('Delivery refused');
  expect(label('collect')).toBe('Delivered');
  expect(label('payment_collected')).toBe('We received your payment');
  expect(label('confirm_request', { by: 'shopper' })).toBe('You confirmed the order');
});

test("shows the shopper's own note, but not a bank's", () => {
  expect(label('open_dispute', { by: 'shopper', note: 'The jar is broken' })).toContain(
    '“The jar is broken”',
  );
  expect(label('open_dispute', { by: 'system', note: 'fraud' })).not.toContain('fraud');
});

test('shows the steps of a transfer, from the proof to the payment', () => {
  expect(label('submit_proof', { by: 'shopper' })).toBe('You uploaded a proof of payment');
  expect(label('reject_proof', { reason: 'other', note: 'It went to another account' })).toBe(
    'We could not find your transfer: It went to another account.',
  );
  expect(label('reject_proof', { reason: 'amount', note: 'It is ₦500 short.' })).toBe(
    'We could not find your transfer: The amount of this transfer does not match your order. It is ₦500 short.',
  );
  expect(label('ask_rest')).toBe('We asked you for the rest of the payment');
  expect(label('settle')).toBe('Payment received');
  expect(label('cancel', { by: 'system', reason: 'not_verified' })).toBe(
    'Cancelled automatically. We did not find your transfer in time.',
  );
});

test('shows only the date of a transfer, because its time is unknown', () => {
  const paid_on = '2026-01-31';
  for (const action of [
    ...(['settle', 'revive', 'payment_mismatch', 'payment_paid_short', 'payment_overpaid'] as const),
  ]) {
    expect(label(action, { paid_on }), action).toMatch(
      /^We (confirmed|found) your transfer of Jan 31, 2026\b/,
    );
    expect(label(action, { paid_on: null }), action).not.toContain('transfer');
  }
  expect(label('ship', { to: 'shipped', paid_on: null })).toBe('On its way');
});

test('shows when bank details were given and changed, and whether someone else did it', () => {
  expect(label('give_payout_details', { by: 'shopper' })).toBe('You gave us your bank details');
  expect(label('change_payout_details', { by: 'shopper' })).toBe('You changed your bank details');
  expect(label('change_payout_details'), 'by a staff member with the link').toBe(
    'Your bank details were changed',
  );
});
