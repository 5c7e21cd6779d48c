import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MyOrders } from '@/components/store/orders/my-orders';
import { RecentOrders } from '@/components/store/orders/recent-orders';
import { listOrderKeys } from '@/lib/orders/keys';
import { currentOrderShop } from '@/lib/shops/queries';
import { listRecentOrders } from '@/lib/store/orders/queries';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.orders');
  return { title: t('list.findTitle'), robots: { index: false } };
}

export default async function OrdersPage() {
  const shop = await currentOrderShop();
  const [numbers, orders] = await Promise.all([listOrderKeys(), listRecentOrders(shop)]);
  return (
    <>
      <RecentOrders shop={shop} orders={orders} isCartEmpty={false} />
      <MyOrders numbers={numbers} />
    </>
  );
}
