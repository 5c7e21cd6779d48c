import type { Metadata } from 'next';
import { OrderPage } from '@/components/store/orders/order-page';
import { PrivateLink } from '@/components/store/orders/private-link';
import { currentOrderShop } from '@/lib/shops/queries';
import { getOrder } from '@/lib/store/orders/queries';
import { paramText } from '@/lib/text';

export const instant = false;
/** Seconds that the platform grants: its actions open pictures, which can be large. */
export const maxDuration = 60;
// No other site learns the address. `no-referrer` would also keep the origin from ourselves, without which a form that is sent
// before scripts have arrived is taken for a stranger's.
export const metadata: Metadata = { title: 'Your order', robots: { index: false }, referrer: 'same-origin' };

export default async function Page({ params, searchParams }: PageProps<'/[shop]/[locale]/orders/[number]'>) {
  const [shop, { number }, { reference }] = await Promise.all([currentOrderShop(), params, searchParams]);
  const order = await getOrder(shop, number);
  // whoever opens no order got a 404 from proxy.ts; this is for steps between pages, which it lets through
  if (!order) return <PrivateLink title="This order opens with its private link" />;
  return <OrderPage shop={shop} order={order} reference={paramText(reference)} />;
}
