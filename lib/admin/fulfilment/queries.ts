import 'server-only';
import { z } from 'zod';
import { carriersOf } from '@/lib/admin/orders/carriers';
import { type Keyset, PAGE_SIZE, pageOf } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { MOST } from './numbers';
import { type QueuedOrder, queuedOrder, type Stage } from './queue';

/** A page of the orders in a stage, longest waiting first; empty for who may not read orders. There is no way back but to the start. */
export async function listFulfilment(
  shop: string,
  { stage, keyset }: { stage: Stage; keyset: Keyset | null },
) {
  const from = keyset?.direction === 'after' ? keyset : null;
  const args = { shop, stage, from_confirmed_at: from?.at, from_id: from?.id, max_rows: PAGE_SIZE + 1 };
  const rows = await rpc(await sessionClient(), 'list_fulfilment', args, z.array(queuedOrder)).catch(
    (error: unknown) => expectRefusal(error, 'forbidden'),
  );
  const place = ({ confirmed_at, order_id }: QueuedOrder) => ({ at: confirmed_at, id: order_id });
  return pageOf(rows ?? [], from, place);
}

/** Carriers to offer while the name is typed: those that took the shop's last parcels, newest first, and then those of its country. */
export async function listCarriers({
  shop,
}: Membership): Promise<{ last: string | null; carriers: string[] }> {
  const { data, error } = await (await sessionClient())
    .from('shipments')
    .select('carrier')
    .eq('shop_id', shop.id)
    .order('shipped_at', { ascending: false })
    .limit(LATELY);
  if (error) throw new Error(`shipments: ${error.code} ${error.message}`);
  const lately = data.map(({ carrier }) => carrier);
  return { last: lately[0] ?? null, carriers: [...new Set([...lately, ...carriersOf(shop.country)])] };
}

const LATELY = 40;

/** What is printed of orders: where they go, and what is still to be sent. */
const printedOrder = queuedOrder
  .pick({
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
  })
  .extend({
    paid_minor: z.int(),
    refunded_minor: z.int(),
    order_items: z.array(
      queuedOrder.shape.items.element.omit({ quantity: true }).extend({
        position: z.int(),
        quantity: z.int(),
        cancelled_quantity: z.int(),
      }),
    ),
  })
  .transform(({ order_items, ...order }) => ({
    ...order,
    to_collect_minor:
      order.payment_method === 'cod'
        ? Math.max(0, order.total_minor - (order.paid_minor - order.refunded_minor))
        : 0,
    items: order_items
      .toSorted((one, other) => one.position - other.position)
      .map((line) => ({ ...line, quantity: line.quantity - line.cancelled_quantity - line.shipped_quantity }))
      .filter(({ quantity }) => quantity > 0),
  }));

export type PrintedOrder = z.infer<typeof printedOrder>;

/** These orders of the shop, in the order of `numbers`, as far as this person may see them and anything of them is still to be sent. */
export async function listToPrint({ shop }: Membership, numbers: string[]): Promise<PrintedOrder[]> {
  if (numbers.length === 0) return [];
  const { data, error } = await (await sessionClient())
    .from('orders')
    .select(
      `number, state, name, phone, shipping_address, shipping_rate_name, note, payment_method, currency, total_minor,
      paid_minor, refunded_minor, placed_at, order_items(variant_id, sku, name, option_value, image_src, position, quantity,
      cancelled_quantity, shipped_quantity, returned_quantity)`,
    )
    .eq('shop_id', shop.id)
    .in('state', ['confirmed', 'processing', 'ready_for_shipment'])
    // nobody fetches or packs what has to wait
    .not('status', 'in', '(on_hold,disputed,refunding)')
    .in('number', numbers)
    .limit(MOST);
  if (error) throw new Error(`orders: ${error.code} ${error.message}`);
  return z
    .array(printedOrder)
    .parse(data)
    .filter(({ items }) => items.length > 0)
    .sort((one, other) => numbers.indexOf(one.number) - numbers.indexOf(other.number));
}
