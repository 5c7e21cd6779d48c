import type { Metadata } from 'next';
import { EmptyCart } from '@/components/carts/cart-page';
import { CheckoutForm } from '@/components/checkout/checkout-form';
import { getCart } from '@/lib/carts/queries';
import { readRefusal } from '@/lib/checkout/refusal';
import { currentShop } from '@/lib/shops/queries';

export const instant = false;
export const metadata: Metadata = { title: 'Checkout', robots: { index: false } };

export default async function CheckoutPage() {
  const shop = await currentShop();
  const [cart, refusal] = await Promise.all([getCart(shop), readRefusal()]);
  if (!cart?.lines.length) return <EmptyCart />;
  return (
    <div className="wrap grid gap-8 py-8 lg:py-14">
      <h1 className="font-display text-4xl lg:text-5xl">Checkout</h1>
      <CheckoutForm
        shop={{ slug: shop.slug, locale: shop.locale, country: shop.country }}
        cart={cart}
        paymentMethods={shop.payment_methods}
        // one for every visit of the form: whatever happens to an answer, sending the form again finds the same order
        idempotencyKey={crypto.randomUUID()}
        refusal={refusal}
      />
    </div>
  );
}
