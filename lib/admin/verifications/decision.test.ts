import { describe, expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import { Constants } from '@/lib/supabase/database.types';
import { consequenceOf, otherPayments } from './decision';

/** An order of ₦25,500 with ₦20,000 already paid. */
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
} satisfies Parameters<typeof consequenceOf>[1];
const t = translatorFor('en', 'admin.verifications');
const of = (minor: number | null) => consequenceOf(t, order, minor, 'en-NG');

describe('the preview of a payment', () => {
  test('states that the rest of a partial payment completes it', () => {
    expect(of(5_500_00)).toEqual({
      tone: 'good',
      text: 'With the earlier payment, the order is paid in full. The order goes to packing, and we notify the customer.',
      button: 'Confirm ₦5,500',
    });
  });

  test.each([
    [5_000_00, 'That is ₦500 less than is owed.', 'Record ₦5,000 and ask finance'],
    [5_500_01, 'That is ₦0.01 more than is owed.', 'Record ₦5,500.01 and ask finance'],
    [99_999_00, 'That is ₦94,499 more than is owed.', 'Record ₦99,999 and ask finance'],
  ])('states that %d puts the order on hold and asks finance', (amount, why, button) => {
    expect(of(amount)).toMatchObject({ tone: 'warn', button });
    expect(of(amount)?.text).toContain(why);
    expect(of(amount)?.text).toContain('the order goes on hold, and finance decides');
  });

  test('states that the earlier payment is refunded when the full price is paid again', () => {
    expect(of(25_500_00)?.text).toBe(
      'The order goes to packing, and we notify the customer. ₦20,000 that was paid before is refunded.',
    );
  });

  test('has a text for every effect', () => {
    for (const effect of Constants.public.Enums.payment_effect) {
      const steps = [{ up_to_minor: null, effect, returns_minor: 0 }];
      expect(consequenceOf(t, { ...order, steps }, 100, 'en-NG')?.button, effect).toContain('₦1');
    }
  });

  test('is null without an amount', () => {
    expect(of(null)).toBeNull();
    expect(of(0)).toBeNull();
  });
});

test('every status but two has a button to record another payment', () => {
  const closed = Object.entries(otherPayments).filter(([, other]) => other === null);
  expect(closed.map(([status]) => status)).toEqual(['to_verify', 'not_accepted']);
});
