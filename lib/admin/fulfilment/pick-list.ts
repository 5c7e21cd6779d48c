import { lineName, type QueuedLine } from './queue';

type Order = { number: string; items: QueuedLine[] };

/** The units of one variant to pick, and the orders they go to. */
export type Pick = {
  variant_id: string;
  sku: string;
  /** including its option */
  name: string;
  image_src: string | null;
  units: number;
  orders: { number: string; units: number }[];
};

/**
 * Merges several orders into one pick list: each variant once, sorted by name, with the units still to ship. A
 * variant that was renamed between two orders keeps the name from the first.
 */
export function pickListOf(orders: Order[]): Pick[] {
  const picks = new Map<string, Pick>();
  for (const { number, items } of orders) {
    for (const line of items) {
      if (line.quantity <= 0) continue;
      const pick = picks.get(line.variant_id) ?? {
        variant_id: line.variant_id,
        sku: line.sku,
        name: lineName(line),
        image_src: line.image_src,
        units: 0,
        orders: [],
      };
      pick.units += line.quantity;
      pick.orders.push({ number, units: line.quantity });
      picks.set(line.variant_id, pick);
    }
  }
  return [...picks.values()].sort(
    (one, other) =>
      one.name.localeCompare(other.name, 'en', { numeric: true }) || one.sku.localeCompare(other.sku),
  );
}
