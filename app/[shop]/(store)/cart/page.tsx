import type { Metadata } from 'next';
import { CartPage } from '@/components/carts/cart-page';
import { getCart } from '@/lib/carts/queries';
import { currentShop } from '@/lib/shops/queries';

export const instant = false;
export const metadata: Metadata = { title: 'Cart', robots: { index: false } };

export default async function Page() {
  const shop = await currentShop();
  return <CartPage shop={shop} cart={await getCart(shop)} />;
}
