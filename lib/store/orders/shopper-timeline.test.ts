import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { OrderAction } from '@/lib/orders/order';
import { timelineWords } from './shopper-timeline';

const t = translatorFor('en', 'store.orders');
const entry = { by: 'shop', note: null, reason: null, to: null, amount_minor: null, currency: null };
const say = (action: OrderAction | null, facts: Partial<Parameters<typeof timelineWords>[1]> = {}) =>
  timelineWords(t, { ...entry, action, ...facts });

test('there are words for everything that the database shows to shoppers', () => {
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
  expect(actions.filter((action) => say(action) === 'Updated')).toEqual([]);
  expect(say(null)).toBe('Updated');
});

test('the timeline says who ended an order, and why', () => {
  expect(say('cancel', { by: 'shopper', reason: 'asked' })).toBe('You cancelled the order');
  expect(say('cancel', { by: 'system', reason: 'not_paid' })).toContain('not paid in time');
  expect(say('cancel', { by: 'system', reason: 'sold_out' })).toContain('sold out');
  expect(say('cancel', { reason: 'payment_not_found' })).toContain('We could not find the payment');
  expect(say('cancel', { reason: 'asked', note: 'The last jar broke' })).toBe(
    'Cancelled by the shop: The last jar broke',
  );
});

test('the timeline says how much went back, and which part has left', () => {
  expect(say('refund_succeeded', { amount_minor: 450_000, currency: 'NGN' })).toBe('Refund sent: ₦4,500');
  expect(say('ship', { to: 'partially_shipped' })).toBe('Part of the order is on its way');
  expect(say('ship', { to: 'shipped' })).toBe('On its way');
});

test('the timeline says that a parcel could not be handed over, and that its money came', () => {
  expect(say('fail_delivery')).toBe('Delivery attempt failed');
  expect(say('refuse_delivery')).toBe('Delivery refused');
  expect(say('collect')).toBe('Delivered');
  expect(say('payment_collected')).toBe('We received your payment');
  expect(say('confirm_request', { by: 'shopper' })).toBe('You confirmed the order');
});

test('a shopper finds their own words again, and not those of a bank', () => {
  expect(say('open_dispute', { by: 'shopper', note: 'The jar is broken' })).toContain('“The jar is broken”');
  expect(say('open_dispute', { by: 'system', note: 'fraud' })).not.toContain('fraud');
});

test('the timeline tells the way of a transfer, from the proof to the money', () => {
  expect(say('submit_proof', { by: 'shopper' })).toBe('You uploaded a proof of payment');
  expect(say('reject_proof', { reason: 'other', note: 'It went to another account' })).toBe(
    'We could not find your transfer: It went to another account.',
  );
  expect(say('reject_proof', { reason: 'amount', note: 'It is ₦500 short.' })).toBe(
    'We could not find your transfer: The amount of this transfer does not match your order. It is ₦500 short.',
  );
  expect(say('ask_rest')).toBe('We asked you for the rest of the payment');
  expect(say('settle')).toBe('Payment received');
  expect(say('cancel', { by: 'system', reason: 'not_verified' })).toBe(
    'Cancelled automatically. We did not find your transfer in time.',
  );
});

test('of a transfer the timeline says the day, since nobody knows its hour', () => {
  const paid_on = '2026-01-31';
  for (const action of [
    ...(['settle', 'revive', 'payment_mismatch', 'payment_paid_short', 'payment_overpaid'] as const),
  ]) {
    expect(say(action, { paid_on }), action).toMatch(/^We (confirmed|found) your transfer of Jan 31, 2026\b/);
    expect(say(action, { paid_on: null }), action).not.toContain('transfer');
  }
  expect(say('ship', { to: 'shipped', paid_on: null })).toBe('On its way');
});

test('a shopper sees when their bank details were given and changed, and whether it was not them', () => {
  expect(say('give_payout_details', { by: 'shopper' })).toBe('You gave us your bank details');
  expect(say('change_payout_details', { by: 'shopper' })).toBe('You changed your bank details');
  expect(say('change_payout_details'), 'by somebody of the shop who has the link').toBe(
    'Your bank details were changed',
  );
});
