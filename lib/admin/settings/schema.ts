import { z } from 'zod';
import { optionalMoney } from '@/lib/amount-schema';
import { minutesOf } from '@/lib/settings/duration';
import { fieldProblem, fieldProblems, locksStock, policiesOf } from '@/lib/settings/words';
import { Constants } from '@/lib/supabase/database.types';
import { formValue, formValues, text } from '@/lib/text';

const enums = Constants.public.Enums;

/** A duration such as `24 hours`, in the format of the database. */
const span = (problem: typeof fieldProblems.lock_for) => {
  const { minimum, minimumUnit, maximum } = problem.params;
  const least = minutesOf(`${minimum} ${minimumUnit}`) ?? 0;
  const most = minutesOf(`${maximum} days`) ?? 0;
  return text.refine(
    (input) => {
      const minutes = minutesOf(input);
      return minutes !== null && minutes >= least && minutes <= most;
    },
    { ...problem },
  );
};

const separation = { auto: null, on: true, off: false } as const;

/** Form of the shop settings, as columns of shop_settings. Amounts arrive in major units. */
export const shopSettingsSchema = (shop: { currency: string; locale: string }) =>
  z.object({
    payment_window: span(fieldProblems.payment_window),
    verification_window: span(fieldProblems.verification_window),
    short_refund_after: span(fieldProblems.short_refund_after),
    complete_after: span(fieldProblems.complete_after),
    refund_approval_above_minor: optionalMoney(shop, fieldProblem('refund_approval_above_minor', shop)),
    separation_of_duties: z.enum(['auto', 'on', 'off']).transform((choice) => separation[choice]),
  });

type Limited = typeof fieldProblems.reserve_share;

const isWhole = (input: string, { params }: Limited) =>
  /^(0|[1-9][0-9]{0,6})$/.test(input) && Number(input) >= params.minimum && Number(input) <= params.maximum;

const whole = (problem: Limited) =>
  text.refine((input) => isWhole(input, problem), { ...problem }).transform(Number);

/** Null for an empty field. */
export const wholeOrEmpty = (problem: Limited) =>
  text
    .refine((input) => input === '' || isWhole(input, problem), { ...problem })
    .transform((input) => (input === '' ? null : Number(input)));

/** Form of the limits on unpaid orders, as columns of shop_settings. The share arrives in percent. */
export const buyerLimitsSchema = (shop: { currency: string; locale: string }) =>
  z.object({
    reserve_share: whole(fieldProblems.reserve_share).transform((percent) => percent / 100),
    reserve_units: whole(fieldProblems.reserve_units),
    max_unpaid_orders: wholeOrEmpty(fieldProblems.max_unpaid_orders),
    cash_link_above_minor: optionalMoney(shop, fieldProblem('cash_link_above_minor', shop)),
    accepts_free_orders: z
      .literal('on')
      .optional()
      .transform((ticked) => ticked === 'on'),
  });

/** Form of the low-stock level and the shipping requirements, as columns of shop_settings. */
export const stockSettingsSchema = () =>
  z.object({
    low_stock_at: whole(fieldProblems.low_stock_at),
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
      context.addIssue({ code: 'custom', path: ['stock_policy'], ...fieldProblems.stock_policy });
    }
    if (locksStock(stock_policy) && !span(fieldProblems.lock_for).safeParse(lock_for).success) {
      context.addIssue({ code: 'custom', path: ['lock_for'], ...fieldProblems.lock_for });
    }
    return {
      method,
      stock_policy,
      lock_for: locksStock(stock_policy) ? lock_for : null,
      is_enabled: is_enabled === 'on',
      requires_acceptance: requires_acceptance === 'on',
    };
  });

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
