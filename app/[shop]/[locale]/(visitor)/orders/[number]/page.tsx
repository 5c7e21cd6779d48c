import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrderPage } from '@/components/store/orders/order-page';
import { PrivateLink } from '@/components/store/orders/private-link';
import { currentOrderShop } from '@/lib/shops/queries';
import { getOrder } from '@/lib/store/orders/queries';
import { paramText } from '@/lib/text';

export const instant = false;
/** Time limit in seconds: the page's actions decode pictures, which can be large. */
export const maxDuration = 60;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.orders');
  return {
    title: t('page.title'),
    robots: { index: false },
    // Hides the URL from other sites. `no-referrer` would also hide the origin of a form that is sent before JavaScript has loaded,
    // and the server would reject that form as cross-site.
    referrer: 'same-origin',
  };
}

export default async function Page({ params, searchParams }: PageProps<'/[shop]/[locale]/orders/[number]'>) {
  const [shop, { number }, { reference }] = await Promise.all([currentOrderShop(), params, searchParams]);
  const order = await getOrder(shop, number);
  const t = await getTranslations('store.orders');
  // proxy.ts already answers a document request without access with 404; it lets client-side navigation through to here
  if (!order) return <PrivateLink title={t('privateLink.title')} />;
  return <OrderPage shop={shop} order={order} reference={paramText(reference)} />;
}
