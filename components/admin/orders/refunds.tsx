import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { PayoutStatus } from '@/components/admin/payout-details/payout-status';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { piecesPaid } from '@/lib/admin/orders/pieces';
import type { Rights } from '@/lib/admin/orders/rights';
import { mayBeDone, type Order } from '@/lib/orders/order';
import type { Refund } from '@/lib/orders/order-money';
import { actorOf, refundWordsOf } from '@/lib/orders/staff-words';
import { isGateway } from '@/lib/payments/gateway';
import { staffOrderPath } from '@/lib/staff/paths';
import { CommandStatus } from './command-status';
import { Panel } from './panel';
import { RefundActions } from './refund-actions';
import { RefundDialog } from './refund-dialog';

type Props = { order: Order; locale: string; rights: Rights };

/** Money on its way back or back already, for whoever may see payments; and what moves it. */
export function OrderRefunds({ order, locale, rights }: Props) {
  const { refunds, refundable_minor = 0, currency } = order;
  if (!refunds || (refunds.length === 0 && order.payments?.length === 0)) return null;
  const mayGive = rights.may.has('refunds.issue') && refundable_minor > 0;
  return (
    <Panel
      title="Refunds"
      id="refunds"
      aside={
        mayGive &&
        !order.dispute_open && (
          <RefundDialog
            refundable_minor={refundable_minor}
            limit_minor={order.refund_limit_minor ?? null}
            cancels={mayBeDone(order, 'cancel')}
            lines={piecesPaid(order)}
            idempotencyKey={randomUUID()}
          />
        )
      }
    >
      <CommandStatus place="refunds" />
      {mayGive && order.dispute_open && (
        <p className="text-muted text-sm">No money goes back from here until the dispute has ended.</p>
      )}
      {refunds.length === 0 ? (
        <p className="text-muted text-sm">
          Nothing has gone back.{' '}
          {refundable_minor > 0 && (
            <>
              The order holds <Money minor={refundable_minor} currency={currency} locale={locale} />.
            </>
          )}
        </p>
      ) : (
        <ul className="grid gap-4">
          {refunds.toReversed().map((refund) => (
            <li
              key={refund.refund_id}
              id={`refund-${refund.refund_id}`}
              className="grid scroll-mt-4 gap-2 border-line not-first:border-t not-first:pt-4"
            >
              <RefundFacts refund={refund} order={order} locale={locale} />
              <RefundActions
                refund={refund}
                {...actionsOf(refund, order, rights)}
                timeZone={order.time_zone}
                locale={locale}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RefundFacts({ refund, order, locale }: { refund: Refund; order: Order; locale: string }) {
  const words = refundWordsOf(refund);
  const by = { by: refund.requested_by_role, by_name: refund.requested_by_name };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Money
          minor={refund.amount_minor}
          currency={refund.currency}
          locale={locale}
          className="font-semibold tabular-nums"
        />
        <Badge tone={words.tone}>{words.label}</Badge>
        <Time
          at={refund.settled_at ?? refund.created_at}
          timeZone={order.time_zone}
          locale={locale}
          // when it was written down says nothing of the hour at which somebody paid it out
          show={refund.paid_out_reference ? 'date' : 'both'}
          className="text-muted text-sm sm:ml-auto"
        />
      </div>
      <p className="text-sm">
        {refund.moved_to && (
          <>
            Moved to order{' '}
            <Link
              href={staffOrderPath(order.shop, refund.moved_to)}
              className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
            >
              {refund.moved_to}
            </Link>
            .{' '}
          </>
        )}
        {stateTextOf(refund, order)}
        {refund.last_error &&
          ['failed', 'needs_attention', 'approved', 'submitted'].includes(refund.state) && (
            <span className="text-bad"> The gateway said: {refund.last_error}</span>
          )}
      </p>
      {refund.payout && <PayoutStatus payout={refund.payout} timeZone={order.time_zone} locale={locale} />}
      <p className="break-words text-muted text-sm">
        “{refund.reason}” · {actorOf(by)}
        {refund.gateway_refund_id && (
          <>
            {' · '}
            <span className="capitalize">{refund.gateway}</span>{' '}
            <span className="break-all font-mono text-xs">{refund.gateway_refund_id}</span>
          </>
        )}
      </p>
    </>
  );
}

/** A bank account or a courier gives nothing back by itself. */
const isByHand = ({ gateway }: Refund) => !isGateway(gateway);

function stateTextOf(refund: Refund, order: Order): string {
  if (refund.state === 'succeeded' && refund.paid_out_reference) {
    return `Paid out by hand: ${refund.paid_out_reference}.`;
  }
  if (refund.state === 'approved' && isByHand(refund)) {
    return 'No gateway can send it. Pay it out, and note here where that is written.';
  }
  if (refund.state === 'approved' && order.dispute_open) return 'Waits for the end of the dispute.';
  if (refund.state === 'failed' && refund.is_retried) return 'It was taken up again.';
  return refundWordsOf(refund).text;
}

/** What this person may do about a refund now, and what a colleague has to. */
function actionsOf(refund: Refund, order: Order, { may, user_id, separates_duties }: Rights) {
  const { state } = refund;
  const mayIssue = may.has('refunds.issue');
  const mayApprove = may.has('refunds.approve');
  const isOwn = refund.requested_by === user_id && separates_duties;
  const isFailed = state === 'failed' && !refund.is_retried;
  return {
    approve: state === 'requested' && mayApprove && !isOwn,
    decline: (state === 'requested' || (state === 'approved' && isByHand(refund))) && mayApprove,
    retry: isFailed && mayIssue && !order.dispute_open,
    payOut:
      mayIssue && (isFailed || state === 'needs_attention' || (state === 'approved' && isByHand(refund))),
    isOwn: state === 'requested' && mayApprove && isOwn,
  };
}
