import type { Database } from '@/lib/supabase/database.types';

type Enums = Database['public']['Enums'];

/** What is wrong with a field, for whoever filled it in: said by the form and, where it comes to that, by the constraint. */
export const fieldWords = {
  payment_window: 'Choose between 10 minutes and 30 days.',
  verification_window: 'Choose between 10 minutes and 30 days.',
  short_refund_after: 'Choose between 10 minutes and 30 days.',
  complete_after: 'Choose between 1 hour and 90 days.',
  refund_approval_above_minor: 'Enter an amount such as 12,500.50, or leave it empty.',
  lock_for: 'Choose between 1 minute and 7 days.',
  stock_policy: 'This way of paying cannot treat stock so.',
} as const;

export type SettingsField = keyof typeof fieldWords;

export const isSettingsField = (text: unknown): text is SettingsField =>
  typeof text === 'string' && Object.hasOwn(fieldWords, text);

/** What an order does with the stock, per stock policy. */
export const policyWords: Record<Enums['stock_policy'], { label: string; text: string }> = {
  lock_then_deduct: {
    label: 'Set aside during payment',
    text: 'It is promised when the order is placed and taken once the money is there. Afterwards the order can still be paid as long as there is stock.',
  },
  lock_until_verified: {
    label: 'Set aside until verified',
    text: 'It is promised when the order is placed, longer once a proof was shown, and taken when somebody has seen the money.',
  },
  deduct_on_confirm: {
    label: 'Taken once it is paid',
    text: 'Nothing is promised before. Two customers may pay for the last piece; one of them gets the money back.',
  },
  deduct_now: { label: 'Taken at once', text: 'The goods belong to the order as soon as it is placed.' },
  untracked: { label: 'Not counted', text: 'For what is made to order or never runs out.' },
};

/** The stock policies that make sense for a way of paying. */
export const policiesOf: Record<Enums['payment_method'], Enums['stock_policy'][]> = {
  paystack: ['lock_then_deduct', 'deduct_on_confirm', 'untracked'],
  bank_transfer: ['lock_until_verified', 'deduct_on_confirm', 'untracked'],
  cod: ['deduct_now', 'untracked'],
};

/** Those that promise stock for a while. */
export const promises = (policy: Enums['stock_policy']) =>
  policy === 'lock_then_deduct' || policy === 'lock_until_verified';
