'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { openDispute } from '@/lib/store/orders/actions';
import { type ChangedOrder, CollapsibleForm } from './collapsible-form';

/** Reports a problem with a shipped order; the shop then has to respond. */
export function OrderDispute({ order, isOffered }: { order: ChangedOrder; isOffered: boolean }) {
  const t = useTranslations('store.orders');
  return (
    <CollapsibleForm
      order={order}
      isOffered={isOffered}
      action={openDispute}
      command="open_dispute"
      label={t('dispute.open')}
    >
      {(refusal) => (
        <>
          <Field
            name="reason"
            label={t('dispute.reason')}
            hint={t('dispute.reasonHint')}
            error={refusal?.fields?.reason}
          >
            {(control) => <Textarea {...control} required maxLength={500} defaultValue={refusal?.value} />}
          </Field>
          <SubmitButton className="sm:justify-self-start" pendingLabel={t('dispute.pending')}>
            {t('dispute.submit')}
          </SubmitButton>
        </>
      )}
    </CollapsibleForm>
  );
}
