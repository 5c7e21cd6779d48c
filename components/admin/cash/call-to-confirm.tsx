import { Phone } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import { dialled } from '@/lib/checkout/phone';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { CustomerHistory } from './customer-history';

/** Whom to ring up before an order in cash is accepted, and what to ask: a parcel that nobody pays for costs two ways. */
export function CallToConfirm({ order, country, locale }: { order: Order; country: string; locale: string }) {
  const { shipping_address: address } = order;
  if (order.state !== 'requested' || order.payment_method !== 'cod' || order.hold_reason) return null;
  // cash is paid on delivery: there is one
  if (!address) return null;
  const { city, region } = address;
  return (
    <section aria-label="Call to confirm" className="grid gap-3 rounded-md bg-sunken p-3.5">
      <p className="text-sm">
        Call {order.name} and ask whether the order is meant, whether{' '}
        {formatMoney(order.total_minor, order.currency, locale)} will be ready in cash, and how to find the
        door in {city === region || !region ? city : `${city}, ${region}`}. Then accept or reject it.
      </p>
      <CustomerHistory order={order} />
      <a
        href={`tel:${dialled(order.phone, country)}`}
        className={buttonClass({ variant: 'secondary' }, 'justify-self-start max-sm:w-full')}
      >
        <Phone aria-hidden className="size-4" />
        Call {order.phone}
      </a>
    </section>
  );
}
