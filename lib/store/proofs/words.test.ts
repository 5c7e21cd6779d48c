import { expect, test } from 'vitest';
import { proofWords } from './words';

test('a proof is shown as its order stands: being checked, or looked for after the order has ended', () => {
  expect(proofWords('submitted', 'awaiting_verification').status).toBe('checking');
  expect(proofWords('submitted', 'cancelled').status).toBe('searching');
});

test('what was decided stays so, whatever becomes of the order', () => {
  for (const state of ['pending_payment', 'awaiting_verification', 'shipped', 'cancelled'] as const) {
    expect(proofWords('accepted', state)).toEqual({ status: 'accepted', tone: 'good' });
    expect(proofWords('rejected', state)).toEqual({ status: 'rejected', tone: 'bad' });
  }
});
