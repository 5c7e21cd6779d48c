'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { useIsHydrated } from '@/components/ui/hydrated';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import type { Order } from '@/lib/orders/order';
import { changeOrderNoJs, payAgain } from '@/lib/store/orders/actions';
import { PromiseCountdown } from './promise-countdown';

type Props = {
  orderId: string;
  number: string;
  /** what is still to be paid */
  owed: ReactNode;
  /** a part of it is here: how much, and what the button says then */
  rest: { received: string; button: string } | null;
  /** until when the order can be paid at all */
  payUntil: ReactNode;
  /** until when the pieces are set aside */
  promisedUntil: string | null;
  /** they never were: it is more than one buyer may reserve unpaid */
  isUnreserved: boolean;
  hasFailed: boolean;
  /** A payment may be on its way: the button steps back. */
  isWaiting: boolean;
  /** The gateway will not take the money as things are: `email` is for the shopper to correct, all else for the shop. */
  refused: Order['payment_refusal'];
  /** What is to be done about it. */
  children: ReactNode;
};

/** The way to the gateway, for an order that can be paid. */
export function OrderPayment({
  orderId,
  number,
  owed,
  rest,
  payUntil,
  promisedUntil,
  isUnreserved,
  hasFailed,
  isWaiting,
  refused,
  children,
}: Props) {
  const t = useTranslations('store.orders');
  const [state, action, isPending] = useServerAction(payAgain, null);
  const isHydrated = useIsHydrated();
  return (
    <Card className="grid gap-4 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="grid gap-1">
        <p className="font-semibold text-lg">
          {t.rich('payment.toPay', {
            amount: () => owed,
            text: (chunks) => <span className="font-normal text-base text-muted">{chunks}</span>,
          })}
        </p>
        {rest && <p className="text-sm">{rest.received}</p>}
        <PromiseCountdown until={promisedUntil} lapsed={isUnreserved ? t('payment.unreserved') : undefined} />
        {payUntil && (
          <p className="text-muted text-sm">{t.rich('payment.payUntil', { time: () => payUntil })}</p>
        )}
      </div>
      {refused !== 'email' && (
        <form action={isHydrated ? action : changeOrderNoJs}>
          <input type="hidden" name="command" value="pay" />
          <input type="hidden" name="order_id" value={orderId} />
          <input type="hidden" name="number" value={number} />
          <SubmitButton
            size="lg"
            wide
            variant={isWaiting || refused ? 'secondary' : 'primary'}
            pending={isPending}
            pendingLabel={t('payment.pending')}
          >
            <Lock aria-hidden className="size-4" />
            {rest?.button ?? (hasFailed || refused ? t('payment.tryAgain') : t('payment.pay'))}
          </SubmitButton>
        </form>
      )}
      {refused && <div className="grid gap-4 sm:col-span-2">{children}</div>}
      {state && !state.ok && state.reason !== 'email_refused' && (
        <Alert tone="bad" className="sm:col-span-2">
          {state.message}
        </Alert>
      )}
    </Card>
  );
}
