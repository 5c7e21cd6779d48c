import 'server-only';
import { refusalOf } from '@/lib/refusals';
import { sessionClient } from '@/lib/supabase/session';
import { readOrderKey } from './keys';
import { readOrderNumber } from './number';
import { type Order, orderSchema } from './order';

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
