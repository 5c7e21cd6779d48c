import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/components/ui/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { returningMinor } from '@/lib/payout-details/words';

/** The totals of the order, with payments and refunds. */
export function OrderSums({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  const returning_minor = returningMinor(order);
  const refund_due_minor = order.refunding_minor - returning_minor;
  const money = (minor: number) => <Money minor={minor} currency={order.currency} locale={locale} />;
  return (
    <dl className="grid gap-2 border-line border-t pt-4 text-[0.9375rem] [&>div]:flex [&>div]:flex-wrap [&>div]:justify-between [&>div]:gap-x-4 [&_dd]:max-w-full">
      <Sum label={t('sums.subtotal')}>{money(order.subtotal_minor)}</Sum>
      {order.cancelled_minor > 0 && <Sum label={t('sums.removed')}>−{money(order.cancelled_minor)}</Sum>}
      {order.shipping_rate_name && (
        <Sum label={order.shipping_rate_name}>
          {order.shipping_minor === 0 ? t('sums.free') : money(order.shipping_minor)}
        </Sum>
      )}
      <div className="mt-1 border-line border-t pt-3 font-semibold text-lg">
        <dt>{t('sums.total')}</dt>
        <dd>{money(order.total_minor)}</dd>
      </div>
      {order.paid_minor > 0 && (
        <Sum label={t('sums.paid')}>
          <span className="text-good">{money(order.paid_minor)}</span>
        </Sum>
      )}
      {order.rest_until && owedOf(order) > 0 && (
        <Sum label={t('sums.toPay')}>
          <span className="font-semibold">{money(owedOf(order))}</span>
        </Sum>
      )}
      {returning_minor > 0 && <Sum label={t('sums.refundOnItsWay')}>{money(returning_minor)}</Sum>}
      {refund_due_minor > 0 && <Sum label={t('sums.refundDue')}>{money(refund_due_minor)}</Sum>}
      {order.refunded_minor > 0 && <Sum label={t('sums.refunded')}>{money(order.refunded_minor)}</Sum>}
    </dl>
  );
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
