import { expect, test } from 'vitest';
import { proofWords } from './words';

test('a proof is told as its order stands: being checked, or looked for after the order has ended', () => {
  expect(proofWords('submitted', 'awaiting_verification').label).toBe('Being checked');
  expect(proofWords('submitted', 'cancelled').label).toBe('Being looked for');
});

test('what was decided stays so, whatever becomes of the order', () => {
  for (const state of ['pending_payment', 'awaiting_verification', 'shipped', 'cancelled'] as const) {
    expect(proofWords('accepted', state)).toEqual({ label: 'Money found', tone: 'good' });
    expect(proofWords('rejected', state)).toEqual({ label: 'Not found', tone: 'bad' });
  }
});
