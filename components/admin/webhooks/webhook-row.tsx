import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import { RowButton } from '@/components/admin/row-button';
import { Badge } from '@/components/ui/badge';
import type { Membership } from '@/lib/admin/staff/queries';
import { orderOfReference, webhookStatus } from '@/lib/admin/webhooks/inbox';
import type { ListedWebhook } from '@/lib/admin/webhooks/queries';
import { eventName, outcomeText, statusTones } from '@/lib/admin/webhooks/words';
import { staffOrderPath } from '@/lib/staff/paths';
import { inboxRow } from './inbox-row';

type Props = { event: ListedWebhook; membership: Membership; isOperator: boolean };

export function WebhookRow({ event, membership: { permissions, shop }, isOperator }: Props) {
  const t = useTranslations('admin.webhooks');
  const status = webhookStatus(event);
  const number = event.shop_id ? orderOfReference(event.reference) : null;
  const zone = { timeZone: shop.time_zone, locale: shop.locale };
  const canReplay = isOperator || (event.shop_id !== null && permissions.has('webhooks.replay'));
  const what = eventName(t, event.event_type);
  return (
    <li className={inboxRow}>
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{what}</span>
          <Badge tone={statusTones[status]}>{t(`status.${status}`)}</Badge>
          {number ? (
            <Link
              href={staffOrderPath(shop.slug, number)}
              data-row
              className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
            >
              {number}
            </Link>
          ) : (
            <span className="text-muted text-sm">{t('noShop')}</span>
          )}
          <RowTime at={event.received_at} {...zone} className="text-muted text-sm tabular-nums" />
        </p>
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm">
          <span>
            {status === 'done' ? outcomeText(t, event.outcome) : (event.last_error ?? t('processedSoon'))}
            {status === 'dead' && (
              <span className="text-muted"> · {t('tries', { count: event.attempts })}</span>
            )}
            {status === 'failing' && (
              <span className="text-muted">
                {' · '}
                {t.rich('triesAndNext', {
                  count: event.attempts,
                  time: () => <RowTime at={event.next_attempt_at} {...zone} />,
                })}
              </span>
            )}
          </span>
          <span className="break-all font-mono text-muted text-xs">
            {event.event_type} {event.reference}
          </span>
        </p>
      </div>
      {canReplay && status !== 'waiting' && (
        <RowButton
          command="replay_webhook"
          variant={status === 'done' ? 'quiet' : 'secondary'}
          id={event.id}
          of={`${what}, ${number ?? t('noShop')}`}
          pendingLabel={t('reprocessing')}
        >
          {t('reprocess')}
        </RowButton>
      )}
    </li>
  );
}
