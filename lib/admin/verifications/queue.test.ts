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
  standing: 'to_verify',
  blocked_by: null,
  hold_reason: null,
  hold_note: null,
  claimed_by_name: null,
  claimed_until: null,
  is_mine: false,
  warnings: [],
  ...rest,
});

test('the next order is the first that waits for verification and that this user may decide', () => {
  const rows = [
    row('DONE'),
    row('TAKEN', { blocked_by: 'claimed' }),
    row('OWN', { blocked_by: 'separation_of_duties', warnings: ['own_order'] }),
    row('ASKED', { standing: 'with_finance' }),
    row('NEXT', { warnings: ['same_picture'] }),
    row('LATER'),
  ];
  expect(firstFree(rows, 'DONE')?.number).toBe('NEXT');
  expect(firstFree(rows.slice(0, 4), 'DONE')).toBeUndefined();
});
