'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { cancelOrder } from '@/lib/store/orders/actions';
import { type ChangedOrder, CollapsibleForm } from './collapsible-form';

type Props = {
  order: ChangedOrder;
  isOffered: boolean;
  /** the amount to refund; empty if nothing was paid */
  money: ReactNode;
  /** no gateway can refund the payment: the shop asks for bank details */
  isPaidByHand: boolean;
};

export function OrderCancel({ order, isOffered, money, isPaidByHand }: Props) {
  const t = useTranslations('store.orders');
  return (
    <CollapsibleForm
      order={order}
      isOffered={isOffered}
      action={cancelOrder}
      command="cancel"
      label={t('cancel.open')}
    >
      {(refusal) => (
        <>
          <p>{t('cancel.text')}</p>
          {money && (
            <p>
              {isPaidByHand ? (
                t.rich('cancel.refundByHand', { amount: () => money })
              ) : (
                <>
                  {t.rich('cancel.refund', { amount: () => money })} {t('refund.banksTake')}
                </>
              )}
            </p>
          )}
          <Field name="reason" label={t('cancel.reason')} optional error={refusal?.fields?.reason}>
            {(control) => <Input {...control} maxLength={500} defaultValue={refusal?.value} />}
          </Field>
          <SubmitButton variant="danger" className="sm:justify-self-start" pendingLabel={t('cancel.pending')}>
            {t('cancel.submit')}
          </SubmitButton>
        </>
      )}
    </CollapsibleForm>
  );
}
