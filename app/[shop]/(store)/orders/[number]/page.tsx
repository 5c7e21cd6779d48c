import type { Metadata } from 'next';
import { OrderPage } from '@/components/orders/order-page';
import { PrivateLink } from '@/components/orders/private-link';
import { getOrder } from '@/lib/orders/queries';
import { currentShop } from '@/lib/shops/queries';

export const instant = false;
export const metadata: Metadata = { title: 'Your order', robots: { index: false }, referrer: 'no-referrer' };

export default async function Page({ params, searchParams }: PageProps<'/[shop]/orders/[number]'>) {
  const [shop, { number }, { reference }] = await Promise.all([currentShop(), params, searchParams]);
  const order = await getOrder(shop, number);
  // whoever has no key at all got a 404 from proxy.ts; this is for keys that have lost their order
  if (!order) return <PrivateLink title="This order opens with its private link" />;
  return (
    <OrderPage shop={shop} order={order} reference={typeof reference === 'string' ? reference : undefined} />
  );
}
