import type { Order } from '@/lib/orders/order';

type Item = Order['items'][number];

/** A line of an order of which some units can be chosen: at most `max`, each worth `unit_price_minor`. */
export type SelectableLine = { variant_id: string; name: string; max: number; unit_price_minor: number };

/** Not gone and not taken off: what can be shipped or taken off. */
export const unshippedLines = (order: Order) => selectableLines(order, (item) => item.left_quantity);

/** Gone and not back yet. */
export const returnableLines = (order: Order) => selectableLines(order, (item) => item.out_quantity);

/** Those whose price can be given back. */
export const refundableLines = (order: Order) => selectableLines(order, (item) => item.refundable_quantity);

function selectableLines({ items }: Order, maxOf: (item: Item) => number): SelectableLine[] {
  return items
    .map((item) => ({
      variant_id: item.variant_id,
      name: item.option_value ? `${item.name} · ${item.option_value}` : item.name,
      max: maxOf(item),
      unit_price_minor: item.unit_price_minor,
    }))
    .filter(({ max }) => max > 0);
}

export const countOf = (lines: SelectableLine[]) => lines.reduce((sum, { max }) => sum + max, 0);
