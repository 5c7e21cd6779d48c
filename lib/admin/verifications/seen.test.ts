import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { refusedIn } from '@/lib/refusals';
import { compareWithClaim, readSeenValues, refusedAtField } from './seen';

const claim = { amount_minor: 2_550_000, paid_on: '2026-01-05', bank_reference: 'FT26-0105/99' };
const seen = { amount_minor: 2_550_000, received_on: '2026-01-05', reference: 'FT26-0105/99' };

describe("compares the verifier's values with the customer's claim", () => {
  test('finds them equal, whatever the spacing of the reference', () => {
    const same = { amount: true, day: true, reference: true };
    expect(compareWithClaim(claim, seen)).toEqual(same);
    expect(compareWithClaim(claim, { ...seen, reference: 'ft26 0105 99' })).toEqual(same);
  });

  test.each([
    [{ amount_minor: 2_549_999 }, 'amount'],
    [{ received_on: '2026-01-06' }, 'day'],
    [{ reference: 'FT26-0105/9' }, 'reference'],
  ])('finds a difference: %j', (values, field) => {
    expect(compareWithClaim(claim, { ...seen, ...values })).toEqual({
      ...{ amount: true, day: true, reference: true },
      [field]: false,
    });
  });

  test('finds no difference where one value is missing', () => {
    const nothing = { amount: null, day: null, reference: null };
    expect(compareWithClaim(claim, readSeenValues({}, 'NGN', 'en-NG'))).toEqual(nothing);
    expect(compareWithClaim({ ...claim, paid_on: null, bank_reference: null }, seen)).toEqual({
      ...nothing,
      amount: true,
    });
  });
});

test('reads an empty form as null, and no reference when the box for a missing one is checked', () => {
  expect(readSeenValues({}, 'NGN', 'en-NG')).toEqual({
    ...{ amount_minor: null, received_on: null, reference: null },
    hasReference: true,
  });
  const values = { amount_minor: '25,500', received_at: '2026-01-05', bank_reference: ' FT-1 ' };
  expect(readSeenValues(values, 'NGN', 'en-NG')).toEqual({
    ...{ amount_minor: 2_550_000, received_on: '2026-01-05', reference: 'FT-1' },
    hasReference: true,
  });
  expect(readSeenValues({ ...values, no_reference: 'on' }, 'NGN', 'en-NG')).toMatchObject({
    ...{ reference: null, hasReference: false },
  });
});

test('reports a database refusal at the matching field', () => {
  const t = translatorFor('en', 'admin.verifications');
  const refusals = translatorFor('en', 'refusals');
  const refused = (field: string) =>
    refusedAtField(
      t,
      refusedIn(refusals, 'invalid_payment', { fields: { [field]: 'The payment could not be read.' } }),
    ).fields;
  expect(refused('received_at')).toEqual({ received_at: expect.stringContaining('today at the latest') });
  expect(refused('transaction_id')).toEqual({ bank_reference: expect.stringContaining('Another payment') });
  expect(refused('currency'), 'no field of the form').toEqual({ currency: 'The payment could not be read.' });
  const other = refusedIn(refusals, 'already_paid');
  expect(refusedAtField(t, other)).toBe(other);
});
