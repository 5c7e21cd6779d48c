import { expect, test } from 'vitest';
import { proofWords } from './words';

test('an undecided proof is being checked, or searched for after a cancellation', () => {
  expect(proofWords('submitted', 'awaiting_verification').status).toBe('checking');
  expect(proofWords('submitted', 'cancelled').status).toBe('searching');
});

test("a decided proof keeps its status, whatever the order's state", () => {
  for (const state of ['pending_payment', 'awaiting_verification', 'shipped', 'cancelled'] as const) {
    expect(proofWords('accepted', state)).toEqual({ status: 'accepted', tone: 'good' });
    expect(proofWords('rejected', state)).toEqual({ status: 'rejected', tone: 'bad' });
  }
});
