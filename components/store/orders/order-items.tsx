import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { Order } from '@/lib/orders/order';
import { OrderItem } from './order-item';
import { OrderSums } from './order-sums';

/** The items, the removed items and the totals. */
export function OrderItems({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  return (
    <Card className="grid gap-5">
      <h2 className="font-display text-xl">{t('items.title')}</h2>
      <ul className="grid gap-4">
        {order.items.map((item) => (
          <OrderItem key={item.order_item_id} item={item} order={order} locale={locale} />
        ))}
      </ul>
      <OrderSums order={order} locale={locale} />
    </Card>
  );
}
