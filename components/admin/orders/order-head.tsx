import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/admin/copy-button';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { paymentMethodName, statusWord } from '@/lib/orders/staff-words';
import { PaymentMark } from './payment-mark';

export function OrderHead({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders');
  const status = statusWord(t, order.status);
  const saysPaid = order.status === 'paid' && order.payment_status === 'paid';
  const units = order.items.reduce((sum, item) => sum + item.quantity - item.cancelled_quantity, 0);
  return (
    <header className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{order.number}</h1>
        <CopyButton text={order.number} what={t('page.theNumber')} />
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={status.tone}>{status.label}</Badge>
          {order.delivery_failed_at && order.state === 'shipped' && (
            <Badge tone="bad">{order.refused_at ? t('page.refused') : t('page.deliveryFailed')}</Badge>
          )}
          {!saysPaid && <PaymentMark order={order} />}
        </span>
      </div>
      <p className="text-muted text-sm">
        <Time at={order.placed_at} timeZone={order.time_zone} locale={locale} />
        {' · '}
        {t('page.itemCount', { count: units })}
        {' · '}
        <Money minor={order.total_minor} currency={order.currency} locale={locale} />
        {' · '}
        {paymentMethodName(t, order.payment_method)}
        {order.delivery_failed_at && order.state === 'shipped' && (
          <>
            {' · '}
            {t.rich(order.refused_at ? 'page.refusedAt' : 'page.lastTriedAt', {
              time: () => (
                <Time
                  key="time"
                  at={order.refused_at ?? order.delivery_failed_at ?? order.placed_at}
                  timeZone={order.time_zone}
                  locale={locale}
                />
              ),
            })}
          </>
        )}
      </p>
    </header>
  );
}
