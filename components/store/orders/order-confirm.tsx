'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useIsHydrated } from '@/components/ui/hydrated';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { changeOrderNoJs, confirmRequest } from '@/lib/store/orders/actions';
import { OrderFormStatus } from './order-form-status';

type Props = { orderId: string; number: string; isOffered: boolean };

/** Confirms an order that waits for the shopper's confirmation. The outcome shows even when the button is no longer offered. */
export function OrderConfirm({ orderId, number, isOffered }: Props) {
  const t = useTranslations('store.orders');
  const [outcome, action] = useServerAction(confirmRequest, null);
  const isHydrated = useIsHydrated();
  return (
    <>
      <OrderFormStatus outcome={outcome} command="confirm_request" />
      {isOffered && (
        <form action={isHydrated ? action : changeOrderNoJs}>
          {Object.entries({ command: 'confirm_request', order_id: orderId, number }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SubmitButton size="lg" className="max-sm:w-full" pendingLabel={t('confirm.pending')}>
            <Check aria-hidden className="size-4" />
            {t('confirm.submit')}
          </SubmitButton>
        </form>
      )}
    </>
  );
}
