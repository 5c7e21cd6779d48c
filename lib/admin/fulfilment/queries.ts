import 'server-only';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { carriersOf } from '@/lib/admin/orders/carriers';
import { type Keyset, PAGE_SIZE, pageOf } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { defaultLocale } from '@/lib/shops/locales';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { type QueuedOrder, queuedOrder, type Stage } from './queue';

/** A page of the orders in a stage, longest waiting first; empty for users who may not read orders. Pages go forward only. */
export async function listFulfilment(
  shop: string,
  { stage, keyset }: { stage: Stage; keyset: Keyset | null },
) {
  const from = keyset?.direction === 'after' ? keyset : null;
  const args = { shop, stage, from_confirmed_at: from?.at, from_id: from?.id, max_rows: PAGE_SIZE + 1 };
  const rows = await rpc(await sessionClient(), 'list_fulfilment', args, z.array(queuedOrder)).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  const cursorOf = ({ confirmed_at, order_id }: QueuedOrder) => ({ at: confirmed_at, id: order_id });
  return pageOf(rows ?? [], from, cursorOf);
}

/** Suggestions for the carrier field: the carriers of the shop's last parcels, newest first, then those of its country. */
export async function listCarriers({
  shop,
}: Membership): Promise<{ last: string | null; carriers: string[] }> {
  const { data, error } = await (await sessionClient())
    .from('shipments')
    .select('carrier')
    .eq('shop_id', shop.id)
    .order('shipped_at', { ascending: false })
    .limit(RECENT_PARCELS);
  if (error) throw new Error(`shipments: ${error.code} ${error.message}`);
  const recent = data.map(({ carrier }) => carrier);
  const t = await getTranslations({ locale: defaultLocale, namespace: 'admin.orders' });
  return { last: recent[0] ?? null, carriers: [...new Set([...recent, ...carriersOf(t, shop.country)])] };
}

const RECENT_PARCELS = 40;

/** The printed part of an order: its address, and the items still to ship. */
const printedOrder = queuedOrder.pick({
  number: true,
  state: true,
  name: true,
  phone: true,
  shipping_address: true,
  shipping_rate_name: true,
  note: true,
  payment_method: true,
  currency: true,
  total_minor: true,
  placed_at: true,
  to_collect_minor: true,
  items: true,
});

export type PrintedOrder = z.infer<typeof printedOrder>;

/**
 * The shop's orders with these numbers, in the same order. Leaves out orders that cannot be packed or shipped now,
 * such as those on hold, and those with nothing left to ship.
 */
export async function listToPrint({ shop }: Membership, numbers: string[]): Promise<PrintedOrder[]> {
  if (numbers.length === 0) return [];
  const args = { shop: shop.slug, numbers };
  return rpc(await sessionClient(), 'list_packing_slips', args, z.array(printedOrder));
}
