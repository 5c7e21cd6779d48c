import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { inboxViewOf, orderOfReference, webhookStatus } from './inbox';
import { emailName, eventName, outcomeText } from './words';

const t = translatorFor('en', 'admin.webhooks');

test('a webhook is done, dead, failing or waiting', () => {
  const at = '2026-11-25T09:00:00Z';
  const status = (extra = {}) =>
    webhookStatus({ processed_at: null, dead_at: null, attempts: 0, last_error: null, ...extra });
  expect(status()).toBe('waiting');
  expect(status({ attempts: 1 })).toBe('waiting');
  expect(status({ attempts: 1, last_error: 'the gateway could not be asked' })).toBe('failing');
  expect(status({ attempts: 3 })).toBe('failing');
  expect(status({ attempts: 12, dead_at: at })).toBe('dead');
  expect(status({ attempts: 1, processed_at: at })).toBe('done');
});

test('finds the order number in a payment reference', () => {
  expect(orderOfReference('7K3M-Q2XD-9ZZZZZZZ')).toBe('7K3M-Q2XD');
  expect(orderOfReference('7K3M-Q2XD-TRANSFER')).toBe('7K3M-Q2XD');
  expect(orderOfReference('some-other-shop-42')).toBeNull();
  expect(orderOfReference(null)).toBeNull();
});

test('shows an unknown outcome under its own name', () => {
  expect(outcomeText(t, 'confirmed')).toBe('The order was confirmed.');
  expect(outcomeText(t, 'paid_late')).toBe('paid late');
  expect(outcomeText(t, 'toString')).toBe('toString');
  expect(outcomeText(t, null)).toBe('');
});

test('labels events and emails, and shows unknown ones under their own names', () => {
  expect(eventName(t, 'charge.dispute.create')).toBe('Dispute opened');
  expect(eventName(t, 'toString')).toBe('toString');
  expect(emailName(t, 'order_rest_due')).toBe('Asked for the rest');
  expect(emailName(t, 'order_lost')).toBe('order lost');
});

test('says that a message could not be read', () => {
  expect(eventName(t, 'unreadable')).toBe('Unreadable message');
  expect(outcomeText(t, 'unreadable')).toContain('could not be read');
});

test('shows everything for an unknown view', () => {
  expect(inboxViewOf('dead')).toBe('dead');
  expect(inboxViewOf(['dead'])).toBe('all');
});
