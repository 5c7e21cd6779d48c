import { refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { fieldWords, type SettingsField } from './words';

/** The constraints of shop_settings and payment_methods, and the field that each is about. */
const fieldOf: Record<string, SettingsField> = {
  shop_settings_payment_window_check: 'payment_window',
  shop_settings_verification_window_check: 'verification_window',
  shop_settings_short_refund_after_check: 'short_refund_after',
  shop_settings_complete_after_check: 'complete_after',
  shop_settings_refund_approval_above_minor_check: 'refund_approval_above_minor',
  payment_methods_lock_for_check: 'lock_for',
  // a promise has a time, and only a promise has one
  payment_methods_check: 'lock_for',
  // cash is confirmed at placement
  payment_methods_check1: 'stock_policy',
};

/** Turns a constraint's no into words on its field; throws whatever is none of these, since that is a bug. */
export function constraintRefusal({ code, message }: { code: string; message: string }): Refused {
  const constraint = code === '23514' ? /check constraint "([a-z0-9_]+)"/.exec(message)?.[1] : undefined;
  const field = constraint ? fieldOf[constraint] : undefined;
  if (!field) throw new Error(`database: ${code} ${message}`);
  return refuse('invalid_input', { fields: { [field]: fieldWords[field] } });
}
