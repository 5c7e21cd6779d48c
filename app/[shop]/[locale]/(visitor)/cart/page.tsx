import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CartPage } from '@/components/store/carts/cart-page';
import { RecentOrders } from '@/components/store/orders/recent-orders';
import { ReloadWhenRestored } from '@/components/ui/reload-when-restored';
import { readRemoved } from '@/lib/carts/cookies';
import { currentShop } from '@/lib/shops/queries';
import { getCart } from '@/lib/store/carts/queries';
import { listRecentOrders } from '@/lib/store/orders/queries';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.carts');
  return { title: t('metaTitle'), robots: { index: false } };
}

export default async function Page() {
  const shop = await currentShop();
  const [cart, orders, removed] = await Promise.all([getCart(shop), listRecentOrders(shop), readRemoved()]);
  return (
    <>
      <ReloadWhenRestored />
      <RecentOrders shop={shop} orders={orders} isCartEmpty={!cart?.lines.length} />
      <CartPage shop={shop} cart={cart} removed={removed} />
    </>
  );
}
