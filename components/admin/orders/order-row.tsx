import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import type { ListedOrder } from '@/lib/admin/orders/queries';
import type { Membership } from '@/lib/admin/staff/queries';
import { statusWord } from '@/lib/orders/staff-words';
import type { Query } from '@/lib/routes';
import { staffOrderPath } from '@/lib/staff/paths';
import { PaymentMark } from './payment-mark';
import { RowTime } from './row-time';

/** On a phone each order is a card; from a tablet up, the rows share columns. */
export const orderColumns =
  'overflow-clip rounded-lg border border-line bg-raised md:grid md:grid-cols-[auto_minmax(8rem,1fr)_auto_auto_auto_auto_auto]';

const row =
  'relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-line px-4 py-3 not-first:border-t hover:bg-sunken ' +
  'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-text ' +
  'md:col-span-full md:grid-cols-subgrid md:items-center md:gap-x-6 md:py-2.5';

type Props = {
  order: ListedOrder;
  shop: Pick<Membership['shop'], 'slug' | 'time_zone' | 'locale'>;
  /** the URL query of the list, so that the order page can step through the same list */
  list: Query;
};

export function OrderRow({ order, shop, list }: Props) {
  const t = useTranslations('admin.orders');
  const status = statusWord(t, order.status);
  const saysPaid = order.status === 'paid' && order.payment_status === 'paid';
  return (
    <li className={row}>
      <Link
        href={staffOrderPath(shop.slug, order.number, list)}
        data-row
        // the whole row is the link
        className="whitespace-nowrap font-semibold outline-none after:absolute after:inset-0"
      >
        {order.number}
      </Link>
      <span className="truncate max-md:order-3">{order.name}</span>
      <span className="text-muted text-sm max-md:order-4 max-md:text-right">
        {t('page.itemCount', { count: order.pieces })}
      </span>
      <Money
        minor={order.total_minor}
        currency={order.currency}
        locale={shop.locale}
        className="whitespace-nowrap text-right font-medium tabular-nums max-md:order-2"
      />
      <span className="flex flex-wrap gap-1.5 items-center max-md:order-5 md:contents">
        <span>
          <Badge tone={status.tone}>{status.label}</Badge>
        </span>
        <span className="flex flex-wrap gap-1.5">
          {order.exceptions.length === 0 && !saysPaid && <PaymentMark order={order} />}
          {order.exceptions.map((kind) => (
            <Badge key={kind} tone="bad">
              <CircleAlert aria-hidden className="size-3.5" />
              {t(`status.exception.${kind}.title`)}
            </Badge>
          ))}
        </span>
      </span>
      <RowTime
        at={order.placed_at}
        timeZone={shop.time_zone}
        locale={shop.locale}
        className="whitespace-nowrap text-right text-muted text-sm tabular-nums max-md:order-6"
      />
    </li>
  );
}
