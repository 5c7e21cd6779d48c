import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/admin/copy-button';
import { Time } from '@/components/ui/time';
import { unshippedLines } from '@/lib/admin/orders/selectable-lines';
import type { Order } from '@/lib/orders/order';
import { Panel } from './panel';

export function OrderShipments({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders.parcels');
  if (order.shipments.length === 0) return null;
  const isPart = order.shipments.length > 1 || unshippedLines(order).length > 0;
  const zone = { timeZone: order.time_zone, locale };
  return (
    <Panel title={t('title', { count: order.shipments.length })}>
      {order.shipments.map((parcel) => (
        <div
          key={parcel.shipment_id}
          className="grid gap-1 border-line text-sm [&+div]:border-t [&+div]:pt-4"
        >
          <p className="font-medium text-base">{parcel.carrier}</p>
          <div className="flex items-center gap-2">
            {parcel.tracking_url ? (
              <a
                href={parcel.tracking_url}
                target="_blank"
                rel="noreferrer"
                className="inline-flex min-h-9 items-center gap-1.5 font-mono text-accent-text underline underline-offset-4"
              >
                {parcel.tracking_number ?? t('trackingLink')}
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            ) : (
              parcel.tracking_number && <span className="font-mono">{parcel.tracking_number}</span>
            )}
            {parcel.tracking_number && (
              <CopyButton text={parcel.tracking_number} what={t('theTrackingNumber')} />
            )}
          </div>
          {isPart && (
            <ul className="text-muted">
              {parcel.items?.map(({ order_item_id, quantity }) => (
                <li key={order_item_id}>
                  {t('item', {
                    quantity,
                    name: order.items.find((item) => item.order_item_id === order_item_id)?.name ?? '',
                  })}
                </li>
              ))}
            </ul>
          )}
          <p className="text-muted">
            {t.rich('shippedAt', { time: () => <Time at={parcel.shipped_at} {...zone} /> })}
          </p>
          {parcel.delivered_at && (
            <p className="text-good">
              {t.rich('deliveredAt', { time: () => <Time at={parcel.delivered_at ?? ''} {...zone} /> })}
            </p>
          )}
        </div>
      ))}
    </Panel>
  );
}
