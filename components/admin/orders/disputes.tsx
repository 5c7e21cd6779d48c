import { useTranslations } from 'next-intl';
import { DeadlineClock } from '@/components/admin/money-exceptions/deadline-clock';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { disputeWord } from '@/lib/admin/orders/money-words';
import type { Order } from '@/lib/orders/order';
import { CommandStatus } from './command-status';
import { DisputeDialog } from './dispute-dialog';
import { Panel } from './panel';

type Dispute = NonNullable<Order['disputes']>[number];
type Props = { order: Order; locale: string };

/** The disputes of an order and how they ended. */
export function OrderDisputes({ order, locale }: Props) {
  const t = useTranslations('admin.orders.disputes');
  if (!order.disputes || order.disputes.length === 0) return null;
  return (
    <Panel title={t('title', { count: order.disputes.length })} id="disputes">
      <CommandStatus section="disputes" />
      <ul className="grid gap-4">
        {order.disputes.toReversed().map((dispute) => (
          <li key={dispute.dispute_id} className="grid gap-2 border-line not-first:border-t not-first:pt-4">
            <DisputeFacts dispute={dispute} timeZone={order.time_zone} locale={locale} />
            {dispute.can_close && (
              <div>
                <DisputeDialog disputeId={dispute.dispute_id} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DisputeFacts({ dispute, timeZone, locale }: { dispute: Dispute; timeZone: string; locale: string }) {
  const t = useTranslations('admin.orders.disputes');
  const { state, gateway, amount_minor, currency, due_at } = dispute;
  const tOrders = useTranslations('admin.orders');
  const words = disputeWord(tOrders, state);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={words.tone}>{words.label}</Badge>
        {amount_minor !== null && currency && (
          <Money
            minor={amount_minor}
            currency={currency}
            locale={locale}
            className="font-semibold tabular-nums"
          />
        )}
        <Time
          at={dispute.closed_at ?? dispute.opened_at}
          timeZone={timeZone}
          locale={locale}
          className="text-muted text-sm sm:ml-auto"
        />
      </div>
      <p className="break-words">{dispute.reason ?? t('noReason')}</p>
      {state !== 'open' && (
        <p className="break-words rounded-md bg-sunken px-3 py-2 text-sm">
          {tOrders(`status.disputeText.${state}`)} {dispute.resolution}
        </p>
      )}
      {state === 'open' && gateway && (
        <p className="text-muted text-sm">
          {t.rich('atBank', { gateway: () => <span className="capitalize">{gateway}</span> })}
          {due_at && (
            <>
              {' '}
              {t.rich('dueAt', {
                time: () => (
                  <Time at={due_at} timeZone={timeZone} locale={locale} className="font-medium text-ink" />
                ),
              })}{' '}
              <DeadlineClock at={due_at} />
            </>
          )}
        </p>
      )}
    </>
  );
}
