import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { can, type Order } from '@/lib/orders/order';
import { itemName } from '@/lib/orders/shopper-items';
import { OrderCancel } from './order-cancel';
import { OrderCancelItems } from './order-cancel-items';
import { OrderDispute } from './order-dispute';

/**
 * The changes that the shopper can still make. The forms stay mounted when they are no longer offered, so that their outcomes show.
 * The card is hidden when it is empty.
 */
export function OrderChanges({ order, locale }: { order: Order; locale: string }) {
  const { order_id, number, version } = order;
  const common = { order: { order_id, number, version } };
  const held_minor = order.paid_minor - order.refunded_minor - order.refunding_minor;
  const items = order.items
    .map((item) => ({
      order_item_id: item.order_item_id,
      label: itemName(item),
      units: item.quantity - item.cancelled_quantity - item.shipped_quantity,
    }))
    .filter(({ units }) => units > 0);
  return (
    <Card className="py-2! empty:hidden">
      <OrderDispute {...common} isOffered={can(order, 'open_dispute')} />
      <OrderCancelItems
        {...common}
        isOffered={can(order, 'cancel_items')}
        items={items}
        isPaid={held_minor > 0}
        isPaidByHand={order.is_refunded_by_hand}
      />
      <OrderCancel
        {...common}
        isOffered={can(order, 'cancel')}
        money={held_minor > 0 && <Money minor={held_minor} currency={order.currency} locale={locale} />}
        isPaidByHand={order.is_refunded_by_hand}
      />
    </Card>
  );
}
