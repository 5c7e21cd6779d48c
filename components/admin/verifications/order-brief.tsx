import Link from 'next/link';
import { DeadlineClock } from '@/components/admin/money-exceptions/deadline-clock';
import { OrderSums } from '@/components/admin/orders/order-sums';
import { Panel } from '@/components/admin/orders/panel';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { staffOrderPath } from '@/lib/staff/paths';

/** What the money is for and who sends it, as short as it can be said. */
export function OrderBrief({ order, locale }: { order: Order; locale: string }) {
  const { shop, number, name, phone, email, note, placed_at, time_zone } = order;
  return (
    <Panel
      title="The order"
      aside={
        <Link
          href={staffOrderPath(shop, number)}
          className="inline-flex min-h-9 items-center font-medium text-accent-text text-sm underline underline-offset-4"
        >
          Open {number}
        </Link>
      }
    >
      <div className="grid gap-0.5 text-sm">
        <p className="font-medium text-base">{name}</p>
        <p className="break-words">
          {phone} · {email}
        </p>
        <p className="text-muted">
          {historyWords(order.history)} Ordered <Time at={placed_at} timeZone={time_zone} locale={locale} />.
        </p>
      </div>
      {note && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          <span className="font-medium">The customer wrote:</span> {note}
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

function historyWords(history: Order['history']): string {
  if (!history || history.delivered + history.refused === 0) return 'No parcel of theirs has arrived yet.';
  const { delivered, refused } = history;
  const parcels = delivered === 1 ? '1 parcel' : `${delivered} parcels`;
  return `${parcels} taken${refused > 0 ? `, ${refused} refused at the door` : ', none refused'}.`;
}

/** Whether the goods are kept for it while one looks. */
function StockPromise({ order, locale }: { order: Order; locale: string }) {
  const { promised_until, time_zone, state } = order;
  if (state !== 'awaiting_verification' && state !== 'pending_payment') return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm">
      {promised_until ? (
        <>
          <span>
            Its goods are kept for it until{' '}
            <Time at={promised_until} timeZone={time_zone} locale={locale} className="font-medium" />.
          </span>
          <DeadlineClock at={promised_until} />
        </>
      ) : (
        'Its goods are not kept for it: they are taken from the shelf once it is confirmed.'
      )}
    </p>
  );
}
