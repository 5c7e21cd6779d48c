import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RowTime } from '@/components/admin/orders/row-time';
import { PayoutStatus } from '@/components/admin/payout-details/payout-status';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import type { ListedRefund } from '@/lib/admin/refunds/queries';
import { whyBlocked } from '@/lib/admin/refunds/words';
import type { Membership } from '@/lib/admin/staff/queries';
import { wordsFor } from '@/lib/code';
import type { Translator } from '@/lib/messages/messages';
import { refundReasonOf } from '@/lib/orders/staff-reasons';
import { actorOf, refundWords } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';
import { RefundActions } from './refund-actions';

type Props = { refund: ListedRefund; shop: Membership['shop'] };

/** One refund: amount, order, reason, requester, and the staff member's actions. */
export function RefundRow({ refund, shop }: Props) {
  const t = useTranslations('admin.refunds');
  const { number, last_error } = refund;
  const tOrders = useTranslations('admin.orders');
  const words = wordsFor(refundWords(tOrders), refund.standing);
  return (
    <li className="grid gap-x-6 gap-y-3 border-line px-4 py-3 not-first:border-t hover:bg-sunken lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Money
            minor={refund.amount_minor}
            currency={refund.currency}
            locale={shop.locale}
            className="font-semibold tabular-nums"
          />
          <Badge tone={words.tone}>{words.label}</Badge>
          <Link
            href={staffOrderPath(shop.slug, number)}
            data-row
            className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
          >
            {number}
          </Link>
          <span className="truncate">{refund.name}</span>
        </p>
        <p className="text-muted text-sm">
          {t.rich('requestedAt', {
            request: requestText(tOrders, refund),
            time: () => <RowTime at={refund.created_at} timeZone={shop.time_zone} locale={shop.locale} />,
          })}
        </p>
        {whyBlocked(refund.actions).map((reason) => (
          <p key={reason} className="text-sm">
            {t(`blocked.${reason}`)}
          </p>
        ))}
        {words.tone === 'bad' && <p className="text-bad text-sm">{last_error ?? words.text}</p>}
        {refund.payout && (
          <PayoutStatus payout={refund.payout} timeZone={shop.time_zone} locale={shop.locale} />
        )}
        {refund.paid_out_reference && (
          <p className="text-sm">
            {t.rich('paidOutByHand', {
              reference: refund.paid_out_reference,
              breakAll: (chunks: ReactNode) => <span className="break-all">{chunks}</span>,
            })}
          </p>
        )}
      </div>
      <RefundActions
        refund={refund}
        request={requestText(tOrders, refund)}
        timeZone={shop.time_zone}
        locale={shop.locale}
      />
    </li>
  );
}

const requestText = (t: Translator<'admin.orders'>, refund: ListedRefund) =>
  `${refundReasonOf(t, refund)} · ${actorOf(t, { by: refund.requested_by_role, by_name: refund.requested_by_name })}`;
