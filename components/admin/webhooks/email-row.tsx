import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import { RowButton } from '@/components/admin/row-button';
import { Badge } from '@/components/ui/badge';
import type { Membership } from '@/lib/admin/staff/queries';
import type { DeadEmail } from '@/lib/admin/webhooks/queries';
import { emailName } from '@/lib/admin/webhooks/words';
import { staffOrderPath } from '@/lib/staff/paths';
import { inboxRow } from './inbox-row';

type Props = { email: DeadEmail; membership: Membership };

/** An email that was given up, so it never reached its recipient: a customer or an owner. */
export function EmailRow({ email, membership: { permissions, shop } }: Props) {
  const number = email.orders?.number;
  const t = useTranslations('admin.webhooks');
  const what = emailName(t, email.template);
  return (
    <li className={inboxRow}>
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{what}</span>
          <Badge tone="bad">{t('notSent')}</Badge>
          {number && (
            <Link
              href={staffOrderPath(shop.slug, number)}
              data-row
              className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
            >
              {number}
            </Link>
          )}
          <RowTime
            at={email.created_at}
            timeZone={shop.time_zone}
            locale={shop.locale}
            className="text-muted text-sm tabular-nums"
          />
        </p>
        <p className="text-sm [overflow-wrap:anywhere]">{t('recipient', { address: email.recipient })}</p>
        <p className="text-sm [overflow-wrap:anywhere]">
          {email.last_error ?? t('noAnswer')}
          <span className="text-muted"> · {t('tries', { count: email.attempts })}</span>
        </p>
      </div>
      {permissions.has('orders.note') && (
        <RowButton
          command="resend_email"
          id={email.id}
          of={`${what}, ${number ?? email.recipient}`}
          pendingLabel={t('sending')}
        >
          {t('sendAgain')}
        </RowButton>
      )}
    </li>
  );
}
