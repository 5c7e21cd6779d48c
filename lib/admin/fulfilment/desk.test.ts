import { describe, expect, test } from 'vitest';
import type { Permission } from '@/lib/admin/staff/queries';
import { commandsOf, marksOf } from './desk';

const fulfiller = new Set<Permission>([
  'orders.read',
  'orders.process',
  'orders.ship',
  'orders.deliver',
  'orders.return',
]);
const auditor = new Set<Permission>(['orders.read']);

type Facts = Parameters<typeof commandsOf>[0];
const order = (facts: Partial<Facts> = {}): Facts => ({
  state: 'confirmed',
  status: 'paid',
  hold_reason: null,
  hold_note: null,
  dispute_open: false,
  backordered: false,
  in_transit: false,
  delivery_failed_at: null,
  refused_at: null,
  failure_reason: null,
  to_collect_minor: 0,
  is_confirmed_by_me: false,
  ...facts,
});
const offered = (facts: Partial<Facts>, may: ReadonlySet<Permission> = fulfiller) => [
  ...commandsOf(order(facts), may),
];

const AT = '2026-11-21T08:00:00Z';

describe('what is offered in the row of an order', () => {
  test('a confirmed order is packed, or packed at once', () => {
    expect(offered({})).toEqual(['process', 'mark_ready']);
    expect(offered({ state: 'processing' })).toEqual(['mark_ready']);
  });

  test('nothing that has to wait is packed or sent', () => {
    for (const state of ['confirmed', 'processing', 'ready_for_shipment'] as const) {
      expect(offered({ state, hold_reason: 'by_staff', hold_note: 'Customer asked to wait' })).toEqual([]);
      expect(offered({ state, dispute_open: true })).toEqual([]);
      expect(offered({ state, status: 'refunding' })).toEqual([]);
    }
  });

  test('whoever confirmed the money packs the order, and a colleague sends it', () => {
    expect(offered({ is_confirmed_by_me: true })).toEqual(['process', 'mark_ready']);
    expect(offered({ state: 'ready_for_shipment', is_confirmed_by_me: true })).toEqual([]);
    expect(offered({ state: 'ready_for_shipment' })).toEqual(['ship']);
  });

  test('goods that are owed are taken from the shelf first', () => {
    expect(offered({ backordered: true })).toContain('allocate');
  });

  test('a parcel that is paid at the door arrives with its money', () => {
    expect(offered({ state: 'shipped' })).toContain('deliver');
    expect(offered({ state: 'shipped', to_collect_minor: 500 })).not.toContain('deliver');
    expect(offered({ state: 'shipped', to_collect_minor: 500 })).toContain('collect');
  });

  test('what came back is tried again or taken back', () => {
    const back = offered({ state: 'shipped', in_transit: true, delivery_failed_at: AT });
    expect(back).toContain('mark_in_transit');
    expect(back).toContain('return_items');
    expect(back).not.toContain('fail_delivery');
    expect(offered({ state: 'shipped', in_transit: true })).not.toContain('mark_in_transit');
    expect(offered({ state: 'shipped', delivery_failed_at: AT, status: 'returned' })).not.toContain(
      'mark_in_transit',
    );
  });

  test('an auditor looks on', () => {
    for (const state of ['confirmed', 'processing', 'ready_for_shipment', 'shipped'] as const) {
      expect(offered({ state, backordered: true, to_collect_minor: 5 }, auditor)).toEqual([]);
    }
  });
});

test('what holds an order up is named, with the reason', () => {
  expect(marksOf(order({ hold_reason: 'amount_mismatch' }))).toEqual([
    { label: 'On hold', tone: 'warn', why: 'Wrong amount.' },
  ]);
  const labels = marksOf(order({ dispute_open: true, backordered: true })).map(({ label }) => label);
  expect(labels).toEqual(['Disputed', 'Backordered']);
  expect(marksOf(order())).toEqual([]);
});

test('a parcel that was refused is not also one that could not be delivered', () => {
  const labels = (facts: Partial<Facts>) => marksOf(order(facts)).map(({ label }) => label);
  expect(labels({ delivery_failed_at: AT })).toEqual(['Could not be delivered']);
  expect(labels({ delivery_failed_at: AT, refused_at: AT })).toEqual(['Refused at the door']);
  expect(labels({ delivery_failed_at: AT, refused_at: AT, status: 'returned' })).toEqual([
    'All of it is back',
  ]);
  expect(marksOf(order({ delivery_failed_at: AT, failure_reason: 'Nobody at home' }))[0]?.why).toBe(
    'Nobody at home. Have it tried again, or note what is back.',
  );
  expect(
    marksOf(order({ delivery_failed_at: AT, refused_at: AT, failure_reason: 'Had no cash.' }))[0]?.why,
  ).toBe('Had no cash.');
});
