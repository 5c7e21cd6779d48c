import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/admin/copy-button';
import type { QueuedOrder } from '@/lib/admin/fulfilment/queue';

export type ParcelFacts = Pick<QueuedOrder, 'carrier' | 'tracking_number' | 'tracking_url' | 'in_transit'>;

/** The carrier and the tracking link of an order's last parcel. */
export function Parcel({
  parcel: { carrier, tracking_number, tracking_url, in_transit },
}: {
  parcel: ParcelFacts;
}) {
  const t = useTranslations('admin.fulfilment.parcel');
  if (!carrier) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm">
      <span className="font-medium">{carrier}</span>
      {tracking_url ? (
        <a
          href={tracking_url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-9 items-center gap-1.5 font-mono text-accent-text underline underline-offset-4"
        >
          {tracking_number ?? t('trackingLink')}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      ) : (
        tracking_number && <span className="font-mono">{tracking_number}</span>
      )}
      {tracking_number && (
        <CopyButton text={tracking_number} what={t('theTrackingNumber', { number: tracking_number })} />
      )}
      {in_transit && <span className="text-muted">{t('inTransit')}</span>}
    </p>
  );
}
