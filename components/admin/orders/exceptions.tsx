import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ExceptionAmounts } from '@/components/admin/money-exceptions/amounts';
import { DeadlineClock } from '@/components/admin/money-exceptions/deadline-clock';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { choicesOf, exceptionAmounts } from '@/lib/admin/orders/exceptions';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { MoneyException } from '@/lib/orders/order-money';
import { owedOf } from '@/lib/orders/owed';
import { exceptionText } from '@/lib/orders/staff-words';
import { ExceptionForm } from './exception-form';

type Props = { order: Order; locale: string };

/** Open exceptions, above everything else until they are resolved. */
export function OpenExceptions({ order, locale }: Props) {
  const open = order.exceptions?.filter(({ resolved_at }) => resolved_at === null) ?? [];
  return open.map((exception) => (
    <div
      key={exception.exception_id}
      className={`grid min-w-0 rounded-lg border bg-raised [&>:first-child]:rounded-b-none [&>:first-child]:border-0 ${exception.waits_for_customer ? 'border-line' : 'border-bad/35'}`}
    >
      <ExceptionCard exception={exception} order={order} locale={locale} />
      <ExceptionActions exception={exception} order={order} locale={locale} />
    </div>
  ));
}

const strong = (chunks: ReactNode) => <span className="font-medium">{chunks}</span>;

type ExceptionProps = { exception: MoneyException; order: Order; locale: string };

function ExceptionCard({ exception, order, locale }: ExceptionProps) {
  const t = useTranslations('admin.orders.exceptions');
  const tOrders = useTranslations('admin.orders');
  const { kind, decision, note, owner_role, deadline } = exception;
  if (decision === 'ask_rest') return <RestRequested exception={exception} order={order} locale={locale} />;
  return (
    <Alert tone="bad" title={tOrders(`status.exception.${kind}.title`)} className="rounded-lg">
      <ExceptionAmounts
        amounts={exceptionAmounts(order, exception, locale)}
        className="flex flex-wrap items-baseline gap-x-3"
      />
      <p>{exceptionText(tOrders, kind, order.payment_method === 'cod')}</p>
      {decision ? (
        <p className="text-sm">
          {note
            ? t.rich('decided', { decision: tOrders(`decisions.done.${decision}`), note, strong })
            : t.rich('decidedAutomatically', { decision: tOrders(`decisions.done.${decision}`), strong })}
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span>
            {t.rich('decidesBy', {
              role: tOrders(`roles.${owner_role}.label`),
              time: () => (
                <Time at={deadline} timeZone={order.time_zone} locale={locale} className="font-medium" />
              ),
            })}
          </span>
          <DeadlineClock at={deadline} />
        </p>
      )}
    </Alert>
  );
}

/** The customer was asked to pay the rest. Until their deadline, staff have nothing to decide. */
function RestRequested({ exception, order, locale }: ExceptionProps) {
  const t = useTranslations('admin.orders.exceptions');
  const tOrders = useTranslations('admin.orders');
  const { kind, note, deadline } = exception;
  const issue = tOrders(`status.exception.${kind}.title`);
  const amounts = exceptionAmounts(order, exception, locale);
  const gap = useTranslations('admin.exceptions')(`gap.${amounts.gap.code}`, amounts.gap);
  const isWaiting = exception.waits_for_customer;
  const hasProof = order.state === 'awaiting_verification';
  const time = () => <Time at={deadline} timeZone={order.time_zone} locale={locale} />;
  const amount = formatMoney(Math.max(0, owedOf(order)), order.currency, locale);
  return (
    <Alert
      tone={isWaiting ? 'info' : 'bad'}
      title={t.rich(isWaiting ? (hasProof ? 'waitingForVerifier' : 'waitingForCustomer') : 'notPaidInTime', {
        amount,
        time,
      })}
      className="rounded-lg"
    >
      <p>
        {note ? t('askedWithNote', { issue, gap, note }) : t('asked', { issue, gap })}
        {hasProof && ` ${t('proofUploaded')}`}
      </p>
    </Alert>
  );
}

/** The section of the page where the exception is already being settled. */
function panelOf({ kind, refund_id }: MoneyException, { refunding_minor }: Order): string | null {
  if (kind === 'dispute') return 'disputes';
  if (refund_id) return `refund-${refund_id}`;
  // only the excess is refunded, not the whole payment
  return kind === 'overpaid' && refunding_minor > 0 ? 'refunds' : null;
}

function ExceptionActions({ exception, order, locale }: ExceptionProps) {
  const t = useTranslations('admin.orders.exceptions');
  const tOrders = useTranslations('admin.orders');
  const { exception_id, kind, may_decide, decision } = exception;
  const choices = may_decide ? choicesOf(tOrders, order, exception, locale) : [];
  const panel = panelOf(exception, order);
  const isWaiting = order.awaits_approval && kind !== 'dispute';
  const isOwnOrder = may_decide && exception.is_own;
  if (!panel && !isWaiting && !isOwnOrder && choices.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-1 p-4 sm:px-5">
      {isOwnOrder && <p className="w-full text-sm">{t('ownOrder')}</p>}
      {panel ? (
        <PanelLink to={panel}>{kind === 'dispute' ? t('openDispute') : t('openRefund')}</PanelLink>
      ) : (
        isWaiting && <PanelLink to="refunds">{t('refundToApprove')}</PanelLink>
      )}
      {choices.length > 0 &&
        (decision || panel ? (
          <details className="open:w-full">
            <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
              {t('changeDecision')}
            </summary>
            <ExceptionForm exceptionId={exception_id} choices={choices} className="pt-2" />
          </details>
        ) : (
          <ExceptionForm exceptionId={exception_id} choices={choices} />
        ))}
    </div>
  );
}

function PanelLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`#${to}`}
      className="inline-flex min-h-9 items-center justify-self-start font-medium text-accent-text text-sm underline underline-offset-4"
    >
      {children}
    </a>
  );
}
