import { expect, test } from 'vitest';
import { firstFree, type ListedVerification } from './queue';

const row = (number: string, rest: Partial<ListedVerification> = {}): ListedVerification => ({
  order_id: '00000000-0000-4000-8000-000000000001',
  number,
  name: 'Ada Obi',
  owed_minor: 1_250_000,
  currency: 'NGN',
  expires_at: '2026-11-21T08:00:00+00:00',
  submitted_at: '2026-11-20T08:00:00+00:00',
  proofs: 1,
  hold_reason: null,
  hold_note: null,
  claimed_by_name: null,
  claimed_until: null,
  is_mine: false,
  warnings: [],
  ...rest,
});

const claim = { claimed_by_name: 'Ada', claimed_until: '2026-11-20T09:00:00+00:00' };

test('the next order is the first that nobody else is on, that is not one’s own and that has something to look for', () => {
  const rows = [
    row('DONE'),
    row('TAKEN', claim),
    row('OWN', { warnings: ['own_order'] }),
    row('ASKED', { proofs: 0, submitted_at: null, hold_reason: 'amount_mismatch' }),
    row('NEXT', { warnings: ['same_picture'] }),
    row('LATER'),
  ];
  expect(firstFree(rows, 'DONE')?.number).toBe('NEXT');
  expect(firstFree(rows.slice(0, 4), 'DONE')).toBeUndefined();
});

test('what one has taken oneself is not taken', () => {
  expect(firstFree([row('MINE', { ...claim, is_mine: true })], 'DONE')?.number).toBe('MINE');
});
