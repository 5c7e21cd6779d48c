'use client';

import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { cancelOrderItems } from '@/lib/store/orders/actions';
import { quantityField } from '@/lib/store/orders/schema';
import { type ChangedOrder, CollapsibleForm } from './collapsible-form';

type Props = {
  order: ChangedOrder;
  isOffered: boolean;
  /** `units`: how many can still be removed */
  items: { order_item_id: string; label: string; units: number }[];
  isPaid: boolean;
  /** no gateway can refund the payment: the shop asks for bank details */
  isPaidByHand: boolean;
};

/** Removes single items from the order. */
export function OrderCancelItems({ order, isOffered, items, isPaid, isPaidByHand }: Props) {
  const t = useTranslations('store.orders');
  return (
    <CollapsibleForm
      order={order}
      isOffered={isOffered}
      action={cancelOrderItems}
      command="cancel_items"
      label={t('cancelItems.open')}
    >
      {(refusal) => (
        <>
          {isPaid ? (
            <p>
              {isPaidByHand ? (
                t('cancelItems.refundByHand')
              ) : (
                <>
                  {t('cancelItems.refund')} {t('refund.banksTake')}
                </>
              )}{' '}
              {t('cancelItems.refundDelivery')}
            </p>
          ) : (
            <p>{t('cancelItems.unpaid')}</p>
          )}
          {items.map(({ order_item_id, label, units }) => (
            <Field key={order_item_id} name={quantityField(order_item_id)} label={label}>
              {(control) => (
                <Select {...control} defaultValue="0">
                  <option value="0">{t('cancelItems.keepAll', { count: units })}</option>
                  {Array.from({ length: units }, (_, index) => index + 1).map((removed) => (
                    <option key={removed} value={removed}>
                      {removed === units
                        ? t('cancelItems.removeAll', { count: removed })
                        : t('cancelItems.removeSome', { count: removed })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ))}
          <Field name="reason" label={t('cancelItems.reason')} optional error={refusal?.fields?.reason}>
            {(control) => <Input {...control} maxLength={500} defaultValue={refusal?.value} />}
          </Field>
          {refusal?.fields?.lines && <Alert tone="bad">{refusal.fields.lines}</Alert>}
          <SubmitButton
            variant="danger"
            className="sm:justify-self-start"
            pendingLabel={t('cancelItems.pending')}
          >
            {t('cancelItems.submit')}
          </SubmitButton>
        </>
      )}
    </CollapsibleForm>
  );
}
