import { describe, expect, test } from 'vitest';
import { differenceOf, expectationOf, historyOf } from './words';

describe('cash at the door', () => {
  const of = (amount_minor: number, is_delivered = false) =>
    expectationOf({
      ...{ amount_minor, due_minor: 4_500_000, currency: 'NGN', locale: 'en-NG', is_delivered },
      steps: [
        { up_to_minor: 4_499_999, effect: 'asks', returns_minor: 0 },
        { up_to_minor: 4_500_000, effect: 'pays_in_full', returns_minor: 0 },
        { up_to_minor: null, effect: 'overpays', returns_minor: 0 },
      ],
    });

  test('that is all that is due makes the order delivered and paid', () => {
    expect(of(4_500_000)).toEqual({ tone: 'good', text: 'Delivered and paid in full.' });
    expect(of(4_500_000, true)?.text).not.toContain('Delivered');
  });

  test('of which a part is missing is a question, and the part is named', () => {
    expect(of(4_450_000)).toMatchObject({ tone: 'warn', text: expect.stringContaining('₦500 is missing') });
    expect(of(4_450_000)?.text).toContain('finance');
  });

  test('of which there is too much has to go back', () => {
    expect(of(4_500_001)?.text).toContain('₦0.01 too much');
  });
});

test('whoever counts sees what is missing, to the last unit', () => {
  const counted = (counted_minor: number) =>
    differenceOf({ expected_minor: 1000, counted_minor, currency: 'NGN' }, 'en-NG');
  expect(counted(1000)).toEqual({ tone: 'good', text: 'All of it is there' });
  expect(counted(999)).toEqual({ tone: 'bad', text: '₦0.01 missing' });
  expect(counted(0).text).toBe('₦10 missing');
  expect(counted(1100)).toEqual({ tone: 'warn', text: '₦1 too much' });
});

test('how often a customer has sent the courier away is said in words', () => {
  expect(historyOf({ refused: 2, delivered: 5 })).toBe('2 parcels refused at the door, 5 taken');
  expect(historyOf({ refused: 1, delivered: 0 })).toBe('1 parcel refused at the door, none taken');
  expect(historyOf({ refused: 0, delivered: 1 })).toBe('1 parcel taken before');
  expect(historyOf({ refused: 0, delivered: 0 })).toBe('No parcel taken before');
});
