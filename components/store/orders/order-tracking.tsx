import { ExternalLink, Package } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { isSplit, parcelItems } from '@/lib/orders/shopper-items';

/** The parcels with their tracking links and, if there are several, their contents. */
export function OrderTracking({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  return order.shipments.map((parcel) => (
    <Card key={parcel.shipment_id} className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Package aria-hidden className="size-7 shrink-0 text-accent-text" strokeWidth={1.5} />
      <div className="grid min-w-0 grow basis-56 gap-0.5">
        <p className="font-semibold">
          {parcel.carrier}
          {parcel.tracking_number && (
            <>
              {' · '}
              <span className="break-all tabular-nums">{parcel.tracking_number}</span>
            </>
          )}
        </p>
        <p className="text-muted text-sm">
          {t.rich(parcel.delivered_at ? 'tracking.delivered' : 'tracking.sent', {
            time: () => (
              <Time
                at={parcel.delivered_at ?? parcel.shipped_at}
                timeZone={order.time_zone}
                locale={locale}
              />
            ),
          })}
        </p>
        {isSplit(order) && (
          <p className="text-sm">
            {t('tracking.contents', { items: parcelItems(parcel, order).join(', ') })}
          </p>
        )}
      </div>
      {parcel.tracking_url && (
        <a
          href={parcel.tracking_url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 items-center gap-2 font-semibold text-accent-text underline underline-offset-4"
        >
          {t('tracking.track')} <ExternalLink aria-hidden className="size-4" />
          <span className="sr-only">{t('tracking.newTab')}</span>
        </a>
      )}
    </Card>
  ));
}
