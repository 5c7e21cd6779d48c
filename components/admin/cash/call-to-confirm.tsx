import { Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { dialled } from '@/lib/checkout/phone';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { CustomerHistory } from './customer-history';

/** Whom to call before a cash order is accepted, and what to ask: a refused parcel costs the shop delivery in both directions. */
export function CallToConfirm({ order, country, locale }: { order: Order; country: string; locale: string }) {
  const t = useTranslations('admin.cash.call');
  const { shipping_address: address } = order;
  if (order.state !== 'requested' || order.payment_method !== 'cod' || order.hold_reason) return null;
  // narrows the type: a cash on delivery order always has an address
  if (!address) return null;
  const { city, region } = address;
  return (
    <section aria-label={t('title')} className="grid gap-3 rounded-md bg-sunken p-3.5">
      <p className="text-sm">
        {t('text', {
          name: order.name,
          amount: formatMoney(order.total_minor, order.currency, locale),
          place: city === region || !region ? city : `${city}, ${region}`,
        })}
      </p>
      <CustomerHistory order={order} />
      <a
        href={`tel:${dialled(order.phone, country)}`}
        className={buttonClass({ variant: 'secondary' }, 'justify-self-start max-sm:w-full')}
      >
        <Phone aria-hidden className="size-4" />
        {t('call', { phone: order.phone })}
      </a>
    </section>
  );
}
