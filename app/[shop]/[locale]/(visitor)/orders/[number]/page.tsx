import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrderPage } from '@/components/store/orders/order-page';
import { PrivateLink } from '@/components/store/orders/private-link';
import { currentOrderShop } from '@/lib/shops/queries';
import { getOrder } from '@/lib/store/orders/queries';
import { paramText } from '@/lib/text';

export const instant = false;
/** Seconds that the platform grants: its actions open pictures, which can be large. */
export const maxDuration = 60;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.orders');
  return {
    title: t('page.title'),
    robots: { index: false },
    // No other site learns the address. `no-referrer` would also keep the origin from ourselves, without which a form that is sent
    // before scripts have arrived is taken for a stranger's.
    referrer: 'same-origin',
  };
}

export default async function Page({ params, searchParams }: PageProps<'/[shop]/[locale]/orders/[number]'>) {
  const [shop, { number }, { reference }] = await Promise.all([currentOrderShop(), params, searchParams]);
  const order = await getOrder(shop, number);
  const t = await getTranslations('store.orders');
  // whoever opens no order got a 404 from proxy.ts; this is for steps between pages, which it lets through
  if (!order) return <PrivateLink title={t('privateLink.title')} />;
  return <OrderPage shop={shop} order={order} reference={paramText(reference)} />;
}
