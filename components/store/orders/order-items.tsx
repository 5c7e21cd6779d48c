import { Card } from '@/components/ui/card';
import type { Order } from '@/lib/orders/order';
import { OrderItem } from './order-item';
import { OrderSums } from './order-sums';

/** What was bought, what was taken off since, and what it costs. */
export function OrderItems({ order, locale }: { order: Order; locale: string }) {
  return (
    <Card className="grid gap-5">
      <h2 className="font-display text-xl">Items</h2>
      <ul className="grid gap-4">
        {order.items.map((item) => (
          <OrderItem key={item.order_item_id} item={item} order={order} locale={locale} />
        ))}
      </ul>
      <OrderSums order={order} locale={locale} />
    </Card>
  );
}
