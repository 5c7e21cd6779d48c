import type { Metadata } from 'next';
import { CartPage } from '@/components/carts/cart-page';
import { readRemoved } from '@/lib/carts/cookies';
import { getCart } from '@/lib/carts/queries';
import { currentShop } from '@/lib/shops/queries';

export const instant = false;
export const metadata: Metadata = { title: 'Cart', robots: { index: false } };

export default async function Page() {
  const shop = await currentShop();
  const [cart, removed] = await Promise.all([getCart(shop), readRemoved()]);
  return <CartPage shop={shop} cart={cart} removed={removed} />;
}
