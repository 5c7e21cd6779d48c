import type { Translator } from '@/lib/messages/messages';
import { nameWithAnswers } from '@/lib/products/fields';
import { formatTime } from '@/lib/time';
import type { Order } from './order';

type Item = Order['items'][number];
type Shipped = Pick<Order, 'state' | 'items' | 'shipments'>;

const remainingOf = (item: Pick<Item, 'quantity' | 'cancelled_quantity'>) =>
  item.quantity - item.cancelled_quantity;

const hasUnsentUnits = (item: Item, { state }: Pick<Order, 'state'>) =>
  state !== 'cancelled' && item.shipped_quantity < remainingOf(item);

/** Whether the items ship in more than one parcel, now or later: then each parcel lists its items. */
export const isSplit = (order: Shipped) =>
  order.shipments.length > 1 ||
  (order.shipments.length === 1 && order.items.some((item) => hasUnsentUnits(item, order)));

/** The items of a parcel: `2 × Shea Day Cream, 50 g`. */
export function parcelItems(parcel: Order['shipments'][number], order: Pick<Order, 'items'>): string[] {
  return (parcel.items ?? []).flatMap(({ order_item_id, quantity }) => {
    const item = order.items.find((line) => line.order_item_id === order_item_id);
    return item ? [`${quantity} × ${itemName(item)}`] : [];
  });
}

/** `Ring, Gold, Engraving: Ada` */
export const itemName = ({ name, option_value, answers }: Pick<Item, 'name' | 'option_value' | 'answers'>) =>
  nameWithAnswers(option_value ? `${name}, ${option_value}` : name, answers);

/** The delivery state of a line's units, as far as it differs from the whole order's. */
export function itemFacts(
  t: Translator<'store.orders'>,
  item: Item,
  order: Shipped,
  locale: string,
): string[] {
  const { backordered_quantity: count, backorder_on } = item;
  const unsent = remainingOf(item) - item.shipped_quantity;
  const facts: string[] = [];
  if (isSplit(order) && hasUnsentUnits(item, order)) {
    if (item.shipped_quantity > 0) facts.push(t('items.sent', { count: item.shipped_quantity }));
    facts.push(item.shipped_quantity > 0 ? t('items.toFollow', { count: unsent }) : t('items.allToFollow'));
  }
  if (count > 0 && backorder_on)
    facts.push(t('items.backorderedUntil', { count, date: formatTime(backorder_on, 'UTC', locale) }));
  else if (count > 0) facts.push(t('items.backordered', { count }));
  if (item.returned_quantity > 0) facts.push(t('items.returned', { count: item.returned_quantity }));
  return facts;
}
