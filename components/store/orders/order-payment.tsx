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
  /** the amount to pay */
  owed: ReactNode;
  /** set when part of the amount was received: a text that says so, and the button's label */
  rest: { received: string; button: string } | null;
  /** deadline for paying the order */
  payUntil: ReactNode;
  /** until when the stock is reserved */
  promisedUntil: string | null;
  /** the stock was never reserved: it is more than one shopper may reserve without paying */
  isUnreserved: boolean;
  hasFailed: boolean;
  /** a payment may be in process: the button becomes secondary */
  isWaiting: boolean;
  /** why the gateway rejects the payment: the shopper can correct `email`; only the shop can correct anything else */
  refused: Order['payment_refusal'];
  /** what to do about the rejection */
  children: ReactNode;
};

/** Sends the shopper to the gateway to pay the order. */
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
