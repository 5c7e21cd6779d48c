import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyCart } from '@/components/store/carts/cart-page';
import { CheckoutForm } from '@/components/store/checkout/checkout-form';
import { RecentOrders } from '@/components/store/orders/recent-orders';
import { ReloadWhenRestored } from '@/components/ui/reload-when-restored';
import { readFlash } from '@/lib/flash';
import { currentShop } from '@/lib/shops/queries';
import { getCart } from '@/lib/store/carts/queries';
import { listRecentOrders } from '@/lib/store/orders/queries';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.checkout');
  return { title: t('title'), robots: { index: false } };
}

export default async function CheckoutPage() {
  const t = await getTranslations('store.checkout');
  const shop = await currentShop();
  const [cart, flash, orders] = await Promise.all([
    getCart(shop),
    readFlash('checkout'),
    listRecentOrders(shop),
  ]);
  const isCartEmpty = !cart?.lines.length;
  return (
    <>
      <ReloadWhenRestored />
      <RecentOrders shop={shop} orders={orders} isCartEmpty={isCartEmpty} />
      {isCartEmpty ? (
        <EmptyCart />
      ) : (
        <div className="wrap grid gap-8 py-8 lg:py-14">
          <h1 className="font-display text-4xl lg:text-5xl">{t('title')}</h1>
          <CheckoutForm
            shop={{ locale: shop.locale, country: shop.country }}
            cart={cart}
            paymentMethods={shop.payment_methods}
            // one for each render of the form: if the response is lost, submitting again finds the same order
            idempotencyKey={crypto.randomUUID()}
            refusal={flash?.refused ? { ...flash.refused, values: flash.values ?? {} } : null}
          />
        </div>
      )}
    </>
  );
}
