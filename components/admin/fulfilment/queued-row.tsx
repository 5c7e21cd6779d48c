import { Clock, UserX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Tick } from '@/components/admin/tick';
import { Badge } from '@/components/ui/badge';
import { marksOf } from '@/lib/admin/fulfilment/marks';
import { lineName, type QueuedOrder, type Stage } from '@/lib/admin/fulfilment/queue';
import { tickOf } from '@/lib/admin/fulfilment/schema';
import { spanOf } from '@/lib/admin/money-exceptions/exception';
import type { Membership } from '@/lib/admin/staff/queries';
import { formatMoney } from '@/lib/money';
import { offered } from '@/lib/orders/order';
import { paymentStatusWord } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';
import { QueuedLines } from './queued-lines';
import { RowActions } from './row-actions';
import { RowCommands } from './shipping-context';

type Props = { order: QueuedOrder; stage: Stage; index: number; membership: Membership };

/** One order of the queue: customer, items, what blocks it, and the actions open to this staff member. */
export function QueuedRow({ order, stage, index, membership }: Props) {
  const t = useTranslations('admin.fulfilment.order');
  const { shop } = membership;
  const { order_id, number, version, currency } = order;
  const isSelectable = stage === 'to_pack' || stage === 'to_ship';
  return (
    <li className="relative grid gap-x-6 gap-y-3 border-line px-4 py-4 not-first:border-t has-[[data-tick]:checked]:bg-sunken has-[[data-tick]:checked]:shadow-[inset_3px_0_0_var(--color-accent-text)] lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <div className="flex min-w-0 gap-3">
        {isSelectable && <Tick name="orders" value={tickOf(order)} of={number} />}
        <OrderFacts order={order} stage={stage} shop={shop} />
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <Marks order={order} stage={stage} />
        <QueuedLines lines={order.items} isShipped={order.state === 'shipped'} />
        {order.note && (
          <p className="break-words rounded-md bg-warn-soft px-3 py-2 text-sm">
            {t.rich('customerNote', {
              note: order.note,
              strong: (chunks: ReactNode) => <span className="font-medium">{chunks}</span>,
            })}
          </p>
        )}
        <RowCommands order={{ order_id, number, version, currency, locale: shop.locale }} index={index}>
          <RowActions
            stage={stage}
            commands={offered(order)}
            number={number}
            isRefused={order.refused_at !== null}
            parcel={order}
            toCollect={order.to_collect_minor}
            steps={order.payment_steps ?? []}
            unshipped={selectableLines(order, ({ quantity }) => quantity)}
            returnable={selectableLines(
              order,
              ({ shipped_quantity, returned_quantity }) => shipped_quantity - returned_quantity,
            )}
          />
        </RowCommands>
      </div>
    </li>
  );
}

const selectableLines = ({ items }: QueuedOrder, maxOf: (line: QueuedOrder['items'][number]) => number) =>
  items
    .map((line) => ({
      order_item_id: line.order_item_id,
      name: lineName(line),
      max: maxOf(line),
      unit_price_minor: 0,
    }))
    .filter(({ max }) => max > 0);

type FactsProps = { order: QueuedOrder; stage: Stage; shop: Membership['shop'] };

function OrderFacts({ order, stage, shop }: FactsProps) {
  const t = useTranslations('admin.fulfilment.order');
  const { city, region } = order.shipping_address ?? {};
  const place = region && region !== city ? `${city}, ${region}` : city;
  return (
    <div className="grid min-w-0 grow content-start gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={staffOrderPath(shop.slug, order.number)}
          data-row
          className="rounded-sm font-semibold text-lg leading-tight underline-offset-4 hover:underline"
        >
          {order.number}
        </Link>
        <WaitingTime since={sinceOf(order, stage)} isUrgent={stage !== 'on_the_way'} />
      </p>
      <p className="truncate">{order.name}</p>
      <p className="text-muted text-sm">
        {order.shipping_rate_name ? `${place} · ${order.shipping_rate_name}` : t('noDelivery')}
      </p>
      <Payment order={order} locale={shop.locale} />
    </div>
  );
}

/** When the order entered its stage, or was confirmed if that is not known. */
const sinceOf = (order: QueuedOrder, stage: Stage) =>
  (stage === 'came_back' ? (order.refused_at ?? order.delivery_failed_at) : null) ??
  (stage === 'on_the_way' ? order.shipped_at : null) ??
  order.confirmed_at;

/** Reads the current time, so it must render on every request. */
function WaitingTime({ since, isUrgent }: { since: string; isUrgent: boolean }) {
  const t = useTranslations('admin.fulfilment.order');
  const waited = Date.now() - Date.parse(since);
  const isLong = isUrgent && waited > DAY_MS;
  return (
    <time
      dateTime={since}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap text-sm tabular-nums ${isLong ? 'font-medium text-warn' : 'text-muted'}`}
    >
      <Clock aria-hidden className="size-4 shrink-0" />
      {t.rich('waiting', {
        time: spanOf(waited),
        hidden: (chunks: ReactNode) => <span className="sr-only">{chunks}</span>,
      })}
    </time>
  );
}

const DAY_MS = 24 * 3600_000;

function Payment({ order, locale }: { order: QueuedOrder; locale: string }) {
  const t = useTranslations('admin.fulfilment.order');
  const tOrders = useTranslations('admin.orders');
  if (order.to_collect_minor > 0) {
    return (
      <p>
        <Badge tone="accent">
          {t('collectCash', { amount: formatMoney(order.to_collect_minor, order.currency, locale) })}
        </Badge>
      </p>
    );
  }
  const { held_minor, total_minor, currency } = order;
  if (held_minor >= total_minor) {
    return (
      <p className="inline-flex items-center gap-1.5 text-sm">
        <span aria-hidden className="size-2 rounded-full bg-good" />
        {t('paid')}
      </p>
    );
  }
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const { label, tone } = paymentStatusWord(tOrders, order.payment_status);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm">
      <Badge tone={tone}>{label}</Badge>
      {order.payment_status === 'partially_paid' &&
        t('paidOf', { paid: money(held_minor), total: money(total_minor) })}
    </p>
  );
}

/** What blocks the order, and whether a colleague has to ship it. */
function Marks({ order, stage }: { order: QueuedOrder; stage: Stage }) {
  const t = useTranslations('admin.fulfilment');
  const tOrders = useTranslations('admin.orders');
  const marks = marksOf(t, tOrders, order);
  const isForColleague = order.is_confirmed_by_me && (stage === 'to_pack' || stage === 'to_ship');
  if (marks.length === 0 && !isForColleague) return null;
  return (
    <ul className="grid gap-1.5 text-sm">
      {marks.map(({ label, tone, why }) => (
        <li key={label} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={tone}>{label}</Badge>
          <span className="min-w-0 break-words">{why}</span>
        </li>
      ))}
      {isForColleague && (
        <li className="flex items-start gap-2">
          <UserX aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          {t('order.forColleague')}
        </li>
      )}
    </ul>
  );
}
