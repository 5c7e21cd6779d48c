import 'server-only';
import { z } from 'zod';
import { readOrderKey, readOrderKeys } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { type Order, orderSchema, type RecentOrder, recentOrderSchema } from '@/lib/orders/order';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/**
 * An order of this shop for the holder of its key or its owner; null for everyone else, as for an order that does not
 * exist. `key` replaces the browser's own key.
 */
export async function getOrder(shop: { slug: string }, input: string, key?: string): Promise<Order | null> {
  const client = await sessionClient();
  const number = readOrderNumber(input);
  if (!number) return null;
  const args = { number, access_token: key ?? (await readOrderKey(number)) ?? undefined };
  const order = await rpc(client, 'get_order', args, orderSchema).catch((error: unknown) =>
    expectRefusal(error, 'order_not_found'),
  );
  return order?.shop === shop.slug ? order : null;
}

/** Up to five orders from this browser, unpaid or placed in the last hour, newest first. Never cached. */
export async function listRecentOrders(shop: { slug: string }): Promise<RecentOrder[]> {
  const client = await sessionClient();
  const access_tokens = await readOrderKeys();
  if (access_tokens.length === 0) return [];
  const args = { shop: shop.slug, access_tokens };
  return rpc(client, 'list_recent_orders', args, z.array(recentOrderSchema));
}
