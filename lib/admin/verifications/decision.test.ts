import { describe, expect, test } from 'vitest';
import type { Order } from '@/lib/orders/order';
import { consequenceOf, deskStandingOf, isAnotherTransfer } from './decision';

const order = {
  state: 'awaiting_verification' as Order['state'],
  currency: 'NGN',
  total_minor: 25_500_00,
  paid_minor: 0,
  refunded_minor: 0,
  confirmed_at: null as string | null,
  rest_until: null as string | null,
};

describe('before money is confirmed it is said', () => {
  test('that the right amount sends the order to packing', () => {
    expect(consequenceOf(order, 25_500_00, 'en-NG')).toEqual({
      tone: 'good',
      text: 'The order goes to packing, and the customer is told.',
      button: 'Confirm ₦25,500',
    });
  });

  test.each([
    [25_000_00, 'That is ₦500 less than is owed.', 'Note ₦25,000 and ask finance'],
    [25_500_01, 'That is ₦0.01 more than is owed.', 'Note ₦25,500.01 and ask finance'],
  ])('that %d puts it on hold and asks finance', (amount, why, button) => {
    const consequence = consequenceOf(order, amount, 'en-NG');
    expect(consequence).toMatchObject({ tone: 'warn', button });
    expect(consequence?.text).toContain(why);
    expect(consequence?.text).toContain('put on hold, and finance is asked');
  });

  test('that the rest of a payment in parts makes it whole, and less than the rest does not', () => {
    const part = { ...order, paid_minor: 20_000_00 };
    expect(consequenceOf(part, 5_500_00, 'en-NG')).toEqual({
      tone: 'good',
      text: 'With what came before, that is all of it. The order goes to packing, and the customer is told.',
      button: 'Confirm ₦5,500',
    });
    expect(consequenceOf(part, 5_000_00, 'en-NG')?.text).toContain('₦500 less than is owed');
    // what is on its way back pays for nothing
    expect(consequenceOf({ ...part, refundable_minor: 0 }, 5_500_00, 'en-NG')?.tone).toBe('warn');
    expect(consequenceOf(part, 25_500_00, 'en-NG')?.text).toContain('₦20,000 that came before goes back.');
  });

  test('that an order which has left is paid in full by what its customer was asked for', () => {
    const asked = {
      ...order,
      state: 'shipped' as const,
      confirmed_at: '2026-11-20',
      rest_until: '2026-11-27',
    };
    expect(consequenceOf(asked, 25_500_00, 'en-NG')).toMatchObject({
      tone: 'good',
      button: 'Confirm ₦25,500',
    });
    expect(consequenceOf(asked, 25_000_00, 'en-NG')?.text).toContain('finance is asked');
  });

  test('that goods are gone', () => {
    expect(consequenceOf(order, 25_500_00, 'en-NG', true)).toMatchObject({
      tone: 'warn',
      button: 'Confirm ₦25,500',
    });
  });

  test('that a cancelled order is taken up again', () => {
    const consequence = consequenceOf(
      { ...order, state: 'cancelled', confirmed_at: '2026-11-20' },
      25_500_00,
      'en-NG',
    );
    expect(consequence?.text).toContain('taken up again');
  });

  test('that a second transfer goes back', () => {
    const paid = {
      ...order,
      state: 'processing' as const,
      confirmed_at: '2026-11-20',
      paid_minor: 25_500_00,
    };
    expect(consequenceOf(paid, 25_500_00, 'en-NG')?.text).toContain('goes back to the customer');
    expect(consequenceOf({ ...paid, refunded_minor: 25_500_00 }, 100, 'en-NG')?.text).toContain(
      'finance is asked',
    );
  });

  test('nothing, while there is no amount', () => {
    expect(consequenceOf(order, null, 'en-NG')).toBeNull();
    expect(consequenceOf(order, 0, 'en-NG')).toBeNull();
  });
});

test('the rest that a customer was asked for is no other transfer, so that two who see it record it once', () => {
  const part = { ...order, paid_minor: 20_000_00 };
  expect(isAnotherTransfer(order)).toBe(false);
  expect(isAnotherTransfer(part)).toBe(true);
  expect(isAnotherTransfer({ ...part, rest_until: '2026-11-27' })).toBe(false);
  const going = { ...part, state: 'shipped' as const, confirmed_at: '2026-11-20' };
  expect(isAnotherTransfer(going)).toBe(true);
  expect(isAnotherTransfer({ ...going, rest_until: '2026-11-27' })).toBe(false);
});

describe('an order at the desk', () => {
  const proof = (state: 'submitted' | 'accepted' | 'rejected') =>
    ({ state }) as NonNullable<Order['proofs']>[number];
  const at = (state: Order['state'], ...proofs: NonNullable<Order['proofs']>) =>
    deskStandingOf({ state, proofs, confirmed_at: null, hold_reason: null, rest_until: null });

  test('waits while it has a proof that nobody has decided on', () => {
    expect(at('awaiting_verification', proof('rejected'), proof('submitted')).isWaiting).toBe(true);
    expect(at('awaiting_verification', proof('accepted')).text).toContain('finance has been asked');
    expect(at('pending_payment', proof('rejected')).text).toContain('was rejected');
    expect(at('pending_payment').text).toContain('no proof');
    const asked = {
      state: 'pending_payment' as const,
      rest_until: '2026-11-27',
      proofs: [proof('accepted')],
    };
    expect(deskStandingOf({ ...asked, confirmed_at: null, hold_reason: null }).text).toContain(
      'asked for the rest',
    );
  });

  test('lets money be written down in any state but one that has not begun', () => {
    expect(at('confirmed', proof('accepted')).other).toContain('Another transfer');
    expect(at('cancelled').other).toContain('after all');
    expect(at('requested').other).toBeNull();
  });
});
