import { describe, expect, test } from 'vitest';
import { fieldErrors } from '@/lib/field-messages';
import { translatorFor } from '@/lib/messages/messages';
import { buyerLimitsSchema, paymentMethodSchema, settingsIn, shopSettingsSchema } from './schema';

const t = translatorFor('en', 'refusals');

function formOf(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const usual = {
  payment_window: '24',
  payment_window_unit: 'hours',
  verification_window: '24',
  verification_window_unit: 'hours',
  short_refund_after: '12',
  short_refund_after_unit: 'hours',
  complete_after: '7',
  complete_after_unit: 'days',
  refund_approval_above_minor: '12,500.50',
  separation_of_duties: 'auto',
};

const lagos = { currency: 'NGN', locale: 'en-NG' };
const read = (changes: Record<string, string> = {}, shop = lagos) =>
  shopSettingsSchema(shop).safeParse(settingsIn(formOf({ ...usual, ...changes })));

describe('limits on unpaid orders', () => {
  const usualLimits = {
    ...{ reserve_share: '50', reserve_units: '3', max_unpaid_orders: '5', cash_link_above_minor: '0' },
  };
  const limits = (changes: Record<string, string> = {}) =>
    buyerLimitsSchema(lagos).safeParse(settingsIn(formOf({ ...usualLimits, ...changes })));

  test('reads percent and units, and null for an empty limit', () => {
    expect(limits().data).toEqual({
      ...{ reserve_share: 0.5, reserve_units: 3, max_unpaid_orders: 5, cash_link_above_minor: 0 },
      accepts_free_orders: false,
    });
    expect(limits({ reserve_share: '100', accepts_free_orders: 'on' }).data).toMatchObject({
      ...{ reserve_share: 1, accepts_free_orders: true },
    });
    expect(limits({ max_unpaid_orders: ' ', cash_link_above_minor: '' }).data).toMatchObject({
      ...{ max_unpaid_orders: null, cash_link_above_minor: null },
    });
  });

  test.each<Record<string, string>>([
    { reserve_share: '0' },
    { reserve_share: '101' },
    { reserve_share: '' },
    { reserve_units: '1000001' },
    { reserve_units: '1.5' },
    { max_unpaid_orders: '1001' },
    { max_unpaid_orders: 'many' },
    { cash_link_above_minor: '-1' },
  ])('refuses %j at its field', (changes) => {
    expect(limits(changes).error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(changes));
  });
});

describe('shop settings', () => {
  test('are read as the database stores them, with the limit exact to the minor unit', () => {
    expect(read().data).toEqual({
      payment_window: '24 hours',
      verification_window: '24 hours',
      short_refund_after: '12 hours',
      complete_after: '7 days',
      refund_approval_above_minor: 1250050,
      separation_of_duties: null,
    });
  });

  test("have a limit in the number format of the shop's locale", () => {
    const capeTown = { currency: 'ZAR', locale: 'en-ZA' };
    const limit = (refund_approval_above_minor: string) => read({ refund_approval_above_minor }, capeTown);
    expect(limit('12500,50').data?.refund_approval_above_minor).toBe(1250050);
    const { error } = limit('150,000');
    expect(error && fieldErrors(t, error)).toEqual({
      refund_approval_above_minor: 'Enter an amount such as 12\u00a0500,50, or leave it empty.',
    });
  });

  test('accept a comma in durations, for keypads without a dot', () => {
    expect(read({ payment_window: '1,5' }).data?.payment_window).toBe('1.5 hours');
    expect(read({ payment_window: '1,500' }).success).toBe(false);
  });

  test('store null for an empty approval limit, so that no refund needs approval', () => {
    expect(read({ refund_approval_above_minor: ' ' }).data?.refund_approval_above_minor).toBeNull();
    expect(read({ refund_approval_above_minor: '0' }).data?.refund_approval_above_minor).toBe(0);
  });

  test.each([
    [{ payment_window: '9', payment_window_unit: 'minutes' }, 'payment_window'],
    [{ verification_window: '31', verification_window_unit: 'days' }, 'verification_window'],
    [{ short_refund_after: '', short_refund_after_unit: 'hours' }, 'short_refund_after'],
    [{ complete_after: '59', complete_after_unit: 'minutes' }, 'complete_after'],
    [{ refund_approval_above_minor: '12,50' }, 'refund_approval_above_minor'],
    [{ separation_of_duties: 'perhaps' }, 'separation_of_duties'],
  ])('refuses %j at its field', (changes, field) => {
    expect(read(changes).error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});

describe('payment method settings', () => {
  const method = (changes: Record<string, string> = {}) =>
    paymentMethodSchema.safeParse(
      settingsIn(
        formOf({
          ...{
            method: 'paystack',
            stock_policy: 'lock_then_deduct',
            lock_for: '45',
            lock_for_unit: 'minutes',
          },
          ...changes,
        }),
      ),
    );

  test('read the reservation time, and unchecked boxes as off', () => {
    expect(method({ is_enabled: 'on' }).data).toEqual({
      ...{ method: 'paystack', stock_policy: 'lock_then_deduct', lock_for: '45 minutes' },
      ...{ is_enabled: true, requires_acceptance: false },
    });
  });

  test('store no reservation time for a policy without reservation', () => {
    expect(method({ stock_policy: 'deduct_on_confirm', lock_for: '' }).data?.lock_for).toBeNull();
  });

  test('require a valid reservation time for a policy with reservation', () => {
    const { error } = method({ lock_for: '8', lock_for_unit: 'days' });
    expect(error && fieldErrors(translatorFor('en', 'refusals'), error)).toEqual({
      lock_for: 'Choose between 1 minute and 7 days.',
    });
  });

  test('require cash on delivery to deduct stock immediately', () => {
    expect(method({ method: 'cod' }).error?.issues[0]?.path).toEqual(['stock_policy']);
  });
});
