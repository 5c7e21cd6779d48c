import type { Metadata } from 'next';
import { CartPage } from '@/components/carts/cart-page';
import { RecentOrders } from '@/components/orders/recent-orders';
import { ReloadWhenRestored } from '@/components/ui/reload-when-restored';
import { readRemoved } from '@/lib/carts/cookies';
import { getCart } from '@/lib/carts/queries';
import { listRecentOrders } from '@/lib/orders/queries';
import { currentShop } from '@/lib/shops/queries';

export const instant = false;
export const metadata: Metadata = { title: 'Cart', robots: { index: false } };

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
