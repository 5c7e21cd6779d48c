import { lineName } from '@/lib/admin/fulfilment/queue';
import type { Order } from '@/lib/orders/order';

type Item = Order['items'][number];

/** An order line with selectable units: at most `max`, each worth `unit_price_minor`. */
export type SelectableLine = { order_item_id: string; name: string; max: number; unit_price_minor: number };

/** Units neither shipped nor cancelled: they can be shipped or cancelled. */
export const unshippedLines = (order: Order) => selectableLines(order, (item) => item.left_quantity);

/** Units shipped and not returned. */
export const returnableLines = (order: Order) => selectableLines(order, (item) => item.out_quantity);

/** Units whose price can be refunded. */
export const refundableLines = (order: Order) => selectableLines(order, (item) => item.refundable_quantity);

function selectableLines({ items }: Order, maxOf: (item: Item) => number): SelectableLine[] {
  return items
    .map((item) => ({
      order_item_id: item.order_item_id,
      name: lineName(item),
      max: maxOf(item),
      unit_price_minor: item.unit_price_minor,
    }))
    .filter(({ max }) => max > 0);
}

export const countOf = (lines: SelectableLine[]) => lines.reduce((sum, { max }) => sum + max, 0);
