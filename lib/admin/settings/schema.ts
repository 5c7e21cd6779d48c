import { z } from 'zod';
import { optionalMoney } from '@/lib/amount-schema';
import { minutesOf } from '@/lib/settings/duration';
import { fieldMessage, fieldWords, policiesOf, promises } from '@/lib/settings/words';
import { Constants } from '@/lib/supabase/database.types';
import { formValue, formValues, text } from '@/lib/text';

const enums = Constants.public.Enums;

/** A duration such as `24 hours`, in the format of the database. */
const span = (words: string, fromMinutes: number, toMinutes: number) =>
  text.refine((input) => {
    const minutes = minutesOf(input);
    return minutes !== null && minutes >= fromMinutes && minutes <= toMinutes;
  }, words);

const separation = { auto: null, on: true, off: false } as const;

/** Form of the shop settings, as columns of shop_settings. Amounts arrive in major units. */
export const shopSettingsSchema = (shop: { currency: string; locale: string }) =>
  z.object({
    payment_window: span(fieldWords.payment_window, 10, 30 * DAY),
    verification_window: span(fieldWords.verification_window, 10, 30 * DAY),
    short_refund_after: span(fieldWords.short_refund_after, 10, 30 * DAY),
    complete_after: span(fieldWords.complete_after, 60, 90 * DAY),
    refund_approval_above_minor: optionalMoney(shop, fieldMessage('refund_approval_above_minor', shop)),
    separation_of_duties: z.enum(['auto', 'on', 'off']).transform((choice) => separation[choice]),
  });

const whole = (words: string, most: number) =>
  text
    .regex(/^[1-9][0-9]{0,6}$/, words)
    .transform(Number)
    .pipe(z.number().max(most, words));

/** Form of the limits on unpaid orders, as columns of shop_settings. The share arrives in percent. */
export const buyerLimitsSchema = (shop: { currency: string; locale: string }) =>
  z.object({
    reserve_share: whole(fieldWords.reserve_share, 100).transform((percent) => percent / 100),
    reserve_units: whole(fieldWords.reserve_units, 1_000_000),
    max_unpaid_orders: z.union([
      text.pipe(z.literal('')).transform(() => null),
      whole(fieldWords.max_unpaid_orders, 1000),
    ]),
    cash_link_above_minor: optionalMoney(shop, fieldMessage('cash_link_above_minor', shop)),
    accepts_free_orders: z
      .literal('on')
      .optional()
      .transform((ticked) => ticked === 'on'),
  });

/** Form of the shipping requirements, as columns of shop_settings. */
export const parcelSettingsSchema = () =>
  z.object({
    requires_tracking: z
      .literal('on')
      .optional()
      .transform((ticked) => ticked === 'on'),
  });

/** Form of a payment method, as columns of payment_methods. */
export const paymentMethodSchema = z
  .object({
    method: z.enum(enums.payment_method),
    stock_policy: z.enum(enums.stock_policy),
    lock_for: text,
    is_enabled: z.literal('on').optional(),
    requires_acceptance: z.literal('on').optional(),
  })
  .transform(({ method, stock_policy, lock_for, is_enabled, requires_acceptance }, context) => {
    if (!policiesOf(method).includes(stock_policy)) {
      context.addIssue({ code: 'custom', path: ['stock_policy'], message: fieldWords.stock_policy });
    }
    if (promises(stock_policy) && !span(fieldWords.lock_for, 1, 7 * DAY).safeParse(lock_for).success) {
      context.addIssue({ code: 'custom', path: ['lock_for'], message: fieldWords.lock_for });
    }
    return {
      method,
      stock_policy,
      lock_for: promises(stock_policy) ? lock_for : null,
      is_enabled: is_enabled === 'on',
      requires_acceptance: requires_acceptance === 'on',
    };
  });

const DAY = 1440;

const SPANS = ['payment_window', 'verification_window', 'short_refund_after', 'complete_after', 'lock_for'];

/**
 * Form values by column name. A duration is a number and a unit; the number may have a decimal comma, for keypads
 * without a dot.
 */
export const settingsIn = (form: FormData) => ({
  ...formValues(form),
  ...Object.fromEntries(
    SPANS.map((name) => [
      name,
      `${formValue(form, name)} ${formValue(form, `${name}_unit`)}`.replace(',', '.'),
    ]),
  ),
});
