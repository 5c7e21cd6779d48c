import 'server-only';
import type { Membership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';

/** The settings of a shop and its ways of being paid, in one round trip. */
export async function getSettings({ shop }: Membership) {
  const { data, error } = await (await sessionClient())
    .from('shops')
    .select(
      `shop_settings(payment_window, verification_window, short_refund_after, complete_after, refund_approval_above_minor,
        separation_of_duties),
      payment_methods(method, label, stock_policy, lock_for, is_enabled, requires_acceptance, accept_by_link, max_total_minor,
        regions, max_open_orders, max_refusals)`,
    )
    .eq('id', shop.id)
    .order('position', { referencedTable: 'payment_methods' })
    .single();
  if (error) throw new Error(`settings: ${error.code} ${error.message}`);
  return data;
}

type Settings = Awaited<ReturnType<typeof getSettings>>;
export type ShopSettings = NonNullable<Settings['shop_settings']>;
export type PaymentMethodSettings = Settings['payment_methods'][number];
