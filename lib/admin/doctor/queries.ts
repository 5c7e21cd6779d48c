import 'server-only';
import type { Membership } from '@/lib/admin/staff/queries';
import { env } from '@/lib/env';
import { gatewayIds } from '@/lib/payments/gateway';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/** Runs the doctor's checks over this user's own shops. Owners only; null for everyone else. */
export async function examine({ role }: Membership) {
  if (role !== 'owner') return null;
  return rpc(await sessionClient(), 'doctor', { default_shop: env().DEFAULT_SHOP });
}

/** When the background jobs last completed; null if never, or if this user may not see it. */
export async function lastBeat(): Promise<string | null> {
  const { data, error } = await (await sessionClient())
    .from('heartbeats')
    .select('beat_at')
    .eq('name', 'cron')
    .maybeSingle();
  if (error) throw new Error(`heartbeats: ${error.code} ${error.message}`);
  return data?.beat_at ?? null;
}

/** Counts the shop's orders with online payment in the last `days` days: all of them, and those that were paid. */
export async function countOnlineOrders({ shop }: Membership, days: number) {
  const supabase = await sessionClient();
  const since = new Date(Date.now() - days * 86_400_000).toISOString();
  const placed = () =>
    supabase
      .from('orders')
      .select('id', { count: 'exact', head: true })
      .eq('shop_id', shop.id)
      .gte('placed_at', since)
      .in('payment_method', gatewayIds);
  const [all, paid] = await Promise.all([placed(), placed().not('confirmed_at', 'is', null)]);
  const error = all.error ?? paid.error;
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return { all: all.count ?? 0, paid: paid.count ?? 0 };
}
