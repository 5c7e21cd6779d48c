import { MessageCircle, Truck, Wallet } from 'lucide-react';
import { formatMoney } from '@/lib/money';
import type { Shop } from '@/lib/shops/queries';
import { deliveryTime } from '@/lib/store/checkout/delivery';

/** Only what the shop's own settings say: a promise that nobody made is not shown. */
export function Promises({ shop }: { shop: Shop }) {
  const promises = [deliveryPromise(shop), paymentPromise(shop), helpPromise(shop)].filter(
    (promise) => promise !== null,
  );
  if (promises.length === 0) return null;
  return (
    <section className="wrap pt-16 lg:pt-24" aria-label="What you can rely on">
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

function deliveryPromise({ shipping_rates, currency, locale }: Shop) {
  const fastest = shipping_rates.toSorted((a, b) => a.max_days - b.max_days)[0];
  if (!fastest) return null;
  const free = shipping_rates.find(({ free_from_minor }) => free_from_minor);
  const text = [
    `${fastest.name}: ${deliveryTime(fastest).toLowerCase()}, ${formatMoney(fastest.price_minor, currency, locale)}.`,
    free?.free_from_minor && `Free from ${formatMoney(free.free_from_minor, currency, locale)}.`,
  ];
  return { Icon: Truck, title: 'At your door', text: text.filter(Boolean).join(' ') };
}

function paymentPromise({ payment_methods }: Shop) {
  if (payment_methods.length === 0) return null;
  const text = payment_methods.map(({ label }) => label).join(' · ');
  return { Icon: Wallet, title: 'Pay your way', text };
}

function helpPromise({ contact_email, contact_phone }: Shop) {
  // a number is read in one go, so it is not broken into two lines
  const phone = contact_phone?.replaceAll(' ', '\u00a0');
  const text = [contact_email, phone].filter(Boolean).join(' · ');
  return text ? { Icon: MessageCircle, title: 'A person answers', text } : null;
}
