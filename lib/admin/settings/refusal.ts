import { ZodError } from 'zod';
import { invalid } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { fieldProblem, type SettingsField } from '@/lib/settings/words';
import { DatabaseError, refusedBy } from '@/lib/supabase/rpc';

/** Maps the constraints of shop_settings, payment_methods and bank_accounts to their fields. */
const fieldOf: Record<string, SettingsField> = {
  shop_settings_payment_window_check: 'payment_window',
  shop_settings_verification_window_check: 'verification_window',
  shop_settings_short_refund_after_check: 'short_refund_after',
  shop_settings_complete_after_check: 'complete_after',
  shop_settings_refund_approval_above_minor_check: 'refund_approval_above_minor',
  shop_settings_reserve_share_check: 'reserve_share',
  shop_settings_reserve_units_check: 'reserve_units',
  shop_settings_low_stock_at_check: 'low_stock_at',
  shop_settings_max_unpaid_orders_check: 'max_unpaid_orders',
  shop_settings_cash_link_above_minor_check: 'cash_link_above_minor',
  payment_methods_lock_for_check: 'lock_for',
  // a policy that locks stock has a duration, and no other policy has one
  payment_methods_promise_check: 'lock_for',
  // cash is confirmed at placement
  payment_methods_cash_stock_check: 'stock_policy',
  payment_methods_max_total_minor_check: 'max_total_minor',
  payment_methods_regions_check: 'regions',
  payment_methods_max_open_orders_check: 'max_open_orders',
  payment_methods_max_refusals_check: 'max_refusals',
  // only cash has limits
  payment_methods_cash_limits_check: 'max_total_minor',
  bank_accounts_bank_check: 'bank',
  bank_accounts_account_name_check: 'account_name',
  bank_accounts_account_number_check: 'account_number',
  bank_accounts_number_key: 'account_number',
  bank_accounts_instructions_check: 'instructions',
  bank_accounts_qr_src_check: 'qr',
  bank_accounts_qr_label_check: 'qr_label',
};

/**
 * The refusal for an error of the database; a violated constraint is refused at its field. Throws an unexpected error,
 * which is a bug.
 */
export async function settingsRefusal(error: unknown, shop: AmountStyle): Promise<Refused> {
  const field = error instanceof DatabaseError ? fieldOf[constraintIn(error) ?? ''] : undefined;
  return field ? invalidSetting(field, shop) : refusedBy(error);
}

type AmountStyle = Parameters<typeof fieldProblem>[1];

/** The refusal that the field's schema gives for an invalid value. */
export const invalidSetting = (field: SettingsField, shop: AmountStyle): Promise<Refused> =>
  invalid(new ZodError([{ code: 'custom', path: [field], input: undefined, ...fieldProblem(field, shop) }]));

/** The name of the violated constraint. */
function constraintIn({ error: { code, message } }: DatabaseError): string | undefined {
  if (code !== '23514' && code !== '23505') return undefined;
  return /(?:check|unique) constraint "([a-z0-9_]+)"/.exec(message)?.[1];
}
