import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/admin/copy-button';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { RefreshWhileWaiting } from '@/components/ui/refresh-while-waiting';
import { Time } from '@/components/ui/time';
import { attemptWord } from '@/lib/admin/orders/money-words';
import { can, type Order } from '@/lib/orders/order';
import { checkPayment } from '@/lib/payments/check';
import { CommandButton } from './command-button';

type Attempt = NonNullable<Order['attempts']>[number];
type Props = { order: Order; locale: string };

/** Payment attempts without money. If the customer says they paid, staff can ask the gateway again. */
export function OrderAttempts({ order, locale }: Props) {
  const attempts = order.attempts?.filter(({ state }) => state !== 'succeeded').toReversed() ?? [];
  if (attempts.length === 0) return null;
  const hasPayments = order.payments?.length !== 0;
  const openAttempt = order.state === 'pending_payment' && attempts.find(({ state }) => state === 'open');
  return (
    <>
      {/* a gateway may send no event for a declined card, so the open attempt is polled while this page is open */}
      {openAttempt && (
        <RefreshWhileWaiting refresh={checkPayment} reference={openAttempt.reference} first={0} />
      )}
      <AttemptList attempts={attempts} hasPayments={hasPayments} order={order} locale={locale} />
    </>
  );
}

type ListProps = Props & { attempts: Attempt[]; hasPayments: boolean };

function AttemptList({ attempts, hasPayments, order, locale }: ListProps) {
  const t = useTranslations('admin.orders.payments');
  return (
    <details open={!hasPayments} className="border-line border-t pt-3">
      <summary className="inline-flex min-h-9 list-none items-center gap-2 font-medium text-sm underline-offset-4 hover:underline">
        {t('attempts', { count: attempts.length })}
      </summary>
      <ul className="grid gap-3 pt-2">
        {attempts.map((attempt) => (
          <li key={attempt.reference} className="flex flex-wrap items-start gap-x-4 gap-y-2">
            <AttemptFacts attempt={attempt} timeZone={order.time_zone} locale={locale} />
            {can(order, 'check_payment') && (
              <CommandButton
                command="check_payment"
                subject={attempt.reference}
                hidden={{ reference: attempt.reference }}
                variant="secondary"
                size="sm"
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function AttemptFacts({ attempt, timeZone, locale }: { attempt: Attempt; timeZone: string; locale: string }) {
  const t = useTranslations('admin.orders.payments');
  const tOrders = useTranslations('admin.orders');
  const words = attemptWord(tOrders, attempt.state);
  return (
    <div className="grid min-w-0 grow gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Money
          minor={attempt.amount_minor}
          currency={attempt.currency}
          locale={locale}
          className="font-medium tabular-nums"
        />
        <Badge tone={attempt.is_processing ? 'warn' : words.tone}>
          {attempt.is_processing ? t('isProcessing') : words.label}
        </Badge>
        <Time at={attempt.created_at} timeZone={timeZone} locale={locale} className="text-muted" />
      </p>
      <p className="flex min-w-0 items-center gap-1">
        <span className="min-w-0 break-all font-mono text-xs">{attempt.reference}</span>
        <CopyButton text={attempt.reference} what={t('theReference')} />
      </p>
      <p className="text-muted">
        {attempt.failure_reason && `${attempt.failure_reason} · `}
        {attempt.checked_at
          ? t.rich('checkedAt', {
              time: () => <Time at={attempt.checked_at ?? ''} timeZone={timeZone} locale={locale} />,
            })
          : t('notChecked')}
      </p>
    </div>
  );
}
