import { exampleAmount } from '@/lib/amount';
import { type GatewayId, isGateway } from '@/lib/payments/gateway';
import type { Database } from '@/lib/supabase/database.types';

type Enums = Database['public']['Enums'];

/** The error text of each field, for the form's validation and for its database constraint. */
export const fieldWords = {
  payment_window: 'Choose between 10 minutes and 30 days.',
  verification_window: 'Choose between 10 minutes and 30 days.',
  short_refund_after: 'Choose between 10 minutes and 30 days.',
  complete_after: 'Choose between 1 hour and 90 days.',
  lock_for: 'Choose between 1 minute and 7 days.',
  stock_policy: 'This stock policy is not available for this payment method.',
  regions: 'Enter up to 200 regions or cities, separated by commas.',
  max_open_orders: 'Choose between 1 and 100, or leave it empty.',
  max_refusals: 'Choose between 1 and 100, or leave it empty.',
  bank: 'Enter the bank, in up to 60 characters.',
  account_name: 'Enter the name on the account.',
  account_number: 'Enter 4 to 40 digits and letters, once per account.',
  instructions: 'Keep this under 300 characters.',
  qr: 'Choose a picture (PNG, JPEG or WebP) of up to 900 KB.',
  qr_label: 'Enter the name of the code, in up to 40 characters.',
  position: 'Enter a whole number from 0 to 999.',
  reserve_share: 'Enter a whole number from 1 to 100.',
  reserve_units: 'Enter a whole number from 1 to 1000000.',
  max_unpaid_orders: 'Enter a whole number from 1 to 1000, or leave it empty.',
} as const;

/** Fields whose error text has an example in the shop's number format. */
const amountFields = ['refund_approval_above_minor', 'max_total_minor', 'cash_link_above_minor'] as const;

export type SettingsField = keyof typeof fieldWords | (typeof amountFields)[number];

const isAmountField = (field: string) => amountFields.some((name) => name === field);

/** A field's error text, in a shop with this currency and locale. */
export const fieldMessage = (field: SettingsField, shop: { currency: string; locale: string }): string =>
  isAmountField(field)
    ? `Enter an amount such as ${exampleAmount(shop.currency, shop.locale)}, or leave it empty.`
    : fieldWords[field as keyof typeof fieldWords];

/** The stock policies available for a payment method. */
export const policiesOf = (method: Enums['payment_method']): Enums['stock_policy'][] =>
  isGateway(method) ? ['lock_then_deduct', 'deduct_on_confirm', 'untracked'] : policiesByHand[method];

const policiesByHand: Record<Exclude<Enums['payment_method'], GatewayId>, Enums['stock_policy'][]> = {
  bank_transfer: ['lock_until_verified', 'deduct_on_confirm', 'untracked'],
  cod: ['deduct_now', 'untracked'],
};

/** Whether a policy reserves stock for a limited time. */
export const promises = (policy: Enums['stock_policy']) =>
  policy === 'lock_then_deduct' || policy === 'lock_until_verified';
