import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import { Money } from '@/components/ui/money';
import type { CourierCash } from '@/lib/admin/cash/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { staffOrderPath } from '@/lib/staff/paths';
import { CountDialog } from './count-dialog';

type Props = { cash: CourierCash; shop: Membership['shop'] };

/** One courier: the cash to hand over, the orders it belongs to, and what is still to be collected. */
export function CourierRow({ cash, shop }: Props) {
  const t = useTranslations('admin.cash.couriers');
  const { courier, currency, count_blocked_by, expected_minor, orders, to_collect_minor, to_collect } = cash;
  const { locale } = shop;
  const holdsCash = orders.length > 0;
  return (
    <li className="grid gap-x-6 gap-y-3 border-line px-4 py-3 not-first:border-t sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="font-medium">{courier}</span>
          {holdsCash ? (
            <Money
              minor={expected_minor}
              currency={currency}
              locale={locale}
              className="font-semibold text-lg tabular-nums"
            />
          ) : (
            <span className="text-muted text-sm">{t('nothingToHandOver')}</span>
          )}
        </p>
        {to_collect > 0 && (
          <p className="text-muted text-sm">
            {t.rich('toCollect', {
              count: to_collect,
              amount: () => <Money minor={to_collect_minor} currency={currency} locale={locale} />,
            })}
          </p>
        )}
        {holdsCash && (
          <details>
            <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
              {t('viewOrders', { count: orders.length })}
            </summary>
            <ul className="grid max-w-md gap-1 pt-1 text-sm">
              {orders.map(({ number, amount_minor, collected_at }) => (
                <li key={`${number} ${collected_at}`} className="flex flex-wrap items-center gap-x-4">
                  <Link
                    href={staffOrderPath(shop.slug, number)}
                    className="inline-flex min-h-9 items-center rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
                  >
                    {number}
                  </Link>
                  <RowTime
                    at={collected_at}
                    timeZone={shop.time_zone}
                    locale={locale}
                    className="text-muted"
                  />
                  <Money
                    minor={amount_minor}
                    currency={currency}
                    locale={locale}
                    className="ml-auto whitespace-nowrap tabular-nums"
                  />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {count_blocked_by === 'separation_of_duties' && <p className="text-muted text-sm">{t('ownCash')}</p>}
      {count_blocked_by === null && (
        <CountDialog courier={courier} currency={currency} locale={locale} expected_minor={expected_minor} />
      )}
    </li>
  );
}
