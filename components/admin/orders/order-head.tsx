import { CopyButton } from '@/components/admin/copy-button';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { paymentMethodWords, statusWords } from '@/lib/orders/staff-words';
import { PaymentMark } from './payment-mark';

export function OrderHead({ order, locale }: { order: Order; locale: string }) {
  const status = statusWords[order.status];
  const saysPaid = order.status === 'paid' && order.payment_status === 'paid';
  const units = order.items.reduce((sum, item) => sum + item.quantity - item.cancelled_quantity, 0);
  return (
    <header className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{order.number}</h1>
        <CopyButton text={order.number} what="the number" />
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={status.tone}>{status.label}</Badge>
          {order.delivery_failed_at && order.state === 'shipped' && (
            <Badge tone="bad">{order.refused_at ? 'Refused at the door' : 'Could not be delivered'}</Badge>
          )}
          {!saysPaid && <PaymentMark order={order} />}
        </span>
      </div>
      <p className="text-muted text-sm">
        <Time at={order.placed_at} timeZone={order.time_zone} locale={locale} />
        {' · '}
        {units} {units === 1 ? 'piece' : 'pieces'}
        {' · '}
        <Money minor={order.total_minor} currency={order.currency} locale={locale} />
        {' · '}
        {paymentMethodWords[order.payment_method]}
        {order.delivery_failed_at && order.state === 'shipped' && (
          <>
            {order.refused_at ? ' · refused ' : ' · last tried '}
            <Time
              at={order.refused_at ?? order.delivery_failed_at}
              timeZone={order.time_zone}
              locale={locale}
            />
          </>
        )}
      </p>
    </header>
  );
}
