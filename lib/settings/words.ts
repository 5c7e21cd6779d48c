import { exampleAmount } from '@/lib/amount';
import { type FieldMessage, type FieldProblem, fieldMessage } from '@/lib/field-messages';
import { type GatewayId, isGateway } from '@/lib/payments/gateway';
import type { Database } from '@/lib/supabase/database.types';
import type { DurationUnit } from './duration';

type Enums = Database['public']['Enums'];

const span = (minimum: number, minimumUnit: DurationUnit, days: number) => ({
  message: fieldMessage('fields.span'),
  params: { minimum, minimumUnit, maximum: days },
});

const upTo = (maximum: number, key: FieldMessage) => ({ message: key, params: { maximum } });

const between = (minimum: number, maximum: number, key: FieldMessage) => ({
  message: key,
  params: { minimum, maximum },
});

/** Each field's error message and its limits, for the form's validation and for its database constraint. */
export const fieldProblems = {
  payment_window: span(10, 'minutes', 30),
  verification_window: span(10, 'minutes', 30),
  short_refund_after: span(10, 'minutes', 30),
  complete_after: span(1, 'hours', 90),
  lock_for: span(1, 'minutes', 7),
  stock_policy: { message: fieldMessage('fields.stockPolicy') },
  regions: upTo(200, 'fields.regions'),
  max_open_orders: between(1, 100, 'fields.countOrEmpty'),
  max_refusals: between(1, 100, 'fields.countOrEmpty'),
  bank: upTo(60, 'fields.accountBank'),
  account_name: { message: fieldMessage('fields.accountName') },
  account_number: { message: fieldMessage('fields.accountNumber') },
  instructions: upTo(300, 'fields.tooLong'),
  qr: { message: fieldMessage('fields.qr') },
  qr_label: upTo(40, 'fields.qrLabel'),
  position: between(0, 999, 'fields.wholeNumber'),
  reserve_share: between(1, 100, 'fields.wholeNumber'),
  reserve_units: between(1, 1_000_000, 'fields.wholeNumber'),
  max_unpaid_orders: between(1, 1000, 'fields.wholeNumberOrEmpty'),
  low_stock_at: between(0, 1_000_000, 'fields.wholeNumber'),
};

// several schemas share them
for (const problem of Object.values(fieldProblems)) Object.freeze(problem);

/** Fields whose error text has an example in the shop's number format. */
const amountFields = ['refund_approval_above_minor', 'max_total_minor', 'cash_link_above_minor'] as const;
type AmountField = (typeof amountFields)[number];

export type SettingsField = keyof typeof fieldProblems | AmountField;

const isAmountField = (field: SettingsField): field is AmountField =>
  amountFields.some((name) => name === field);

/** A field's error message, in a shop with this currency and locale. */
export const fieldProblem = (
  field: SettingsField,
  shop: { currency: string; locale: string },
): FieldProblem =>
  isAmountField(field)
    ? {
        message: fieldMessage('fields.amountOrEmpty'),
        params: { example: exampleAmount(shop.currency, shop.locale) },
      }
    : fieldProblems[field];

/** The stock policies available for a payment method. */
export const policiesOf = (method: Enums['payment_method']): Enums['stock_policy'][] =>
  isGateway(method) ? ['lock_then_deduct', 'deduct_on_confirm', 'untracked'] : policiesByHand[method];

const policiesByHand: Record<Exclude<Enums['payment_method'], GatewayId>, Enums['stock_policy'][]> = {
  bank_transfer: ['lock_until_verified', 'deduct_on_confirm', 'untracked'],
  cod: ['deduct_now', 'untracked'],
};

/** Whether a policy reserves stock for a limited time. */
export const locksStock = (policy: Enums['stock_policy']) =>
  policy === 'lock_then_deduct' || policy === 'lock_until_verified';
