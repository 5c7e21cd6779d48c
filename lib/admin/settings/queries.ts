import 'server-only';
import type { Membership } from '@/lib/admin/staff/queries';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/** The settings and payment methods of a shop. */
export async function getSettings({ shop }: Membership) {
  const supabase = await sessionClient();
  const [settings, payment_methods] = await Promise.all([
    supabase
      .from('shop_settings')
      .select(
        `payment_window, verification_window, short_refund_after, complete_after, refund_approval_above_minor,
        separation_of_duties, reserve_share, reserve_units, max_unpaid_orders, cash_link_above_minor, accepts_free_orders,
        requires_tracking, low_stock_at`,
      )
      .eq('shop_id', shop.id)
      .maybeSingle(),
    rpc(supabase, 'list_payment_methods', { shop: shop.slug }),
  ]);
  const { data, error } = settings;
  if (error) throw new Error(`shop_settings: ${error.code} ${error.message}`);
  return { shop_settings: data, payment_methods };
}

type Settings = Awaited<ReturnType<typeof getSettings>>;
export type ShopSettings = NonNullable<Settings['shop_settings']>;
export type PaymentMethodSettings = Settings['payment_methods'][number];
