import { ExceptionAmounts } from '@/components/admin/money-exceptions/amounts';
import { DeadlineClock } from '@/components/admin/money-exceptions/deadline-clock';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { choicesOf, exceptionAmounts } from '@/lib/admin/orders/exceptions';
import { decisionWords } from '@/lib/admin/orders/money-words';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { MoneyException } from '@/lib/orders/order-money';
import { owedOf } from '@/lib/orders/owed';
import { cashExceptionTexts, exceptionWords, roleWords } from '@/lib/orders/staff-words';
import { ExceptionForm } from './exception-form';

type Props = { order: Order; locale: string };

/** Money that somebody has to decide on. It stands above everything else until it is resolved. */
export function OpenExceptions({ order, locale }: Props) {
  const open = order.exceptions?.filter(({ resolved_at }) => resolved_at === null) ?? [];
  return open.map((exception) => (
    <div
      key={exception.exception_id}
      className={`grid min-w-0 rounded-lg border bg-raised [&>:first-child]:rounded-b-none [&>:first-child]:border-0 ${exception.waits_for_customer ? 'border-line' : 'border-bad/35'}`}
    >
      <ExceptionCard exception={exception} order={order} locale={locale} />
      <WhatDecidesIt exception={exception} order={order} locale={locale} />
    </div>
  ));
}

type ExceptionProps = { exception: MoneyException; order: Order; locale: string };

function ExceptionCard({ exception, order, locale }: ExceptionProps) {
  const { kind, decision, note, owner_role, deadline } = exception;
  if (decision === 'ask_rest') return <AskedForRest exception={exception} order={order} locale={locale} />;
  return (
    <Alert tone="bad" title={exceptionWords[kind].title} className="rounded-lg">
      <ExceptionAmounts
        amounts={exceptionAmounts(order, exception, locale)}
        className="flex flex-wrap items-baseline gap-x-3"
      />
      <p>{(order.payment_method === 'cod' && cashExceptionTexts[kind]) || exceptionWords[kind].text}</p>
      {decision ? (
        <p className="text-sm">
          Decided: <span className="font-medium">{decisionWords[decision]}</span>
          {note ? `, “${note}”` : ', since nobody decided in time'}. It stays here until that has happened.
        </p>
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <span>
            {roleWords[owner_role].label} decides by{' '}
            <Time at={deadline} timeZone={order.time_zone} locale={locale} className="font-medium" />
          </span>
          <DeadlineClock at={deadline} />
        </p>
      )}
    </Alert>
  );
}

/** The customer was asked for what is missing: nobody's work while their time lasts. */
function AskedForRest({ exception, order, locale }: ExceptionProps) {
  const { kind, note, deadline } = exception;
  const isWaiting = exception.waits_for_customer;
  const isShown = order.state === 'awaiting_verification';
  const until = <Time at={deadline} timeZone={order.time_zone} locale={locale} />;
  const owed = formatMoney(Math.max(0, owedOf(order)), order.currency, locale);
  const who = isShown ? 'a verifier' : 'the customer';
  return (
    <Alert
      tone={isWaiting ? 'info' : 'bad'}
      title={
        <>
          {isWaiting ? `Waiting for ${who}: ${owed} by ` : `Not paid in time: ${owed} was due by `}
          {until}
        </>
      }
      className="rounded-lg"
    >
      <p>
        {exceptionWords[kind].title}: {exceptionAmounts(order, exception, locale).gap}. We asked the customer
        for it{note && `: “${note}”`}.{isShown && ' They have sent a proof of the transfer.'}
      </p>
    </Alert>
  );
}

/** The part of the page where it is being settled already. */
function panelOf({ kind, refund_id }: MoneyException, { refunding_minor }: Order): string | null {
  if (kind === 'dispute') return 'disputes';
  if (refund_id) return `refund-${refund_id}`;
  // the extra alone, not the payment that it came with
  return kind === 'overpaid' && refunding_minor > 0 ? 'refunds' : null;
}

function WhatDecidesIt({ exception, order, locale }: ExceptionProps) {
  const { exception_id, kind, may_decide, decision } = exception;
  const choices = may_decide ? choicesOf(order, exception, locale) : [];
  const panel = panelOf(exception, order);
  const isWaiting = order.awaits_approval && kind !== 'dispute';
  const isBarred = may_decide && exception.is_own;
  if (!panel && !isWaiting && !isBarred && choices.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-1 p-4 sm:px-5">
      {isBarred && (
        <p className="w-full text-sm">This is your own order, so a colleague has to confirm it.</p>
      )}
      {panel ? (
        <PanelLink to={panel}>{kind === 'dispute' ? 'To the dispute' : 'To the refund'}</PanelLink>
      ) : (
        isWaiting && <PanelLink to="refunds">A refund waits to be approved</PanelLink>
      )}
      {choices.length > 0 &&
        (decision || panel ? (
          <details className="open:w-full">
            <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
              Change decision …
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
