import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { amountsOf } from '@/lib/admin/money-exceptions/exception';
import type { ListedException } from '@/lib/admin/money-exceptions/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { staffOrderPath } from '@/lib/staff/paths';
import { ExceptionAmounts } from './amounts';
import { DeadlineClock } from './deadline-clock';

/** On a phone each exception is a card; from a tablet up, the rows share columns. */
export const exceptionColumns =
  'overflow-clip rounded-lg border border-line bg-raised md:grid md:grid-cols-[minmax(11rem,1.4fr)_auto_minmax(7rem,1fr)_auto_auto_auto]';

const row =
  'relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-line px-4 py-3 not-first:border-t hover:bg-sunken ' +
  'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-text ' +
  'md:col-span-full md:grid-cols-subgrid md:items-center md:gap-x-6 md:py-2.5';

type Props = { exception: ListedException; shop: Membership['shop'] };

export function ExceptionRow({ exception, shop }: Props) {
  const t = useTranslations('admin.exceptions');
  const tOrders = useTranslations('admin.orders');
  const { kind, number, owner_role, decision, deadline, is_mine } = exception;
  // if the customer did not pay the rest in time, staff decide again
  const isDecided = decision !== null && decision !== 'ask_rest';
  return (
    <li className={row}>
      <span className="font-semibold">{tOrders(`status.exception.${kind}.title`)}</span>
      <Link
        href={staffOrderPath(shop.slug, number)}
        data-row
        // the whole row is the link
        className="whitespace-nowrap font-medium outline-none after:absolute after:inset-0 max-md:order-3"
      >
        {number}
      </Link>
      <span className="truncate max-md:order-5">{exception.name}</span>
      <ExceptionAmounts
        amounts={amountsOf(exception, shop.locale)}
        className="flex flex-col items-end max-md:order-2"
      />
      <span className="max-md:order-4 max-md:text-right">
        {exception.waits_for_customer ? (
          <Badge>{t('waitingForCustomer')}</Badge>
        ) : isDecided ? (
          <Badge>{t('decided')}</Badge>
        ) : (
          <Badge tone={is_mine ? 'accent' : 'neutral'}>
            {t('forRole', { role: tOrders(`roles.${owner_role}.noun`) })}
          </Badge>
        )}
      </span>
      <span className="text-right max-md:order-6">
        <DeadlineClock at={deadline} />
      </span>
    </li>
  );
}
