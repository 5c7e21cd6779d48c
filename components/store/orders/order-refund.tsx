import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { returningMinor } from '@/lib/payout-details/words';

/** Gateway refunds in progress and all sent refunds. PayoutRequest handles refunds paid by hand. */
export function OrderRefund({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  const succeeded = order.timeline.filter(({ action }) => action === 'refund_succeeded');
  const returning_minor = returningMinor(order);
  if (returning_minor <= 0 && succeeded.length === 0) return null;
  return (
    <Card className="flex gap-4">
      <Undo2 aria-hidden className="mt-0.5 size-6 shrink-0 text-accent-text" strokeWidth={1.75} />
      <div className="grid min-w-0 gap-2">
        <h2 className="sr-only">{t('refund.title')}</h2>
        {returning_minor > 0 && (
          <p className="font-semibold">
            {t.rich('refund.onItsWay', {
              amount: () => <Money minor={returning_minor} currency={order.currency} locale={locale} />,
            })}{' '}
            <span className="block font-normal text-muted text-sm">
              {t('refund.toOriginal')} {t('refund.banksTake')}
            </span>
          </p>
        )}
        {succeeded.map(({ at, amount_minor, currency }) => (
          <p key={at} className="font-semibold">
            {t.rich('refund.sent', {
              amount: () => (
                <Money minor={amount_minor ?? 0} currency={currency ?? order.currency} locale={locale} />
              ),
            })}{' '}
            <span className="block font-normal text-muted text-sm">
              {t.rich('refund.sentText', {
                time: () => <Time at={at} timeZone={order.time_zone} locale={locale} show="date" />,
              })}
            </span>
          </p>
        ))}
      </div>
    </Card>
  );
}
