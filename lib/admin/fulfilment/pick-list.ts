import type { Answers } from '@/lib/products/fields';
import { lineName, type QueuedLine } from './queue';

type Order = { number: string; items: QueuedLine[] };

/** One entry of the list: a variant with one set of answers, its units to pick, and the orders that they go to. */
export type Pick = {
  /** unique in the list */
  key: string;
  variant_id: string;
  sku: string;
  /** including its option */
  name: string;
  answers: Answers;
  image_src: string | null;
  units: number;
  orders: { number: string; units: number }[];
};

/**
 * Merges several orders into one pick list: each variant once for each set of answers, sorted by name, with the units still to ship. A
 * variant that was renamed between two orders keeps the name from the first.
 */
export function pickListOf(orders: Order[]): Pick[] {
  const picks = new Map<string, Pick>();
  for (const { number, items } of orders) {
    for (const line of items) {
      if (line.quantity <= 0) continue;
      const key = JSON.stringify([line.variant_id, line.answers]);
      const pick = picks.get(key) ?? {
        key,
        variant_id: line.variant_id,
        sku: line.sku,
        name: lineName({ ...line, answers: [] }),
        answers: line.answers,
        image_src: line.image_src,
        units: 0,
        orders: [],
      };
      pick.units += line.quantity;
      pick.orders.push({ number, units: line.quantity });
      picks.set(key, pick);
    }
  }
  return [...picks.values()].sort(
    (one, other) =>
      one.name.localeCompare(other.name, 'en', { numeric: true }) || one.sku.localeCompare(other.sku),
  );
}
