import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { marksOf as marksIn } from './marks';

type Facts = Parameters<typeof marksIn>[2];
const t = translatorFor('en', 'admin.fulfilment');
const marksOf = (order: Facts) => marksIn(t, translatorFor('en', 'admin.orders'), order);
const order = (facts: Partial<Facts> = {}): Facts => ({
  status: 'paid',
  hold_reason: null,
  hold_note: null,
  dispute_open: false,
  backordered: false,
  delivery_failed_at: null,
  refused_at: null,
  failure_reason: null,
  ...facts,
});

const AT = '2026-11-21T08:00:00Z';

test('names what blocks an order, with the reason', () => {
  expect(marksOf(order({ hold_reason: 'amount_mismatch' }))).toEqual([
    { label: 'On hold', tone: 'warn', why: 'Amount doesn’t match.' },
  ]);
  const labels = marksOf(order({ dispute_open: true, backordered: true })).map(({ label }) => label);
  expect(labels).toEqual(['Disputed', 'Backordered']);
  expect(marksOf(order())).toEqual([]);
});

test('a refused parcel is not also marked as a failed delivery', () => {
  const labels = (facts: Partial<Facts>) => marksOf(order(facts)).map(({ label }) => label);
  expect(labels({ delivery_failed_at: AT })).toEqual(['Delivery attempt failed']);
  expect(labels({ delivery_failed_at: AT, refused_at: AT })).toEqual(['Delivery refused']);
  expect(labels({ delivery_failed_at: AT, refused_at: AT, status: 'returned' })).toEqual(['Fully returned']);
  expect(marksOf(order({ delivery_failed_at: AT, failure_reason: 'Nobody at home' }))[0]?.why).toBe(
    'Nobody at home. Try again, or record what was returned.',
  );
  expect(
    marksOf(order({ delivery_failed_at: AT, refused_at: AT, failure_reason: 'Had no cash.' }))[0]?.why,
  ).toBe('Had no cash.');
});
