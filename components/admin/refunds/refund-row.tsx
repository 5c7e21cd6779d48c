import Link from 'next/link';
import { RowTime } from '@/components/admin/orders/row-time';
import { PayoutStatus } from '@/components/admin/payout-details/payout-status';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import type { ListedRefund } from '@/lib/admin/refunds/queries';
import { refundCommands } from '@/lib/admin/refunds/refund';
import type { Membership } from '@/lib/admin/staff/queries';
import { actorOf, refundWords } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';
import { RefundActions } from './refund-actions';

type Props = { refund: ListedRefund; membership: Membership; separatesDuties: boolean };

/** One refund: how much, of which order, why and at whose wish, and what this person may do with it. */
export function RefundRow({ refund, membership, separatesDuties }: Props) {
  const { shop, user_id } = membership;
  const { state, order, last_error } = refund;
  const words = refundWords[state];
  const isOwn = state === 'requested' && separatesDuties && refund.requested_by === user_id;
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
            href={staffOrderPath(shop.slug, order.number)}
            data-row
            className="rounded-sm font-medium text-accent-text underline-offset-4 hover:underline"
          >
            {order.number}
          </Link>
          <span className="truncate">{order.name}</span>
        </p>
        <p className="text-muted text-sm">
          {refund.reason} · {askedBy(refund)},{' '}
          <RowTime at={refund.created_at} timeZone={shop.time_zone} locale={shop.locale} />
        </p>
        {isOwn && <p className="text-sm">You asked for it, so somebody else has to approve it.</p>}
        {(state === 'failed' || state === 'needs_attention') && (
          <p className="text-bad text-sm">
            {refund.is_retried ? 'It was taken up again as a new refund.' : (last_error ?? words.text)}
          </p>
        )}
        {refund.payout && (
          <PayoutStatus payout={refund.payout} timeZone={shop.time_zone} locale={shop.locale} />
        )}
        {refund.paid_out_reference && (
          <p className="text-sm">
            Paid out by hand: <span className="break-all">{refund.paid_out_reference}</span>
          </p>
        )}
      </div>
      <RefundActions
        id={refund.id}
        number={order.number}
        amount_minor={refund.amount_minor}
        currency={refund.currency}
        asked={`${refund.reason} · ${askedBy(refund)}`}
        commands={refundCommands(refund, membership, separatesDuties)}
        timeZone={shop.time_zone}
        locale={shop.locale}
      />
    </li>
  );
}

const askedBy = ({ requested_by_role, requester }: ListedRefund) =>
  actorOf({ by: requested_by_role, by_name: requester?.name || null });
