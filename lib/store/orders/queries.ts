import 'server-only';
import { z } from 'zod';
import { readOrderKey, readOrderKeys } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { type Order, orderSchema, type RecentOrder, recentOrderSchema } from '@/lib/orders/order';
import { refusalOf } from '@/lib/refusals';
import { sessionClient } from '@/lib/supabase/session';

/**
 * An order of this shop for whoever holds its key or owns it; null for everybody else, as for an order that does not exist.
 * `key`: to look with another key than the browser's own.
 */
export async function getOrder(shop: { slug: string }, typed: string, key?: string): Promise<Order | null> {
  const client = await sessionClient();
  const number = readOrderNumber(typed);
  if (!number) return null;
  const { data, error } = await client.rpc('get_order', {
    number,
    access_token: key ?? (await readOrderKey(number)) ?? undefined,
  });
  if (error) {
    const refusal = refusalOf(error);
    if (refusal.reason === 'order_not_found') return null;
    throw new Error(`get_order: ${refusal.reason}`);
  }
  const order = orderSchema.parse(data);
  return order.shop === shop.slug ? order : null;
}

/** What was ordered in this browser and waits to be paid, or was placed in the last hour: newest first. Never cached. */
export async function listRecentOrders(shop: { slug: string }): Promise<RecentOrder[]> {
  const client = await sessionClient();
  const access_tokens = await readOrderKeys();
  if (access_tokens.length === 0) return [];
  const { data, error } = await client.rpc('list_recent_orders', { shop: shop.slug, access_tokens });
  if (error) throw new Error(`list_recent_orders: ${error.code} ${error.message}`);
  return z.array(recentOrderSchema).parse(data);
}
