import { MessageCircle, Truck, Wallet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Shop } from '@/lib/shops/queries';
import { deliveryTime } from '@/lib/store/checkout/delivery';

/** Delivery, payment and help. Built only from the shop's settings, so no promise appears that the shop did not make. */
export function Promises({ shop }: { shop: Shop }) {
  const t = useTranslations('store.home');
  const tCheckout = useTranslations('store.checkout');
  const promises = [
    deliveryPromise(t, tCheckout, shop),
    paymentPromise(t, shop),
    helpPromise(t, shop),
  ].filter((promise) => promise !== null);
  if (promises.length === 0) return null;
  return (
    <section className="wrap pt-16 lg:pt-24" aria-label={t('promises')}>
      <ul className="grid gap-8 border-line border-y py-10 sm:grid-cols-3 sm:gap-10">
        {promises.map(({ Icon, title, text }) => (
          <li key={title} className="flex gap-4 sm:grid sm:content-start">
            <Icon aria-hidden className="size-7 shrink-0 text-accent-text" strokeWidth={1.5} />
            <div className="grid gap-1">
              <h2 className="font-semibold">{title}</h2>
              <p className="text-muted text-sm leading-relaxed">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type T = Translator<'store.home'>;

function deliveryPromise(
  t: T,
  tCheckout: Translator<'store.checkout'>,
  { shipping_rates, currency, locale }: Shop,
) {
  const fastest = shipping_rates.toSorted((a, b) => a.max_days - b.max_days)[0];
  if (!fastest) return null;
  const free = shipping_rates.find(({ free_from_minor }) => free_from_minor);
  const text = [
    t('deliveryText', {
      name: fastest.name,
      time: deliveryTime(tCheckout, fastest),
      price: formatMoney(fastest.price_minor, currency, locale),
    }),
    free?.free_from_minor &&
      t('freeDelivery', { name: free.name, amount: formatMoney(free.free_from_minor, currency, locale) }),
  ];
  return { Icon: Truck, title: t('deliveryTitle'), text: text.filter(Boolean).join(' ') };
}

function paymentPromise(t: T, { payment_methods }: Shop) {
  if (payment_methods.length === 0) return null;
  const text = payment_methods.map(({ label }) => label).join(' · ');
  return { Icon: Wallet, title: t('paymentTitle'), text };
}

function helpPromise(t: T, { contact_email, contact_phone }: Shop) {
  // non-breaking spaces keep the number on one line
  const phone = contact_phone?.replaceAll(' ', '\u00a0');
  const text = [contact_email, phone].filter(Boolean).join(' · ');
  return text ? { Icon: MessageCircle, title: t('helpTitle'), text } : null;
}
