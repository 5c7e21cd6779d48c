import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PayoutStatus } from '@/components/admin/payout-details/payout-status';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { refundableLines } from '@/lib/admin/orders/selectable-lines';
import { wordsFor } from '@/lib/code';
import { can, type Order } from '@/lib/orders/order';
import { refundReasonOf } from '@/lib/orders/staff-reasons';
import { actorOf, refundWords } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';
import { CommandStatus } from './command-status';
import { Panel } from './panel';
import { RefundActions } from './refund-actions';
import { RefundDialog } from './refund-dialog';

type Refund = NonNullable<Order['refunds']>[number];
type Props = { order: Order; locale: string };

/** Refunds, sent or pending, and the actions on them, for staff who may read payments. */
export function OrderRefunds({ order, locale }: Props) {
  const t = useTranslations('admin.orders.refunds');
  const { refunds, refundable_minor = 0, refund_steps = [], refund_blocked_by, currency } = order;
  if (!refunds || (refunds.length === 0 && order.payments?.length === 0)) return null;
  return (
    <Panel
      title={t('title')}
      id="refunds"
      aside={
        refund_blocked_by === null && (
          <RefundDialog
            refundable_minor={refundable_minor}
            steps={refund_steps}
            cancels={can(order, 'cancel')}
            lines={refundableLines(order)}
            idempotencyKey={randomUUID()}
          />
        )
      }
    >
      <CommandStatus section="refunds" />
      {refund_blocked_by === 'dispute_open' && <p className="text-muted text-sm">{t('disputeOpen')}</p>}
      {refunds.length === 0 ? (
        <p className="text-muted text-sm">
          {t('none')}{' '}
          {refundable_minor > 0 &&
            t.rich('held', {
              money: () => <Money minor={refundable_minor} currency={currency} locale={locale} />,
            })}
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
              <RefundActions refund={refund} timeZone={order.time_zone} locale={locale} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RefundFacts({ refund, order, locale }: { refund: Refund; order: Order; locale: string }) {
  const t = useTranslations('admin.orders.refunds');
  const tOrders = useTranslations('admin.orders');
  const words = wordsFor(refundWords(tOrders), refund.standing);
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
          // a payout by hand is recorded later, so its time of day would mislead
          show={refund.paid_out_reference ? 'date' : 'both'}
          className="text-muted text-sm sm:ml-auto"
        />
      </div>
      <p className="text-sm">
        {refund.moved_to && (
          <>
            {t.rich('movedTo', {
              order: refund.moved_to,
              link: (chunks) => (
                <Link
                  href={staffOrderPath(order.shop, refund.moved_to ?? '')}
                  className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
                >
                  {chunks}
                </Link>
              ),
            })}{' '}
          </>
        )}
        {refund.paid_out_reference ? t('paidOut', { reference: refund.paid_out_reference }) : words.text}
        {refund.last_error && (
          <span className="text-bad"> {t('gatewayError', { error: refund.last_error })}</span>
        )}
      </p>
      {refund.payout && <PayoutStatus payout={refund.payout} timeZone={order.time_zone} locale={locale} />}
      <p className="break-words text-muted text-sm">
        {refundReasonOf(tOrders, refund)} · {actorOf(tOrders, by)}
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
