import clsx from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/admin/copy-button';
import { CreditLine } from '@/components/admin/statements/credit-line';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { outcomeWord } from '@/lib/admin/orders/money-words';
import type { Order } from '@/lib/orders/order';
import { staffOrderPath } from '@/lib/staff/paths';
import { OrderAttempts } from './attempts';
import { CommandStatus } from './command-status';
import { Panel } from './panel';

type Payment = NonNullable<Order['payments']>[number];

/** Payments received and attempts without money, for staff who may read payments. */
export function OrderPayments({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('admin.orders.payments');
  if (!order.payments) return null;
  return (
    <Panel title={t('title')}>
      <CommandStatus section="payments" />
      {order.payments.length === 0 ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : (
        <ul className="grid gap-4">
          {order.payments.map((payment) => (
            <li key={payment.payment_id} className="grid gap-2 border-line not-first:border-t not-first:pt-4">
              <PaymentHead
                payment={payment}
                timeZone={order.time_zone}
                locale={locale}
                movedTo={payment.moved_to}
              />
              <PaymentOrigin payment={payment} order={order} locale={locale} />
              <PaymentFacts payment={payment} locale={locale} />
            </li>
          ))}
        </ul>
      )}
      <OrderAttempts order={order} locale={locale} />
    </Panel>
  );
}

type HeadProps = { payment: Payment; timeZone: string; locale: string; movedTo: string | null };

function PaymentHead({ payment, timeZone, locale, movedTo }: HeadProps) {
  const t = useTranslations('admin.orders.payments');
  const tOrders = useTranslations('admin.orders');
  const outcome = outcomeWord(tOrders, payment);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Money
        minor={payment.amount_minor}
        currency={payment.currency}
        locale={locale}
        className="font-semibold tabular-nums"
      />
      {movedTo ? (
        <Badge>{t('movedTo', { order: movedTo })}</Badge>
      ) : (
        <Badge tone={outcome.tone}>{outcome.label}</Badge>
      )}
      <Time
        at={payment.paid_on ?? payment.paid_at}
        timeZone={timeZone}
        locale={locale}
        className="text-muted text-sm sm:ml-auto"
      />
    </div>
  );
}

/** The bank statement line of the payment, and the order it was moved from. */
function PaymentOrigin({ payment, order, locale }: { payment: Payment; order: Order; locale: string }) {
  const t = useTranslations('admin.orders.payments');
  const { credit, moved_from } = payment;
  return (
    <>
      {credit && <CreditLine credit={credit} shop={order.shop} locale={locale} />}
      {moved_from && (
        <p className="text-sm">
          {t.rich('movedFrom', {
            order: moved_from,
            link: (chunks) => (
              <Link
                href={staffOrderPath(order.shop, moved_from)}
                className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
              >
                {chunks}
              </Link>
            ),
          })}
        </p>
      )}
    </>
  );
}

function PaymentFacts({ payment, locale }: { payment: Payment; locale: string }) {
  const t = useTranslations('admin.orders.payments');
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
      <Fact name={t('gateway')} className="capitalize">
        {payment.gateway.replaceAll('_', ' ')}
        {payment.channel &&
          payment.channel !== payment.gateway &&
          `, ${payment.channel.replaceAll('_', ' ')}`}
      </Fact>
      {payment.gateway !== 'cash' && (
        <Fact name={t('fee')}>
          {payment.fee_minor === null ? (
            t('unknownFee')
          ) : (
            <Money minor={payment.fee_minor} currency={payment.currency} locale={locale} />
          )}
        </Fact>
      )}
      <Fact name={t('reference')} what={t('theReference')} copy={payment.reference} />
      <Fact name={t('transaction')} what={t('theTransaction')} copy={payment.transaction_id} />
    </dl>
  );
}

type FactProps = { name: string; copy?: string; what?: string; className?: string; children?: ReactNode };

function Fact({ name, copy, what, className, children }: FactProps) {
  return (
    <div className="flex min-h-9 min-w-0 items-center gap-2">
      <dt className="w-24 shrink-0 text-muted">{name}</dt>
      <dd className={clsx('flex min-w-0 items-center gap-1', className)}>
        {copy ? <span className="min-w-0 break-all font-mono text-xs">{copy}</span> : children}
        {copy && what && <CopyButton text={copy} what={what} />}
      </dd>
    </div>
  );
}
