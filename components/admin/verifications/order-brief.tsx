import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DeadlineClock } from '@/components/admin/money-exceptions/deadline-clock';
import { OrderSums } from '@/components/admin/orders/order-sums';
import { Panel } from '@/components/admin/orders/panel';
import { Answers } from '@/components/ui/answers';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { staffOrderPath } from '@/lib/staff/paths';

/** A short summary of the order: customer, items, stock reservation and totals. */
export function OrderBrief({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin');
  const { shop, number, name, phone, email, note, placed_at, time_zone } = order;
  const history = order.history ?? { delivered: 0, refused: 0 };
  return (
    <Panel
      title={t('verifications.order.title')}
      aside={
        <Link
          href={staffOrderPath(shop, number)}
          className="inline-flex min-h-9 items-center font-medium text-accent-text text-sm underline underline-offset-4"
        >
          {t('verifications.order.open', { number })}
        </Link>
      }
    >
      <div className="grid gap-0.5 text-sm">
        <p className="font-medium text-base">{name}</p>
        <p className="break-words">
          {phone} · {email}
        </p>
        <p className="text-muted">
          {t('cash.history', history)}{' '}
          {t.rich('verifications.order.placed', {
            time: () => <Time at={placed_at} timeZone={time_zone} locale={locale} />,
          })}
        </p>
      </div>
      {note && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          {t.rich('verifications.order.note', {
            note,
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
          })}
        </p>
      )}
      <ul className="grid gap-1 text-sm">
        {order.items.map((item) => {
          const quantity = item.quantity - item.cancelled_quantity;
          if (quantity === 0) return null;
          return (
            <li key={item.order_item_id} className="flex gap-2">
              <span className="w-8 shrink-0 text-right text-muted tabular-nums">{quantity} ×</span>
              <span className="min-w-0">
                {item.name}
                {item.option_value && <span className="text-muted"> · {item.option_value}</span>}
                <Answers answers={item.answers} />
              </span>
            </li>
          );
        })}
      </ul>
      <StockPromise order={order} locale={locale} />
      <OrderSums order={order} locale={locale} />
    </Panel>
  );
}

/** Whether stock is reserved for the order, and until when. */
function StockPromise({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.verifications.order');
  const { promised_until, time_zone, state } = order;
  if (state !== 'awaiting_verification' && state !== 'pending_payment') return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm">
      {promised_until ? (
        <>
          <span>
            {t.rich('reserved', {
              time: () => (
                <Time at={promised_until} timeZone={time_zone} locale={locale} className="font-medium" />
              ),
            })}
          </span>
          <DeadlineClock at={promised_until} />
        </>
      ) : (
        t('notReserved')
      )}
    </p>
  );
}
