import clsx from 'clsx';
import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Answers } from '@/components/ui/answers';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Picture } from '@/components/ui/picture';
import type { Order } from '@/lib/orders/order';
import { OrderSums } from './order-sums';
import { Panel } from './panel';

/** The items with their prices, the customer's note and the totals. */
export function OrderItems({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders.page');
  const { currency } = order;
  return (
    <Panel title={t('items')}>
      <ul className="grid gap-3">
        {order.items.map((item) => (
          <li
            key={item.order_item_id}
            className="grid grid-cols-[auto_minmax(30%,1fr)_minmax(0,auto)] items-center gap-x-3 sm:gap-x-4"
          >
            {item.image_src ? (
              <span className="relative size-14 overflow-hidden rounded-md bg-sunken">
                <Picture picture={{ src: item.image_src }} alt="" sizes="56px" className="object-cover" />
              </span>
            ) : (
              <span className="grid size-14 place-items-center rounded-md bg-sunken text-muted">
                <ImageOff aria-hidden className="size-5" />
              </span>
            )}
            <span className="grid min-w-0">
              <span className="font-medium">
                {item.name}
                {item.option_value && <span className="font-normal text-muted"> · {item.option_value}</span>}
              </span>
              <span className="text-muted text-sm">
                <span className="font-mono text-xs">{item.sku}</span> ·{' '}
                {t.rich('each', {
                  money: () => (
                    <Money key="money" minor={item.unit_price_minor} currency={currency} locale={locale} />
                  ),
                })}
              </span>
              <Answers answers={item.answers} />
              <UnitMarks item={item} />
            </span>
            <Quantity item={item} currency={currency} locale={locale} />
          </li>
        ))}
      </ul>
      {order.note && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          {t.rich('customerWrote', {
            b: (chunks) => (
              <span key="b" className="font-medium">
                {chunks}
              </span>
            ),
            note: order.note,
          })}
        </p>
      )}
      <OrderSums order={order} locale={locale} />
    </Panel>
  );
}

type Item = Order['items'][number];

/** The quantity without removed units, and its price. */
function Quantity({ item, currency, locale }: { item: Item; currency: string; locale: string }) {
  const quantity = item.quantity - item.cancelled_quantity;
  return (
    <span className="grid justify-items-end">
      {/* highlighted because packers overlook quantities above one */}
      <span
        className={clsx(
          quantity > 1 && 'rounded-sm bg-accent-soft px-1.5 font-semibold text-accent-text',
          quantity === 0 && 'text-muted',
        )}
      >
        × {quantity}
      </span>
      <Money
        minor={quantity * item.unit_price_minor}
        currency={currency}
        locale={locale}
        className="text-sm tabular-nums"
      />
    </span>
  );
}

/** How many units of the line are removed, shipped and so on, and its tax class unless that is the standard one. */
function UnitMarks({ item }: { item: Item }) {
  const t = useTranslations('admin.orders.page');
  const { left_quantity, cancelled_quantity, shipped_quantity, returned_quantity, refunded_quantity } = item;
  const marks = [
    { count: cancelled_quantity, word: 'removed', tone: 'warn' },
    { count: shipped_quantity, word: 'shipped', tone: 'good' },
    // not shown while nothing has shipped: then all units are still to ship
    { count: shipped_quantity > 0 ? left_quantity : 0, word: 'toShip', tone: 'accent' },
    { count: item.backordered_quantity, word: 'backordered', tone: 'warn' },
    { count: returned_quantity, word: 'returned', tone: 'neutral' },
    { count: refunded_quantity, word: 'refunded', tone: 'neutral' },
  ] as const;
  return (
    <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
      {marks
        .filter(({ count }) => count > 0)
        .map(({ count, word, tone }) => (
          <Badge key={word} tone={tone}>
            {t(`units.${word}`, { count })}
          </Badge>
        ))}
      {item.tax_class !== 'standard' && <Badge>{t('taxClass', { taxClass: item.tax_class })}</Badge>}
    </span>
  );
}
