import { describe, expect, test } from 'vitest';
import { Constants } from '@/lib/supabase/database.types';
import { consequenceOf, statusTexts } from './decision';

/** An order of ₦25,500 of which ₦20,000 came before. */
const order = {
  currency: 'NGN',
  owed_minor: 5_500_00,
  steps: [
    { up_to_minor: 5_499_99, effect: 'holds', returns_minor: 0 },
    { up_to_minor: 5_500_00, effect: 'confirms_with_rest', returns_minor: 0 },
    { up_to_minor: 25_499_99, effect: 'holds', returns_minor: 0 },
    { up_to_minor: 25_500_00, effect: 'confirms', returns_minor: 20_000_00 },
    { up_to_minor: null, effect: 'holds', returns_minor: 0 },
  ],
} satisfies Parameters<typeof consequenceOf>[0];
const of = (minor: number | null) => consequenceOf(order, minor, 'en-NG');

describe('before money is confirmed it is said', () => {
  test('that the rest of a payment in parts makes it whole', () => {
    expect(of(5_500_00)).toEqual({
      tone: 'good',
      text: 'With what came before, that is all of it. The order goes to packing, and the customer is told.',
      button: 'Confirm ₦5,500',
    });
  });

  test.each([
    [5_000_00, 'That is ₦500 less than is owed.', 'Note ₦5,000 and ask finance'],
    [5_500_01, 'That is ₦0.01 more than is owed.', 'Note ₦5,500.01 and ask finance'],
    [99_999_00, 'That is ₦94,499 more than is owed.', 'Note ₦99,999 and ask finance'],
  ])('that %d puts it on hold and asks finance', (amount, why, button) => {
    expect(of(amount)).toMatchObject({ tone: 'warn', button });
    expect(of(amount)?.text).toContain(why);
    expect(of(amount)?.text).toContain('put on hold, and finance is asked');
  });

  test('that what came before goes back when all of the price comes again', () => {
    expect(of(25_500_00)?.text).toBe(
      'The order goes to packing, and the customer is told. ₦20,000 that came before goes back.',
    );
  });

  test('whatever follows, in words', () => {
    for (const effect of Constants.public.Enums.payment_effect) {
      const steps = [{ up_to_minor: null, effect, returns_minor: 0 }];
      expect(consequenceOf({ ...order, steps }, 100, 'en-NG')?.button, effect).toContain('₦1');
    }
  });

  test('nothing, while there is no amount', () => {
    expect(of(null)).toBeNull();
    expect(of(0)).toBeNull();
  });
});

test('money can be written down for an order wherever it stands, but for one that has not begun', () => {
  const silent = Object.entries(statusTexts).filter(([, { other }]) => other === null);
  expect(silent.map(([standing]) => standing)).toEqual(['to_verify', 'not_accepted']);
});
