'use client';

import { useTranslations } from 'next-intl';
import { OrderFormStatus } from '@/components/store/orders/order-form-status';
import { useIsHydrated } from '@/components/ui/hydrated';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { changePayoutNoJs, sendPayoutLink } from '@/lib/store/payout-details/actions';

/** Sends the link for entering bank details again. */
export function PayoutLink({ orderId, number }: { orderId: string; number: string }) {
  const t = useTranslations('store.payoutDetails');
  const [outcome, action] = useServerAction(sendPayoutLink, null);
  const isHydrated = useIsHydrated();
  return (
    <>
      <OrderFormStatus outcome={outcome} command="send_payout_link" />
      <form action={isHydrated ? action : changePayoutNoJs} className="sm:pl-10">
        <input type="hidden" name="command" value="send_payout_link" />
        <input type="hidden" name="order_id" value={orderId} />
        <input type="hidden" name="number" value={number} />
        <SubmitButton variant="secondary" className="max-sm:w-full" pendingLabel={t('sending')}>
          {t('resendLink')}
        </SubmitButton>
      </form>
    </>
  );
}
