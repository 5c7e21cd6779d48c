import { ImageOff, Images, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { spanOf } from '@/lib/admin/money-exceptions/exception';
import type { Membership } from '@/lib/admin/staff/queries';
import { type ListedVerification, warningKind } from '@/lib/admin/verifications/queue';
import { warningTones } from '@/lib/admin/verifications/warnings';
import { holdReasonOf } from '@/lib/orders/staff-reasons';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { DeadlineTimer } from './deadline-timer';

/** On a phone each transfer is a card; from a tablet up, the rows share columns. */
export const verificationColumns =
  'overflow-clip rounded-lg border border-line bg-raised md:grid md:grid-cols-[auto_auto_minmax(7rem,1fr)_auto_minmax(0,1.2fr)]';

const row =
  'relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5 border-line px-4 py-3 not-first:border-t hover:bg-sunken ' +
  'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-text ' +
  'md:col-span-full md:grid-cols-subgrid md:gap-x-6 md:py-2.5';

type Props = { shop: Membership['shop']; transfer: ListedVerification };

export function VerificationRow({ shop, transfer }: Props) {
  const t = useTranslations('admin.verifications.queue');
  const { number, name, owed_minor, currency, submitted_at, expires_at } = transfer;
  return (
    <li className={row}>
      <span className="max-md:order-5 max-md:col-span-2">
        {submitted_at && transfer.standing === 'to_verify' ? (
          <DeadlineTimer submitted_at={submitted_at} expires_at={expires_at} />
        ) : (
          <span className="text-muted text-sm">{t('waitingForFinance')}</span>
        )}
      </span>
      <Link
        href={shopVerificationsPath(shop.slug, { order: number })}
        // the anchor that QueueFocus uses
        id={`transfer-${number}`}
        data-row
        // the whole row is the link
        className="whitespace-nowrap font-semibold outline-none after:absolute after:inset-0"
      >
        {number}
      </Link>
      <span className="grid min-w-0 max-md:contents">
        <span className="truncate max-md:order-3">{name}</span>
        {submitted_at && (
          <span className="whitespace-nowrap text-muted text-sm max-md:order-4 max-md:text-right">
            {t('waiting', { span: spanOf(Date.now() - Date.parse(submitted_at)) })}
          </span>
        )}
      </span>
      <Money
        minor={owed_minor}
        currency={currency}
        locale={shop.locale}
        className="whitespace-nowrap text-right font-semibold tabular-nums max-md:order-2"
      />
      <span className="flex min-w-0 flex-wrap items-center gap-1.5 max-md:order-6 max-md:col-span-2">
        <Marks transfer={transfer} />
      </span>
    </li>
  );
}

function Marks({ transfer }: { transfer: ListedVerification }) {
  const t = useTranslations('admin.verifications');
  const tOrders = useTranslations('admin.orders');
  const { proofs, warnings, is_mine, claimed_by_name } = transfer;
  const Icon = proofs === 0 ? ImageOff : Images;
  return (
    <>
      {claimed_by_name !== null && !is_mine && (
        <Badge tone="accent">
          <UserRound aria-hidden className="size-3.5" />
          {t('queue.claimedBy', { name: claimed_by_name })}
        </Badge>
      )}
      {is_mine && <Badge tone="accent">{t('queue.claimedByYou')}</Badge>}
      {transfer.hold_reason && (
        <Badge tone="warn">{t('queue.onHold', { reason: holdReasonOf(tOrders, transfer) })}</Badge>
      )}
      {warningKind.options
        .filter((kind) => warnings.includes(kind))
        .map((kind) => (
          <Badge key={kind} tone={warningTones[kind]}>
            {t(`warningMark.${kind}`)}
          </Badge>
        ))}
      <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted text-sm">
        <Icon aria-hidden className="size-4" />
        {t('queue.proofs', { count: proofs })}
      </span>
    </>
  );
}
