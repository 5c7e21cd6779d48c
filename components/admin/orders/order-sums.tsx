import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { Order } from '@/lib/orders/order';

/** The order's totals, what was removed, and where its money is. */
export function OrderSums({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders.page.sums');
  const { subtotal_minor, shipping_minor, cancelled_minor, total_minor } = order;
  const { currency, paid_minor, refunded_minor, refunding_minor } = order;
  const { awaiting_approval_minor: awaitingApproval = 0 } = order;
  const refundTotal = refunded_minor + refunding_minor;
  const balance = total_minor - paid_minor + refundTotal;
  // refunded money is not owed again
  const showsBalance = order.state !== 'cancelled' && (refundTotal === 0 ? balance !== 0 : balance < 0);
  const rows = [
    { name: t('subtotal'), minor: subtotal_minor },
    { name: order.shipping_rate_name ?? t('noDelivery'), minor: shipping_minor },
    { name: t('removed'), minor: -cancelled_minor, isOptional: true },
    { name: t('total'), minor: total_minor, isTotal: true },
    { name: t('paid'), minor: paid_minor },
    { name: t('refunded'), minor: -refunded_minor, isOptional: true },
    { name: t('toApprove'), minor: -awaitingApproval, isOptional: true },
    { name: t('onItsWay'), minor: awaitingApproval - refunding_minor, isOptional: true },
  ].filter(({ minor, isOptional }) => !isOptional || minor !== 0);
  return (
    <dl className="ml-auto grid w-full max-w-xs grid-cols-[minmax(0,1fr)_minmax(0,auto)] gap-x-6 gap-y-1 border-line border-t pt-3 text-sm max-sm:max-w-none [&_dd]:text-right">
      {rows.map(({ name, minor, isTotal }) => (
        <div key={name} className={clsx('contents', isTotal ? 'font-semibold' : '[&_dt]:text-muted')}>
          <dt>{name}</dt>
          <dd>
            <Money minor={minor} currency={currency} locale={locale} />
          </dd>
        </div>
      ))}
      {showsBalance && (
        <div className="contents font-medium text-warn">
          <dt>{balance > 0 ? t('stillToPay') : t('overpaid')}</dt>
          <dd>
            <Money minor={Math.abs(balance)} currency={currency} locale={locale} />
          </dd>
        </div>
      )}
    </dl>
  );
}
